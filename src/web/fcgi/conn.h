/* SPDX-License-Identifier: MIT */
/* One connection of a web server: finds where a request ends, lets libfcgi read it and the handler
 * answer it, and sends. Never blocks. One thread at a time works on it (fastcgi.c sees to that). */
#ifndef WEB_FCGI_CONN_H
#define WEB_FCGI_CONN_H

#include "web/http/exchange.h"
#include "web/fcgi/record.h"
#include "web/fcgi/request.h"
#include "web/fcgi/spool.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum {
    CONN_IN_BYTES = 16 * 1024,
    CONN_ARENA_BYTES = 64 * 1024,
    CONN_ARENAS_KEPT = 4,                /* each may hold half a megabyte */
    CONN_BODIES_MAX = 256 * 1024 * 1024, /* bytes of bodies, of all requests together */
    CONN_BODY_IN_MEMORY = 1024 * 1024,   /* one that may be larger goes into a file */
};

/* What all connections of a responder share. */
struct conn_shared {
    struct web_handler handler;
    const char *folder;    /* of the files for large bodies; NULL: memory */
    _Atomic bool stopping; /* a connection ends with the next answer on it */
    _Atomic uint64_t requests, refused, protocol_errors;
    _Atomic size_t body_bytes;      /* held now, of all requests */
    _Atomic int64_t next_report_ms; /* a protocol error is logged after this, not before */

    pthread_mutex_t lock; /* of the arenas that wait for their next request */
    struct arena *arenas[CONN_ARENAS_KEPT];
    size_t arenas_n;
};

/* Who may work on a connection: a thread (that got its event, or took it from the queue); whoever
 * takes it first, while it waits for a request to begin; the one who stops, for a moment. */
enum conn_turn { CONN_BUSY, CONN_IDLE, CONN_PARTING };

#define CONN_MAGIC 0x434f4e4eu

struct conn {
    unsigned magic;
    struct conn_shared *shared;
    int fd;

    /* fastcgi.c's: */
    struct conn *older, *newer; /* the list of all; under its lock */
    struct conn *next_waiting;  /* the slow pool's queue; under its lock */
    _Atomic int turn;           /* enum conn_turn */
    bool parted;                /* was asked to close since its last answer */
    _Atomic int64_t give_up_ms; /* nothing moved until then: close; 0: never */

    struct fcgi_parser parser;
    struct str in; /* what was read and not yet parsed: in the thread's buffer, or in `rest` */
    char *rest;    /* holds it from one turn to the next; NULL: nothing is left over */
    bool drained;  /* the last read took all there was */

    bool peer_closes; /* the peer is one that closes when it is asked to: conn_part */

    struct exchange x; /* x.arena is NULL where no request is open */
    struct fcgi_request *request;
    uint16_t id;
    bool keep;               /* the connection stays open after the answer */
    struct buf params;       /* as they come, until libfcgi reads them */
    struct fcgi_spool spool; /* of the body, likewise */
    char *body;              /* on the heap, once it is whole; NULL: none, or dropped */
    size_t body_n;
    size_t body_held;      /* bytes of it that count for shared->body_bytes */
    uint64_t body_arrived; /* bytes, dropped ones included */
    int64_t body_promised; /* CONTENT_LENGTH; -1: none was sent */
    bool refused;          /* there is no room for the body: answer with `refuse` */

    struct iovec *out; /* what is still to be sent */
    size_t out_n;
    struct iovec reply;
    bool answering, last; /* when all is sent: the request is over; close */
};
/* What an idle connection costs; while a request is open it has an arena besides. */
static_assert(sizeof(struct conn) <= 2048, "thousands of connections must cost little");

/* What a connection waits for. */
enum conn_wants {
    CONN_ON, /* nothing (used inside) */
    CONN_READ,
    CONN_WRITE,
    CONN_SLOW, /* a thread of the slow pool: conn_answer, or conn_refuse */
    CONN_CLOSE,
};

/* FOLDER (or NULL) must outlive it. */
void conn_shared_init(struct conn_shared *s, const struct web_handler *handler, const char *folder);
void conn_shared_release(struct conn_shared *s);

/* Takes over FD, which must be non-blocking. NULL where there is no memory. */
struct conn *conn_new(struct conn_shared *s, int fd);
/* Drops what is under way and closes the descriptor. */
void conn_free(struct conn *c);

/* A request has begun, and is not yet answered or aborted. */
static inline bool conn_is_open(const struct conn *c)
{
    return c->x.arena != NULL;
}

/* Goes on as far as it can without waiting. */
enum conn_wants conn_run(struct conn *c);
/* After CONN_SLOW, on a thread of the slow pool: answers and sends. */
enum conn_wants conn_answer(struct conn *c);
/* Asks the peer of a connection without an open request to close it, once after each answer. */
void conn_part(struct conn *c);
/* After CONN_SLOW: makes the answer that there is no room; conn_run sends it. */
void conn_refuse(struct conn *c);

#endif

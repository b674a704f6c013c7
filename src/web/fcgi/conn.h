/* SPDX-License-Identifier: MIT */
/* One connection from a web server: finds where a request ends, has libfcgi read it and the handler
 * answer it, and sends the answer. Never blocks. One thread at a time works on it; fastcgi.c
 * ensures that. */
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
    CONN_ARENAS_KEPT = 4, /* each may hold half a megabyte */
    CONN_BODIES_MAX =
        256 * 1024 * 1024,             /* bytes that the bodies of all requests may take together */
    CONN_BODY_IN_MEMORY = 1024 * 1024, /* a body that may be larger goes into a file */
};

/* Shared by all connections of a responder. */
struct conn_shared {
    struct web_handler handler;
    const char *folder;    /* for the files of large bodies; NULL: use memory */
    _Atomic bool stopping; /* every connection ends with its next answer */
    _Atomic uint64_t requests, refused, protocol_errors;
    _Atomic size_t body_bytes;      /* of the bodies of all open requests */
    _Atomic int64_t next_report_ms; /* no protocol error is logged before this time */

    pthread_mutex_t lock; /* guards the spare arenas */
    struct arena *arenas[CONN_ARENAS_KEPT];
    size_t arenas_n;
};

/* Who may work on a connection. BUSY: the thread that got its event or took it from the queue.
 * IDLE: whoever claims it first; no request has begun. PARTING: the thread that stops the
 * responder, for a moment. */
enum conn_turn { CONN_BUSY, CONN_IDLE, CONN_PARTING };

#define CONN_MAGIC 0x434f4e4eu

struct conn {
    unsigned magic;
    struct conn_shared *shared;
    int fd;

    /* For fastcgi.c: */
    struct conn *older, *newer; /* the list of all connections; under fastcgi.c's lock */
    struct conn *next_waiting;  /* in the slow pool's queue; under the queue's lock */
    _Atomic int turn;           /* enum conn_turn */
    bool parted;                /* the peer was asked to close since the last answer */
    _Atomic int64_t give_up_ms; /* close if nothing moves until then; 0: never */

    struct fcgi_parser parser;
    struct str in; /* bytes read but not yet scanned: in the thread's buffer, or in `rest` */
    char *rest;    /* holds them from one turn to the next; NULL: nothing is left over */
    bool drained;  /* the last read emptied the socket */

    bool peer_closes; /* the peer closes the connection when asked to (conn_part) */

    struct exchange x; /* x.arena is NULL while no request is open */
    struct fcgi_request *request;
    uint16_t id;
    bool keep;               /* the connection stays open after the answer */
    struct buf params;       /* gathered until libfcgi reads them */
    struct fcgi_spool spool; /* the body's records, until libfcgi reads them */
    char *body;              /* the whole body, on the heap; NULL: none, or dropped */
    size_t body_n;
    size_t body_held;      /* its bytes that are counted in shared->body_bytes */
    uint64_t body_arrived; /* bytes received, including dropped ones */
    int64_t body_promised; /* CONTENT_LENGTH; -1: none was sent */
    bool refused;          /* there is no room for the body: answer with `refuse` */

    struct iovec *out; /* still to be sent */
    size_t out_n;
    struct iovec reply;
    bool answering; /* `out` is an answer: when it is sent, the request is over */
    bool last;      /* close when `out` is sent */
};
/* The cost of an idle connection. While a request is open, it has an arena as well. */
static_assert(sizeof(struct conn) <= 2048, "thousands of connections must cost little");

/* What a connection waits for. */
enum conn_wants {
    CONN_ON, /* nothing: go on (inside conn.c only) */
    CONN_READ,
    CONN_WRITE,
    CONN_SLOW, /* a thread of the slow pool, which calls conn_answer; or conn_refuse */
    CONN_CLOSE,
};

/* FOLDER (or NULL) must outlive it. */
void conn_shared_init(struct conn_shared *s, const struct web_handler *handler, const char *folder);
void conn_shared_release(struct conn_shared *s);

/* Takes over FD, which must be non-blocking. NULL, without taking FD, if there is no memory. */
struct conn *conn_new(struct conn_shared *s, int fd);
/* Drops what is under way and closes the descriptor. */
void conn_free(struct conn *c);

/* Whether a request has begun and is not yet answered or aborted. */
static inline bool conn_is_open(const struct conn *c)
{
    return c->x.arena != NULL;
}

/* Reads, answers and sends as far as it can without waiting. */
enum conn_wants conn_run(struct conn *c);
/* After CONN_SLOW, on a thread of the slow pool: answers and sends as far as it can. */
enum conn_wants conn_answer(struct conn *c);
/* Asks the peer of an idle connection to close it, at most once after each answer. */
void conn_part(struct conn *c);
/* After CONN_SLOW, if the queue is full: makes the answer that refuses the request. conn_run sends
 * it. */
void conn_refuse(struct conn *c);

#endif

/* SPDX-License-Identifier: MIT */
/* The FastCGI responder: reads requests from a web server's connections and sends the answers. */
#ifndef WEB_FCGI_FASTCGI_H
#define WEB_FCGI_FASTCGI_H

#include "base/err.h"
#include "web/http/exchange.h"

struct fastcgi_options {
    int listen_fd; /* a listening socket; taken over, closed at the end */
    bool
        listens_alone; /* no other process accepts on it: who has connected by the stop is served */
    const char *folder;    /* for files without a name, which hold large bodies; must outlive it */
    int page_threads;      /* 1-2: own the epoll set, parse, answer POOL_PAGE */
    int slow_threads;      /* answer POOL_SLOW */
    int read_threads;      /* more of them, for GET and HEAD alone; may be 0 */
    size_t slow_queue_max; /* exchanges that may wait for a slow thread */
    size_t conns_max;      /* at once; more wait in the socket's backlog. Fewer are taken where the
                              limit of open files leaves no room for so many */
    int stop_grace_ms;     /* how long it lets a request begin on a connection that is kept open */
    int stop_timeout_ms;   /* how long, in all, it lets requests in flight finish */
};

struct fastcgi_stats {
    uint64_t requests, refused, protocol_errors, connections;
};

struct fastcgi;

/* Starts the threads; returns once they run. HANDLER is copied. ERR_INVALID for a pool without a
 * thread or no connection, ERR_IO where the system gives no thread, descriptor or memory, ERR_BUG
 * where libfcgi does not start. */
MUST_CHECK enum err_kind fastcgi_start(struct fastcgi **out, const struct fastcgi_options *options,
                                       const struct web_handler *handler, struct err *e);
/* Accepts no more, lets what is in flight finish and every kept connection end without losing the
 * request that may be on its way (fastcgi.c tells how), ends the threads, frees. */
void fastcgi_stop(struct fastcgi **f);
/* For how long a page thread is late to go round, which each does every five seconds whatever
 * comes; and for how long the slow pool has taken nothing of what waits for it. Any thread. */
int64_t fastcgi_page_stuck_ms(const struct fastcgi *f);
int64_t fastcgi_slow_stuck_ms(struct fastcgi *f);
struct fastcgi_stats fastcgi_stats(const struct fastcgi *f);

#endif

/* SPDX-License-Identifier: MIT */
/* The FastCGI responder: reads requests from a web server's connections and sends the answers. */
#ifndef WEB_FCGI_FASTCGI_H
#define WEB_FCGI_FASTCGI_H

#include "base/err.h"
#include "web/http/exchange.h"

struct fastcgi_options {
    int listen_fd;      /* a listening socket; taken over, and closed at the end */
    bool listens_alone; /* no other process accepts on it, so the stop serves its backlog, too */
    const char *folder; /* for unnamed files that hold large bodies; must outlive the responder */
    int page_threads;   /* 1-2: own the epoll set, parse, answer POOL_PAGE */
    int slow_threads;   /* answer POOL_SLOW */
    int read_threads;   /* further slow threads, for GET and HEAD only; may be 0 */
    size_t slow_queue_max; /* exchanges that may wait for a slow thread */
    size_t conns_max;      /* connections at once; more wait in the socket's backlog. Lowered if the
                              limit on open files does not allow so many */
    int stop_grace_ms;     /* how long a request may still begin on a kept connection */
    int stop_timeout_ms;   /* how long, in all, requests in flight may take to finish */
};

struct fastcgi_stats {
    uint64_t requests, refused, protocol_errors, connections;
};

struct fastcgi;

/* Starts the threads and returns. HANDLER is copied. ERR_INVALID for a pool without a thread or
 * without a connection; ERR_IO if the system has no thread, descriptor or memory; ERR_BUG if
 * libfcgi does not start. */
MUST_CHECK enum err_kind fastcgi_start(struct fastcgi **out, const struct fastcgi_options *options,
                                       const struct web_handler *handler, struct err *e);
/* Stops accepting, lets requests in flight finish, ends every kept connection without losing a
 * request that may be on its way (fastcgi.c explains how), ends the threads and frees. */
void fastcgi_stop(struct fastcgi **f);
/* How late the latest page thread is to begin its loop again, which each does at least every five
 * seconds; and for how long the slow pool has taken nothing although requests wait. Any thread. */
int64_t fastcgi_page_stuck_ms(const struct fastcgi *f);
int64_t fastcgi_slow_stuck_ms(struct fastcgi *f);
struct fastcgi_stats fastcgi_stats(const struct fastcgi *f);

#endif

/* SPDX-License-Identifier: MIT */
/* Connections whose requests wait for a thread of the slow pool: first come, first served, and no
 * more than a bound. Any thread may call any of this. */
#ifndef WEB_FCGI_QUEUE_H
#define WEB_FCGI_QUEUE_H

#include "web/fcgi_conn.h"

struct fcgi_queue {
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t wake;
    struct conn *first, **last;
    size_t waiting, threads_free, max;
    bool ended;
};

/* MAX: how many may wait when no thread is free. */
void queue_init(struct fcgi_queue *q, size_t max);
void queue_release(struct fcgi_queue *q);
/* False where it is full. Otherwise the connection is another thread's from now on. */
MUST_CHECK bool queue_push(struct fcgi_queue *q, struct conn *c);
/* Waits for the next one; NULL after queue_end. */
struct conn *queue_pop(struct fcgi_queue *q);
/* Every queue_pop returns NULL, whatever still waits. */
void queue_end(struct fcgi_queue *q);

#endif

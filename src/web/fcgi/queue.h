/* SPDX-License-Identifier: MIT */
/* The connections whose requests wait for a thread of the slow pool: first come, first served, up
 * to a limit. Some threads take only requests that do not write, so the newsroom can read while all
 * other threads wait for the write lock. Any thread may call any of these functions. */
#ifndef WEB_FCGI_QUEUE_H
#define WEB_FCGI_QUEUE_H

#include "web/fcgi/conn.h"

struct fcgi_queue {
    pthread_mutex_t lock; /* guards all members below */
    pthread_cond_t wake,
        wake_reader; /* for threads that take anything; for those that take reads */
    struct conn *first, **last;
    size_t waiting, max;
    int64_t moved_ms;                  /* when one was last removed, or added while none waited */
    size_t threads_free, readers_free; /* threads waiting in queue_pop: for any, for a read */
    bool ended;
};

/* MAX: how many requests may wait when no thread is free. */
void queue_init(struct fcgi_queue *q, size_t max);
void queue_release(struct fcgi_queue *q);
/* False if the queue is full. Otherwise the caller no longer owns the connection. */
MUST_CHECK bool queue_push(struct fcgi_queue *q, struct conn *c);
/* Waits for the next connection (READS_ONLY: with a GET or HEAD) and makes the caller its owner.
 * NULL after queue_end. */
struct conn *queue_pop(struct fcgi_queue *q, bool reads_only);
/* For how long nothing has been removed although something waits; 0 if nothing waits. */
int64_t queue_stuck_ms(struct fcgi_queue *q);
/* From now on every queue_pop returns NULL, whatever still waits. */
void queue_end(struct fcgi_queue *q);

#endif

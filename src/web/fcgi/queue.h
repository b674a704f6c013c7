/* SPDX-License-Identifier: MIT */
/* Connections whose requests wait for a thread of the slow pool: first come, first served, and no
 * more than a bound. A thread may take only those that do not write, so that the newsroom can read
 * while everybody else who is served waits for the lock to write. Any thread may call any of this.
 */
#ifndef WEB_FCGI_QUEUE_H
#define WEB_FCGI_QUEUE_H

#include "web/fcgi/conn.h"

struct fcgi_queue {
    pthread_mutex_t lock;             /* of all below */
    pthread_cond_t wake, wake_reader; /* of the threads that take anything; of those for reads */
    struct conn *first, **last;
    size_t waiting, max;
    int64_t moved_ms;                  /* when one was last taken, or came while none waited */
    size_t threads_free, readers_free; /* that wait in queue_pop: for any, for those that read */
    bool ended;
};

/* MAX: how many may wait when no thread is free. */
void queue_init(struct fcgi_queue *q, size_t max);
void queue_release(struct fcgi_queue *q);
/* False where it is full. Otherwise the connection is another thread's from now on. */
MUST_CHECK bool queue_push(struct fcgi_queue *q, struct conn *c);
/* Waits for the next one (READS_ONLY: the next GET or HEAD); NULL after queue_end. */
struct conn *queue_pop(struct fcgi_queue *q, bool reads_only);
/* For how long nothing has been taken although something waits; else 0. */
int64_t queue_stuck_ms(struct fcgi_queue *q);
/* Every queue_pop returns NULL, whatever still waits. */
void queue_end(struct fcgi_queue *q);

#endif

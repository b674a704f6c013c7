/* SPDX-License-Identifier: MIT */
#include "web/fcgi_queue.h"

void queue_init(struct fcgi_queue *q, size_t max)
{
    memset(q, 0, sizeof *q);
    q->last = &q->first;
    q->max = max;
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->wake, NULL);
}

void queue_release(struct fcgi_queue *q)
{
    pthread_mutex_destroy(&q->lock);
    pthread_cond_destroy(&q->wake);
}

bool queue_push(struct fcgi_queue *q, struct conn *c)
{
    pthread_mutex_lock(&q->lock);
    bool room = q->waiting < q->max + q->threads_free;
    if (room) {
        c->next_waiting = NULL;
        *q->last = c;
        q->last = &c->next_waiting;
        q->waiting++;
        pthread_cond_signal(&q->wake);
    }
    pthread_mutex_unlock(&q->lock);
    return room;
}

struct conn *queue_pop(struct fcgi_queue *q)
{
    struct conn *c = NULL;
    pthread_mutex_lock(&q->lock);
    q->threads_free++;
    while (q->first == NULL && !q->ended)
        pthread_cond_wait(&q->wake, &q->lock);
    q->threads_free--;
    if (!q->ended) {
        c = q->first;
        q->first = c->next_waiting;
        if (q->first == NULL)
            q->last = &q->first;
        q->waiting--;
    }
    pthread_mutex_unlock(&q->lock);
    return c;
}

void queue_end(struct fcgi_queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->ended = true;
    pthread_cond_broadcast(&q->wake);
    pthread_mutex_unlock(&q->lock);
}

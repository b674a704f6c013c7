/* SPDX-License-Identifier: MIT */
/* A linked list through the connections themselves, so queueing needs no memory. Whether there is
 * room depends on how many wait, on `max`, and on how many threads are free for this kind of
 * request. So a request that a thread can take at once is never refused. */
#include "web/fcgi/queue.h"

#include "base/clock.h"

void queue_init(struct fcgi_queue *q, size_t max)
{
    memset(q, 0, sizeof *q);
    q->last = &q->first;
    q->max = max;
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->wake, NULL);
    pthread_cond_init(&q->wake_reader, NULL);
}

void queue_release(struct fcgi_queue *q)
{
    pthread_mutex_destroy(&q->lock);
    pthread_cond_destroy(&q->wake);
    pthread_cond_destroy(&q->wake_reader);
}

static bool only_reads(const struct conn *c)
{
    return c->x.rq.method == METHOD_GET || c->x.rq.method == METHOD_HEAD;
}

bool queue_push(struct fcgi_queue *q, struct conn *c)
{
    pthread_mutex_lock(&q->lock);
    bool room = q->waiting < q->max + q->threads_free + (only_reads(c) ? q->readers_free : 0);
    if (room) {
        c->next_waiting = NULL;
        if (q->first == NULL)
            q->moved_ms = clock_mono_ms();
        *q->last = c;
        q->last = &c->next_waiting;
        q->waiting++;
        pthread_cond_signal(&q->wake);
        if (only_reads(c))
            pthread_cond_signal(&q->wake_reader);
    }
    pthread_mutex_unlock(&q->lock);
    return room;
}

/* Removes the first one that fits; NULL if none does. The lock is held. */
static struct conn *remove_first(struct fcgi_queue *q, bool reads_only)
{
    struct conn **at = &q->first;
    while (*at != NULL && reads_only && !only_reads(*at))
        at = &(*at)->next_waiting;
    struct conn *c = *at;
    if (c == NULL)
        return NULL;
    *at = c->next_waiting;
    if (*at == NULL)
        q->last = at;
    q->waiting--;
    q->moved_ms = clock_mono_ms();
    return c;
}

struct conn *queue_pop(struct fcgi_queue *q, bool reads_only)
{
    struct conn *c = NULL;
    pthread_mutex_lock(&q->lock);
    size_t *threads_free = reads_only ? &q->readers_free : &q->threads_free;
    pthread_cond_t *wake = reads_only ? &q->wake_reader : &q->wake;
    ++*threads_free;
    while (!q->ended && (c = remove_first(q, reads_only)) == NULL)
        pthread_cond_wait(wake, &q->lock);
    --*threads_free;
    pthread_mutex_unlock(&q->lock);
    return c;
}

int64_t queue_stuck_ms(struct fcgi_queue *q)
{
    pthread_mutex_lock(&q->lock);
    int64_t stuck_ms = q->first == NULL ? 0 : clock_mono_ms() - q->moved_ms;
    pthread_mutex_unlock(&q->lock);
    return stuck_ms;
}

void queue_end(struct fcgi_queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->ended = true;
    pthread_cond_broadcast(&q->wake);
    pthread_cond_broadcast(&q->wake_reader);
    pthread_mutex_unlock(&q->lock);
}

/* SPDX-License-Identifier: MIT */
/* A counting semaphore whose queue is bounded in length and in time. Waits use the monotonic clock,
 * so setting the machine's clock neither shortens nor lengthens them. */
#include "base/gate.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/thread.h"

struct gate {
    pthread_mutex_t lock; /* protects everything below */
    pthread_cond_t room;
    int inside_max, waiting_max, wait_ms;
    int inside, waiting;
};

struct gate *gate_new(int inside, int waiting, int wait_ms)
{
    struct gate *g = check_memory(calloc(1, sizeof *g));
    g->inside_max = inside;
    g->waiting_max = waiting;
    g->wait_ms = wait_ms;
    pthread_mutex_init(&g->lock, NULL);
    thread_cond_init(&g->room);
    return g;
}

void gate_free(struct gate **g)
{
    if (*g == NULL)
        return;
    pthread_cond_destroy(&(*g)->room);
    pthread_mutex_destroy(&(*g)->lock);
    free(*g);
    *g = NULL;
}

static bool gate_enter_queue(struct gate *g, int waiting_max)
{
    pthread_mutex_lock(&g->lock);
    bool may_wait = g->waiting < waiting_max;
    if (g->inside >= g->inside_max && may_wait) {
        int64_t until_ms = clock_mono_ms() + g->wait_ms;
        g->waiting++;
        while (g->inside >= g->inside_max && thread_wait_until(&g->room, &g->lock, until_ms))
            ;
        g->waiting--;
    }
    bool in = g->inside < g->inside_max;
    g->inside += in;
    pthread_mutex_unlock(&g->lock);
    return in;
}

bool gate_enter(struct gate *g)
{
    return gate_enter_queue(g, g->waiting_max);
}

bool gate_try(struct gate *g)
{
    return gate_enter_queue(g, 0);
}

void gate_leave(struct gate *g)
{
    pthread_mutex_lock(&g->lock);
    g->inside--;
    pthread_cond_signal(&g->room);
    pthread_mutex_unlock(&g->lock);
}

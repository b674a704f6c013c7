/* SPDX-License-Identifier: MIT */
/* Compresses pages at the best level in the background. Brotli's best level takes a millisecond per
 * kilobyte, so the thread runs in the class SCHED_IDLE: it gets only the processor time that nobody
 * else wants. Of that it uses at most a quarter, since an idle processor is worth something, too:
 * it rests three times as long as it has worked.
 *
 * Invariant: no other thread ever waits for this one, which may be stopped anywhere for a long
 * time. Others only try the queue's lock (press_offer), and fetch results from an atomic pointer
 * (page_improve). The queue is short: pages that are asked for most are offered most often, so they
 * soon find a place. */
#include "cache/press.h"

#include "base/check.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/log.h"
#include "base/thread.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdlib.h>
#include <time.h>

enum {
    QUEUE = 16,
    REST = 3,
    STOP_NS = 1000 * 1000 * 1000, /* how long a stop waits for the page in hand */
};

struct order {
    struct page *page;
    struct coded *coded;
};

#define PRESS_MAGIC 0x50524553u

struct press {
    unsigned magic;
    pthread_t thread;
    sem_t orders; /* counts the orders in the queue; one more wakes the thread to stop */
    sem_t stop;   /* ends a rest early */
    sem_t ended;  /* posted as the thread's last deed */
    atomic_bool stopping;
    pthread_mutex_t lock; /* guards the queue */
    struct order queue[QUEUE];
    size_t first, n;
};

static void order_drop(struct order *o)
{
    coded_unref(&o->coded);
    page_unref(&o->page);
}

/* Removes the first order; false if there is none. */
static bool queue_take(struct press *p, struct order *out)
{
    pthread_mutex_lock(&p->lock);
    bool found = p->n > 0;
    if (found) {
        *out = p->queue[p->first];
        p->first = (p->first + 1) % QUEUE;
        p->n--;
    }
    pthread_mutex_unlock(&p->lock);
    return found;
}

/* Waits for SEM at most NS nanoseconds; false if it was not posted by then. */
static bool sem_wait_ns(sem_t *sem, int64_t ns)
{
    const int64_t until = clock_mono_ns() + ns;
    const struct timespec t = {.tv_sec = until / 1000000000, .tv_nsec = until % 1000000000};
    int rc;
    while ((rc = sem_clockwait(sem, CLOCK_MONOTONIC, &t)) != 0 && errno == EINTR)
        ;
    return rc == 0;
}

/* Carries out the order, unless nobody else has the page any more; then rests. */
static void order_fill(struct press *p, struct order *o)
{
    const int64_t began = clock_thread_ns();
    if (page_is_wanted(o->page))
        page_improve(o->page, o->coded);
    order_drop(o);
    sem_wait_ns(&p->stop, REST * (clock_thread_ns() - began));
}

static void *press_main(void *arg)
{
    struct press *p = arg;
    CHECK_MAGIC(p, PRESS_MAGIC);
    struct order o;
    int rc = pthread_setschedparam(pthread_self(), SCHED_IDLE, &(struct sched_param){0});
    if (rc != 0)
        log_warn("pages are compressed at the same priority as they are served: %s", strerror(rc));
    for (;;) {
        while (sem_wait(&p->orders) != 0 && errno == EINTR)
            ;
        if (atomic_load(&p->stopping))
            break;
        if (queue_take(p, &o))
            order_fill(p, &o);
    }
    sem_post(&p->ended);
    return NULL;
}

static void press_free(struct press *p)
{
    p->magic = 0;
    sem_destroy(&p->orders);
    sem_destroy(&p->stop);
    sem_destroy(&p->ended);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

enum err_kind press_start(struct press **out, struct err *e)
{
    struct press *p = check_memory(calloc(1, sizeof *p));
    p->magic = PRESS_MAGIC;
    sem_init(&p->orders, 0, 0);
    sem_init(&p->stop, 0, 0);
    sem_init(&p->ended, 0, 0);
    pthread_mutex_init(&p->lock, NULL);
    enum err_kind kind = thread_start(&p->thread, "press", press_main, p, e);
    if (kind != OK) {
        press_free(p);
        return kind;
    }
    *out = p;
    return OK;
}

void press_stop(struct press **press)
{
    struct press *p = *press;
    struct order o;
    *press = NULL;
    if (p == NULL)
        return;
    atomic_store(&p->stopping, true);
    sem_post(&p->stop);
    sem_post(&p->orders);
    if (!sem_wait_ns(&p->ended, STOP_NS)) {
        /* Others keep the processor busy, so the page in hand takes longer. */
        pthread_detach(p->thread);
        return;
    }
    pthread_join(p->thread, NULL);
    while (queue_take(p, &o))
        order_drop(&o);
    press_free(p);
}

void press_offer(struct press *press, struct page *page, struct coded *coded)
{
    if (press == NULL || !page_improve_now(page, coded))
        return;
    bool queued = false;
    if (pthread_mutex_trylock(&press->lock) == 0) {
        queued = press->n < QUEUE;
        if (queued)
            press->queue[(press->first + press->n++) % QUEUE] =
                (struct order){page_ref(page), coded_ref(coded)};
        pthread_mutex_unlock(&press->lock);
    }
    if (queued)
        sem_post(&press->orders);
    else
        page_improve_later(page, coded);
}

/* SPDX-License-Identifier: MIT */
/* Runs the server's jobs on three threads:
 *
 *     notice   reads what other processes have changed, four times a second. It never writes, so it
 *              is on time whoever holds the site's lock.
 *     due      does each second what readers wait for: publishes what is due, removes breaking news
 *              whose time is over, writes the view counters.
 *     upkeep   does what may take long: fills and merges the search index, makes the lists of the
 *              most-read articles, deletes what is too old, empties the database's log.
 *
 * Due and upkeep meet only in the database's writer, where a job of one waits for at most one step
 * of the other (INDEX_MS and others bound a step). Ticks go by a monotonic clock. Only the
 * questions which day it is and what is due go by the wall clock. If it is set back, views are
 * added to an earlier day's row; none is lost, since rows are only added to.
 *
 * A job that fails is logged once, and once more when it works again. The other jobs continue, and
 * it is tried again at the next tick. */
#include "jobs/jobs_internal.h"

#include <stdlib.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/log.h"
#include "base/rand.h"
#include "base/thread.h"

enum { NOTICE_MS = 250, TICK_MS = 1000 };

static const char *const job_labels[JOB_KINDS] = {
#define X(kind, thread, label, name) [JOB_##kind] = (label),
    JOBS(X)
#undef X
};
static const char *const job_names[JOB_KINDS] = {
#define X(kind, thread, label, name) [JOB_##kind] = (name),
    JOBS(X)
#undef X
};
static const enum job_thread job_threads[JOB_KINDS] = {
#define X(kind, thread, label, name) [JOB_##kind] = (thread),
    JOBS(X)
#undef X
};

bool jobs_note(struct jobs *j, enum job_kind job, enum err_kind kind, const struct err *e)
{
    bool failed = kind != OK;
    if (job_threads[job] != NOTICE)
        atomic_store(&j->app->jobs.beat_ms[job_threads[job]], clock_mono_ms());
    if (failed && !j->failing[job])
        log_error("%s fails and is tried again each second: %s", job_names[job], e->msg);
    if (!failed && j->failing[job])
        log_info("%s works again", job_names[job]);
    if (failed)
        atomic_fetch_add(&j->app->jobs.failures, 1);
    if (failed && !j->failing[job])
        atomic_fetch_add(&j->app->jobs.failing_n, 1);
    if (!failed && j->failing[job])
        atomic_fetch_sub(&j->app->jobs.failing_n, 1);
    atomic_store(&j->app->jobs.failing[job], failed);
    j->failing[job] = failed;
    return !failed;
}

static void refresh(struct jobs *j)
{
    struct err e;
    jobs_note(j, JOB_REFRESH, db_content_refresh(j->app->db, &e), &e);
}

/* ---- the threads ---- */

/* Waits until DEADLINE (monotonic clock, in ms); false if the threads must end. */
static bool wait_until(struct jobs *j, int64_t deadline)
{
    pthread_mutex_lock(&j->lock);
    while (!j->stopping && thread_wait_until(&j->wake, &j->lock, deadline))
        ;
    bool running = !j->stopping;
    pthread_mutex_unlock(&j->lock);
    return running;
}

/* Waits for the next tick, EVERY_MS after *next. After a tick that took long, the next ones do not
 * come faster. */
static bool wait_tick(struct jobs *j, int64_t *next, int every_ms)
{
    int64_t now = clock_mono_ms();
    *next += every_ms;
    if (*next < now)
        *next = now;
    return wait_until(j, *next);
}

static void *due_main(void *arg)
{
    struct jobs *j = arg;
    CHECK_MAGIC(j, JOBS_MAGIC);
    int64_t next = clock_mono_ms();
    do {
        atomic_store(&j->app->jobs.beat_ms[DUE], clock_mono_ms());
        jobs_do_due(j);
    } while (wait_tick(j, &next, TICK_MS));
    return NULL;
}

static void *upkeep_main(void *arg)
{
    struct jobs *j = arg;
    CHECK_MAGIC(j, JOBS_MAGIC);
    int64_t next = clock_mono_ms();
    do {
        atomic_store(&j->app->jobs.beat_ms[UPKEEP], clock_mono_ms());
        jobs_do_upkeep(j);
        int64_t now = clock_mono_ms();
        jobs_flush_seen(j);
        jobs_checkpoint(j, now);
        db_close_idle(j->app->db);
    } while (wait_tick(j, &next, TICK_MS));
    return NULL;
}

static void *notice_main(void *arg)
{
    struct jobs *j = arg;
    CHECK_MAGIC(j, JOBS_MAGIC);
    int64_t next = clock_mono_ms();
    do
        refresh(j);
    while (wait_tick(j, &next, NOTICE_MS));
    return NULL;
}

static void init(struct jobs *j, struct app *app)
{
    *j = (struct jobs){
        .magic = JOBS_MAGIC, .app = app, .quiet_since = clock_mono_ms(), .log_has_grown = true};
    j->checkpoint_at = j->quiet_since + CHECKPOINT_EVERY_MS;
    pthread_mutex_init(&j->lock, NULL);
    thread_cond_init(&j->wake);
}

static void release(struct jobs *j)
{
    j->magic = 0;
    pthread_cond_destroy(&j->wake);
    pthread_mutex_destroy(&j->lock);
}

/* Ends the N running threads and frees J. */
static void stop_threads(struct jobs *j, int n)
{
    pthread_mutex_lock(&j->lock);
    j->stopping = true;
    pthread_cond_broadcast(&j->wake);
    pthread_mutex_unlock(&j->lock);
    for (int i = 0; i < n; i++)
        pthread_join(j->threads[i], NULL);
    release(j);
    free(j);
}

enum err_kind jobs_start(struct jobs **out, struct app *app, struct err *e)
{
    static const struct {
        const char *name;
        void *(*run)(void *);
    } threads[JOB_THREADS] = {
        [DUE] = {"due", due_main},
        [UPKEEP] = {"upkeep", upkeep_main},
        [NOTICE] = {"notice", notice_main},
    };
    struct jobs *j = check_memory(malloc(sizeof *j));
    init(j, app);
    app->jobs.labels = job_labels;
    app->jobs.n = JOB_KINDS;
    for (int i = 0; i < JOB_THREADS; i++) {
        enum err_kind kind = thread_start(&j->threads[i], threads[i].name, threads[i].run, j, e);
        if (kind != OK) {
            stop_threads(j, i);
            return kind;
        }
    }
    *out = j;
    return OK;
}

void jobs_stop(struct jobs **jobs)
{
    if (*jobs != NULL)
        stop_threads(*jobs, JOB_THREADS);
    *jobs = NULL;
}

void jobs_run_once(struct app *app)
{
    struct jobs j;
    init(&j, app);
    j.first_rank_age_s = RANK_EVERY_MS / 1000;
    unsigned char chance;
    rand_bytes(&chance, sizeof chance);
    if (chance != 0) /* one request in 256 deletes what is too old */
        j.sweep_at = INT64_MAX;
    jobs_do_due(&j);
    jobs_do_upkeep(&j);
    release(&j);
}

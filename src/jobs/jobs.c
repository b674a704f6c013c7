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
#include "jobs/jobs.h"

#include <inttypes.h>
#include <assert.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/log.h"
#include "base/rand.h"
#include "base/thread.h"
#include "core/news/archive.h"
#include "core/news/breaking.h"
#include "core/desk/article_due.h"
#include "core/popular/popular.h"
#include "core/retention.h"
#include "core/search/index/index.h"
#include "core/search/index/merge.h"
#include "core/views/view_age.h"

enum {
    NOTICE_MS = 250,
    TICK_MS = 1000,
    SWEEP_EVERY_MS = 3600 * 1000,
    QUIET_MS = 5 * 1000,             /* the time without a request after which the log is emptied */
    CHECKPOINT_EVERY_MS = 60 * 1000, /* on a site that always has requests */
    RANK_EVERY_MS = 60 * 1000,
    AGE_EVERY_MS = 600 * 1000,
    RANK_FRESH_S = 30, /* lists made this recently by another process are good enough */
    STEPS_A_TICK = 10, /* steps in a tick, for jobs that work in steps */
    INDEX_BATCH = 500, /* articles, */
    INDEX_MS = 60,     /* or this much time; nobody else writes meanwhile */
    ARCHIVE_BATCH = 500,
    MERGE_PAGES = 100, /* of the search index, in a step */
};

/* Each job: its name in the code, its thread, its name in the metrics, and its name in the log. */
#define JOBS(X)                                                                                    \
    X(REFRESH, NOTICE, "notice", "noticing changes of other processes")                            \
    X(PUBLISH, DUE, "publish", "publishing what is due")                                           \
    X(BREAKING, DUE, "breaking", "removing breaking news whose time is over")                      \
    X(FLUSH, DUE, "views", "writing the view counters to the database")                            \
    X(RANK, UPKEEP, "rank", "finding what is read most")                                           \
    X(AGE, UPKEEP, "age", "adding up old views")                                                   \
    X(INDEX, UPKEEP, "index", "filling the search index")                                          \
    X(ARCHIVE, UPKEEP, "archive", "counting the archive in the site's time zone")                  \
    X(MERGE, UPKEEP, "merge", "joining the pieces of the search index")                            \
    X(SEEN, UPKEEP, "seen", "storing which sessions are active")                                   \
    X(SWEEP, UPKEEP, "sweep", "deleting what is too old")                                          \
    X(CHECKPOINT, UPKEEP, "checkpoint", "moving the log into the database")

/* The threads; the first two are watched (job_health_age_ms). */
enum job_thread { DUE, UPKEEP, NOTICE, JOB_THREADS };
static_assert((int)NOTICE == (int)WATCHED_THREADS, "a beat for each thread that is watched");

enum job_kind {
#define X(kind, thread, label, name) JOB_##kind,
    JOBS(X)
#undef X
        JOB_KINDS
};
static_assert((int)JOB_KINDS <= (int)JOBS_MAX, "each job has its place in struct job_health");

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

#define JOBS_MAGIC 0x4a4f4253u

struct jobs {
    unsigned magic;
    struct app *app;
    pthread_t threads[JOB_THREADS];
    pthread_mutex_t lock; /* guards `stopping` */
    pthread_cond_t wake;
    bool stopping;

    bool failing[JOB_KINDS];   /* each is used only by the thread of its job */
    atomic_bool log_has_grown; /* something may have been written since the log was last emptied */

    /* Used by the upkeep thread only. */
    int64_t rank_at, age_at, sweep_at, checkpoint_at, quiet_since; /* on the monotonic clock */
    struct popular_job popular;
    struct retention retention;
    int64_t first_rank_age_s; /* lists younger than this are good enough at the start */
    bool rank_more;
    bool indexing; /* the search index is being filled */
    uint64_t requests_seen;
};

/* Records the result of a job; true if it worked. */
static bool note_result(struct jobs *j, enum job_kind job, enum err_kind kind, const struct err *e)
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

/* ---- the jobs ---- */

static void refresh(struct jobs *j)
{
    struct err e;
    note_result(j, JOB_REFRESH, db_content_refresh(j->app->db, &e), &e);
}

/* Publishing needs no call of views_reserve: space for 16,000 articles more than were ever read is
 * kept, and counting reserves its own if that is not enough. */
static void publish(struct jobs *j, const struct settings *settings)
{
    struct err e;
    int n = 0;
    enum err_kind kind = article_publish_due(j->app->db, settings, clock_now(), &n, &e);
    if (note_result(j, JOB_PUBLISH, kind, &e) && n > 0) {
        log_info("published %d article%s on schedule", n, n == 1 ? "" : "s");
        j->log_has_grown = true;
    }
}

static void end_breaking(struct jobs *j, const struct settings *settings)
{
    struct err e;
    bool done = false;
    enum err_kind kind = breaking_expire(j->app->db, settings, clock_now(), &done, &e);
    if (note_result(j, JOB_BREAKING, kind, &e) && done) {
        log_info("removed the breaking news: its time is over");
        j->log_has_grown = true;
    }
}

static void flush(struct jobs *j, const struct settings *settings)
{
    struct err e;
    struct view_time now = view_time_at(settings->locale, clock_now());
    int64_t flushed = 0;
    enum err_kind kind = views_flush(j->app->views, j->app->db, now, &flushed, &e);
    if (kind == OK)
        kind = views_in_place(j->app->views, &e);
    note_result(j, JOB_FLUSH, kind, &e);
    if (flushed > 0)
        j->log_has_grown = true;
}

/* Makes the lists of the most-read articles, unless they were made less than AGE_S seconds ago,
 * perhaps by another process. Steps that do not fit into this tick wait for the next one. */
static void rank(struct jobs *j, const struct settings *settings, int64_t age_s)
{
    struct err e;
    enum err_kind kind = OK;
    int64_t now = clock_now();
    if (!j->rank_more)
        kind = popular_due(j->app->db, now, age_s, &j->rank_more, &e);
    for (int i = 0; i < STEPS_A_TICK && kind == OK && j->rank_more; i++)
        kind = popular_step(j->app->db, &j->popular, settings->locale, now, &j->rank_more, &e);
    if (note_result(j, JOB_RANK, kind, &e) && !j->rank_more)
        j->rank_at = clock_mono_ms() + RANK_EVERY_MS;
}

static void age(struct jobs *j, const struct settings *settings)
{
    struct err e;
    bool more = true;
    enum err_kind kind = OK;
    for (int i = 0; i < STEPS_A_TICK && kind == OK && more; i++)
        kind = views_compact(j->app->db, settings->locale, clock_now(), &more, &e);
    if (note_result(j, JOB_AGE, kind, &e) && !more)
        j->age_at = clock_mono_ms() + AGE_EVERY_MS;
}

/* Runs the jobs about past views when they are due. */
static void update_view_lists(struct jobs *j, const struct settings *settings)
{
    int64_t now = clock_mono_ms();
    if (now >= j->rank_at) {
        rank(j, settings, j->rank_at == 0 ? j->first_rank_age_s : RANK_FRESH_S);
        j->log_has_grown = true;
    }
    if (now >= j->age_at)
        age(j, settings);
}

/* Adds to the search index what is missing: articles added past the program, or before there was an
 * index. */
static void index_fill(struct jobs *j)
{
    struct err e;
    struct search_progress done = {0};
    enum err_kind kind = OK;
    for (int i = 0; i < STEPS_A_TICK && kind == OK && !done.whole; i++)
        kind = search_index_fill(j->app->db, INDEX_BATCH, INDEX_MS, &done, &e);
    if (note_result(j, JOB_INDEX, kind, &e) && done.whole == j->indexing)
        log_info(done.whole ? "the search index is complete: %" PRId64 " of %" PRId64 " articles"
                            : "filling the search index: %" PRId64 " of %" PRId64 " articles",
                 done.docs, done.published);
    if (kind == OK)
        j->indexing = !done.whole;
}

/* Counts the archive's days again after a change of the time zone. */
static void recount_archive(struct jobs *j, const struct settings *settings)
{
    struct err e;
    bool more = true;
    enum err_kind kind = OK;
    for (int i = 0; i < STEPS_A_TICK && kind == OK && more; i++)
        kind = archive_recount(j->app->db, settings, ARCHIVE_BATCH, &more, &e);
    note_result(j, JOB_ARCHIVE, kind, &e);
}

/* Joins the pieces of the search index, once it is filled. */
static void index_merge(struct jobs *j)
{
    struct err e;
    struct search_merged merged = {.more = !j->indexing};
    enum err_kind kind = OK;
    for (int i = 0; i < STEPS_A_TICK && kind == OK && merged.more; i++) {
        if (i > 0)
            db_yield();
        kind = search_merge_some(j->app->db, MERGE_PAGES, &merged, &e);
        if (merged.some)
            j->log_has_grown = true;
    }
    note_result(j, JOB_MERGE, kind, &e);
}

/* Starts a round of retention each hour, and does some steps of it each second. */
static void sweep(struct jobs *j, const struct settings *settings)
{
    struct err e;
    bool more = true;
    enum err_kind kind = OK;
    if (clock_mono_ms() < j->sweep_at)
        return;
    for (int i = 0; i < STEPS_A_TICK && kind == OK && more; i++) {
        if (i > 0)
            db_yield();
        kind = retention_step(j->app->db, settings, clock_now(), &j->retention, &more, &e);
    }
    if (note_result(j, JOB_SWEEP, kind, &e) && !more)
        j->sweep_at = clock_mono_ms() + SWEEP_EVERY_MS;
    j->log_has_grown = true;
}

/* If the settings cannot be read, no job that needs them runs. This counts as a failure of the two
 * jobs that readers would miss. */
static void do_due(struct jobs *j)
{
    struct settings *settings = NULL;
    struct err e;
    enum err_kind kind = app_settings(j->app, &settings, &e);
    if (kind != OK) {
        note_result(j, JOB_PUBLISH, kind, &e);
        note_result(j, JOB_FLUSH, kind, &e);
        return;
    }
    publish(j, settings);
    end_breaking(j, settings);
    flush(j, settings);
    settings_unref(&settings);
}

static void flush_seen(struct jobs *j)
{
    struct err e;
    bool some = false;
    note_result(j, JOB_SEEN, seen_flush(j->app->seen, j->app->db, &some, &e), &e);
    if (some)
        j->log_has_grown = true;
}

static void do_upkeep(struct jobs *j)
{
    struct settings *settings = NULL;
    struct err e;
    if (app_settings(j->app, &settings, &e) != OK)
        return; /* do_due logs it */
    update_view_lists(j, settings);
    index_fill(j);
    recount_archive(j, settings);
    index_merge(j);
    sweep(j, settings);
    settings_unref(&settings);
}

/* Empties the database's log after a while without requests. On a site that always has requests,
 * the log is moved into the database now and then, as far as readers allow, besides what the writer
 * does when it grows. */
static void checkpoint(struct jobs *j, int64_t now)
{
    uint64_t requests = atomic_load(&j->app->requests);
    if (requests != j->requests_seen) {
        j->requests_seen = requests;
        j->quiet_since = now;
        j->log_has_grown = true;
    }
    bool quiet = now - j->quiet_since >= QUIET_MS;
    if (!j->log_has_grown || (!quiet && now < j->checkpoint_at))
        return;
    struct err e;
    enum err_kind kind = db_checkpoint(j->app->db, quiet, &e);
    bool busy =
        kind == ERR_BUSY; /* somebody is reading: not a fault, but the log keeps its length */
    if (!note_result(j, JOB_CHECKPOINT, busy ? OK : kind, &e))
        return;
    j->checkpoint_at = now + CHECKPOINT_EVERY_MS;
    if (quiet && !busy)
        j->log_has_grown = false;
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
        do_due(j);
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
        do_upkeep(j);
        int64_t now = clock_mono_ms();
        flush_seen(j);
        checkpoint(j, now);
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
    do_due(&j);
    do_upkeep(&j);
    release(&j);
}

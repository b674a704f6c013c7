/* SPDX-License-Identifier: MIT */
/* What the files of the jobs share: the table of jobs, the state of their threads, and the work of
 * the two threads that write (jobs_due.c, jobs_upkeep.c). */
#ifndef JOBS_JOBS_INTERNAL_H
#define JOBS_JOBS_INTERNAL_H

#include "jobs/jobs.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#include "core/popular/popular.h"
#include "core/retention.h"

enum {
    CHECKPOINT_EVERY_MS = 60 * 1000, /* on a site that always has requests */
    RANK_EVERY_MS = 60 * 1000,
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
    X(ZONE, UPKEEP, "zone", "reading the new rules of the time zone")                              \
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
    uint64_t archive_rules; /* of the time zone that the archive was counted by */
    bool indexing;          /* the search index is being filled */
    uint64_t requests_seen;
};

/* Records the result of a job; true if it worked. */
bool jobs_note(struct jobs *j, enum job_kind job, enum err_kind kind, const struct err *e);

/* One tick of the thread "due". */
void jobs_do_due(struct jobs *j);
/* One tick of the thread "upkeep", in three parts. NOW is on the monotonic clock. */
void jobs_do_upkeep(struct jobs *j);
void jobs_flush_seen(struct jobs *j);
void jobs_checkpoint(struct jobs *j, int64_t now);

#endif

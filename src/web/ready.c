/* SPDX-License-Identifier: MIT */
/* Readiness depends on four parts: a row can be written, the database's files are in place, the
 * jobs run, and the disk has room.
 *
 * The probe really writes a row: nothing less shows that the lock can be had and that the disk
 * takes a change. It may wait for the lock for seconds, so a thread of its own does it. All callers
 * share its result, and none waits longer than a second. */
#include "web/ready.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/thread.h"
#include "core/site/site.h"

enum {
    PROBE_EVERY_MS = 1000,
    WAIT_MS = 1000,
    JOBS_LATE_MS = 30 * 1000,
};
/* The size that the database's log may reach before it is cut (journal_size_limit). */
#define DISK_MIN_BYTES ((int64_t)16 * 1024 * 1024)

const char *const ready_part_names[READY_PARTS] = {
    [READY_WRITE] = "write", [READY_FILES] = "files", [READY_JOBS] = "jobs", [READY_DISK] = "disk"};

#define READY_MAGIC 0x52454459u

struct ready {
    unsigned magic;
    struct db *db;
    const char *site_dir;
    const struct job_health *jobs;
    pthread_t thread;
    pthread_mutex_t lock; /* guards all members below */
    pthread_cond_t wake, done;
    bool running, stopping, asked;
    int64_t asked_ms; /* when the running probe was asked for, on the monotonic clock */
    int64_t ended_ms; /* when the last probe ended */
    uint64_t probes;  /* how many have ended */
    bool written;     /* whether the last one could write */
    char why[400];    /* its result, or its error, in words */
};

struct ready *ready_new(struct db *db, const char *site_dir, const struct job_health *jobs)
{
    struct ready *r = check_memory(calloc(1, sizeof *r));
    r->magic = READY_MAGIC;
    r->db = db;
    r->site_dir = site_dir;
    r->jobs = jobs;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->wake, NULL);
    thread_cond_init(&r->done);
    return r;
}

void ready_free(struct ready **rp)
{
    struct ready *r = *rp;
    *rp = NULL;
    if (r == NULL)
        return;
    pthread_mutex_lock(&r->lock);
    r->stopping = true;
    pthread_cond_signal(&r->wake);
    bool running = r->running;
    pthread_mutex_unlock(&r->lock);
    if (running)
        pthread_join(r->thread, NULL);
    pthread_cond_destroy(&r->wake);
    pthread_cond_destroy(&r->done);
    pthread_mutex_destroy(&r->lock);
    r->magic = 0;
    free(r);
}

/* ---- writing ---- */

static void *probe_main(void *arg)
{
    struct ready *r = arg;
    CHECK_MAGIC(r, READY_MAGIC);
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (!r->asked && !r->stopping)
            pthread_cond_wait(&r->wake, &r->lock);
        if (r->stopping)
            break;
        pthread_mutex_unlock(&r->lock);
        struct err e;
        bool written = site_probe_write(r->db, &e) == OK;
        pthread_mutex_lock(&r->lock);
        r->asked = false;
        r->written = written;
        snprintf(r->why, sizeof r->why, "%s", written ? "a change was written" : e.msg);
        r->ended_ms = clock_mono_ms();
        r->probes++;
        pthread_cond_broadcast(&r->done);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* The lock is held. */
static bool start(struct ready *r)
{
    struct err e;
    r->running = thread_start(&r->thread, "probe", probe_main, r, &e) == OK;
    return r->running;
}

/* Makes sure that a recent probe has ended: starts one if need be, and waits for it for at most a
 * second. False if none has ended by then, or the thread cannot be started. The lock is held. */
static bool probe(struct ready *r)
{
    int64_t now = clock_mono_ms();
    if (r->probes > 0 && !r->asked && now - r->ended_ms < PROBE_EVERY_MS)
        return true;
    if (!r->running && !start(r))
        return false;
    if (!r->asked) {
        r->asked = true;
        r->asked_ms = now;
        pthread_cond_signal(&r->wake);
    }
    uint64_t before = r->probes;
    while (r->probes == before && thread_wait_until(&r->done, &r->lock, now + WAIT_MS))
        ;
    return r->probes != before;
}

static void check_write(struct ready *r, bool *ok, char *said, size_t size)
{
    pthread_mutex_lock(&r->lock);
    bool ended = probe(r);
    *ok = ended && r->written;
    if (ended)
        snprintf(said, size, "%s", r->why);
    else if (!r->running)
        snprintf(said, size, "the thread that tries it could not be started");
    else
        snprintf(said, size, "a change has been waiting for %" PRId64 " ms",
                 clock_mono_ms() - r->asked_ms);
    pthread_mutex_unlock(&r->lock);
}

/* ---- the rest ---- */

static void check_database_files(struct ready *r, bool *ok, char *said, size_t size)
{
    struct err e;
    *ok = db_check_files(r->db, &e) == OK;
    snprintf(said, size, "%s", *ok ? "the database is in its place" : e.msg);
}

static void check_jobs(struct ready *r, struct ready_report *out)
{
    char *said = out->part[READY_JOBS].said;
    size_t size = sizeof out->part[READY_JOBS].said;
    out->jobs_age_ms = job_health_age_ms(r->jobs);
    out->part[READY_JOBS].ok = out->jobs_age_ms < JOBS_LATE_MS;
    if (out->jobs_age_ms < 0)
        snprintf(said, size, "run with each request");
    else
        snprintf(said, size, "went on %" PRId64 " s ago", out->jobs_age_ms / 1000);
}

static void check_disk(struct ready *r, struct ready_report *out)
{
    char *said = out->part[READY_DISK].said;
    size_t size = sizeof out->part[READY_DISK].said;
    struct statvfs fs;
    bool known = statvfs(r->site_dir, &fs) == 0;
    out->disk_free_bytes = known ? (int64_t)fs.f_bavail * (int64_t)fs.f_frsize : -1;
    out->part[READY_DISK].ok = !known || out->disk_free_bytes >= DISK_MIN_BYTES;
    if (known)
        snprintf(said, size, "%" PRId64 " MiB are free", out->disk_free_bytes / (1024 * 1024));
    else
        snprintf(said, size, "what is free is not known");
}

void ready_ask(struct ready *r, struct ready_report *out)
{
    *out = (struct ready_report){.ok = true};
    check_write(r, &out->part[READY_WRITE].ok, out->part[READY_WRITE].said,
                sizeof out->part[READY_WRITE].said);
    check_database_files(r, &out->part[READY_FILES].ok, out->part[READY_FILES].said,
                         sizeof out->part[READY_FILES].said);
    check_jobs(r, out);
    check_disk(r, out);
    for (int i = 0; i < READY_PARTS; i++)
        out->ok = out->ok && out->part[i].ok;
}

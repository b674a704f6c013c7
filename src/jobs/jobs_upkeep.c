/* SPDX-License-Identifier: MIT */
/* What may take long: the search index, the lists of the most-read articles, deleting what is too
 * old, emptying the database's log. Each works in steps that are bounded, and does some of them in
 * a tick, so that a job of the other thread waits for one step at most. */
#include "jobs/jobs_internal.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/log.h"
#include "core/news/archive.h"
#include "core/search/index/index.h"
#include "core/search/index/merge.h"
#include "core/views/view_age.h"

enum {
    QUIET_MS = 5 * 1000, /* the time without a request after which the log is emptied */
    SWEEP_EVERY_MS = 3600 * 1000,
    AGE_EVERY_MS = 600 * 1000,
    RANK_FRESH_S = 30, /* lists made this recently by another process are good enough */
    STEPS_A_TICK = 10, /* steps in a tick, for jobs that work in steps */
    INDEX_BATCH = 500, /* articles, */
    INDEX_MS = 60,     /* or this much time; nobody else writes meanwhile */
    ARCHIVE_BATCH = 500,
    MERGE_PAGES = 100, /* of the search index, in a step */
};

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
    if (jobs_note(j, JOB_RANK, kind, &e) && !j->rank_more)
        j->rank_at = clock_mono_ms() + RANK_EVERY_MS;
}

static void age(struct jobs *j, const struct settings *settings)
{
    struct err e;
    bool more = true;
    enum err_kind kind = OK;
    for (int i = 0; i < STEPS_A_TICK && kind == OK && more; i++)
        kind = views_compact(j->app->db, settings->locale, clock_now(), &more, &e);
    if (jobs_note(j, JOB_AGE, kind, &e) && !more)
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

/* Adds to the search index what is missing (articles added past the program, or before there was an
 * index), and makes anew what has an older folding. */
static void index_fill(struct jobs *j)
{
    struct err e;
    struct search_progress done = {0};
    enum err_kind kind = OK;
    for (int i = 0; i < STEPS_A_TICK && kind == OK && !done.whole; i++)
        kind = search_index_fill(j->app->db, INDEX_BATCH, INDEX_MS, &done, &e);
    if (jobs_note(j, JOB_INDEX, kind, &e) && done.whole == j->indexing)
        log_info(done.whole  ? "the search index is complete: %" PRId64 " of %" PRId64 " articles"
                 : done.anew ? "making the search index anew: it has %" PRId64 " of %" PRId64
                               " articles"
                             : "filling the search index: %" PRId64 " of %" PRId64 " articles",
                 done.docs, done.published);
    if (kind == OK)
        j->indexing = !done.whole;
}

/* Notices an upgrade of tzdata. */
static void follow_zone(struct jobs *j, const struct settings *settings)
{
    struct err e;
    jobs_note(j, JOB_ZONE, settings_follow_zone(j->app->db, settings, &e), &e);
}

/* Counts the archive's days again after a change of the time zone or of its rules. */
static void recount_archive(struct jobs *j, const struct settings *settings)
{
    struct err e;
    bool more = true;
    enum err_kind kind = OK;
    uint64_t rules = zone_rules(locale_zone(settings->locale));
    for (int i = 0; i < STEPS_A_TICK && kind == OK && more; i++)
        kind = archive_recount(j->app->db, settings, ARCHIVE_BATCH, j->archive_rules != rules,
                               &more, &e);
    if (jobs_note(j, JOB_ARCHIVE, kind, &e) && !more)
        j->archive_rules = rules;
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
    jobs_note(j, JOB_MERGE, kind, &e);
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
    if (jobs_note(j, JOB_SWEEP, kind, &e) && !more)
        j->sweep_at = clock_mono_ms() + SWEEP_EVERY_MS;
    j->log_has_grown = true;
}

void jobs_flush_seen(struct jobs *j)
{
    struct err e;
    bool some = false;
    jobs_note(j, JOB_SEEN, seen_flush(j->app->seen, j->app->db, &some, &e), &e);
    if (some)
        j->log_has_grown = true;
}

void jobs_do_upkeep(struct jobs *j)
{
    struct settings *settings = NULL;
    struct err e;
    if (app_settings(j->app, &settings, &e) != OK)
        return; /* do_due logs it */
    update_view_lists(j, settings);
    index_fill(j);
    follow_zone(j, settings);
    recount_archive(j, settings);
    index_merge(j);
    sweep(j, settings);
    settings_unref(&settings);
}

/* Empties the database's log after a while without requests. On a site that always has requests,
 * the log is moved into the database now and then, as far as readers allow, besides what the writer
 * does when it grows. */
void jobs_checkpoint(struct jobs *j, int64_t now)
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
    if (!jobs_note(j, JOB_CHECKPOINT, busy ? OK : kind, &e))
        return;
    j->checkpoint_at = now + CHECKPOINT_EVERY_MS;
    if (quiet && !busy)
        j->log_has_grown = false;
}

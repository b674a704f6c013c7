/* SPDX-License-Identifier: MIT */
/* What readers wait for, each second: publishing what is due, removing breaking news whose time is
 * over, writing the view counters. */
#include "jobs/jobs_internal.h"

#include "base/clock.h"
#include "base/log.h"
#include "core/desk/article_due.h"
#include "core/news/breaking.h"

/* Publishing needs no call of views_reserve: space for 16,000 articles more than were ever read is
 * kept, and counting reserves its own if that is not enough. */
static void publish(struct jobs *j, const struct settings *settings)
{
    struct err e;
    int n = 0;
    enum err_kind kind = article_publish_due(j->app->db, settings, clock_now(), &n, &e);
    if (jobs_note(j, JOB_PUBLISH, kind, &e) && n > 0) {
        log_info("published %d article%s on schedule", n, n == 1 ? "" : "s");
        j->log_has_grown = true;
    }
}

static void end_breaking(struct jobs *j, const struct settings *settings)
{
    struct err e;
    bool done = false;
    enum err_kind kind = breaking_expire(j->app->db, settings, clock_now(), &done, &e);
    if (jobs_note(j, JOB_BREAKING, kind, &e) && done) {
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
    views_guard_check(j->app->views);
    jobs_note(j, JOB_FLUSH, kind, &e);
    if (flushed > 0)
        j->log_has_grown = true;
}

/* If the settings cannot be read, no job that needs them runs. This counts as a failure of the two
 * jobs that readers would miss. */
void jobs_do_due(struct jobs *j)
{
    struct settings *settings = NULL;
    struct err e;
    enum err_kind kind = app_settings(j->app, &settings, &e);
    if (kind != OK) {
        jobs_note(j, JOB_PUBLISH, kind, &e);
        jobs_note(j, JOB_FLUSH, kind, &e);
        return;
    }
    publish(j, settings);
    end_breaking(j, settings);
    flush(j, settings);
    settings_unref(&settings);
}

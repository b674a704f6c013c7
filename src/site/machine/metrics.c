/* SPDX-License-Identifier: MIT */
/* The program's metrics in the text format of Prometheus; docs/DEPLOY.md explains each. No number
 * is counted on request: each is a counter in memory or a row that is read by key. */
#include "site/site.h"

#include <inttypes.h>

#include "base/log.h"
#include "core/talk/moderation.h"
#include "core/site/ping.h"
#include "core/version.h"
#include "site/machine/health.h"
#include "web/answer.h"
#include "web/context.h"
#include "web/ready.h"

static void head(struct buf *b, const char *name, const char *type, const char *help)
{
    buf_printf(b, "# HELP broadsheet_%s %s\n# TYPE broadsheet_%s %s\n", name, help, name, type);
}

static void metric(struct buf *b, const char *name, const char *type, const char *help, int64_t n)
{
    head(b, name, type, help);
    buf_printf(b, "broadsheet_%s %" PRId64 "\n", name, n);
}

static void count(struct buf *b, const char *name, const char *help, uint64_t n)
{
    metric(b, name, "counter", help, (int64_t)n);
}

static void gauge(struct buf *b, const char *name, const char *help, int64_t n)
{
    metric(b, name, "gauge", help, n);
}

static void labelled(struct buf *b, const char *name, const char *label, const char *value,
                     int64_t n)
{
    buf_printf(b, "broadsheet_%s{%s=\"%s\"} %" PRId64 "\n", name, label, value, n);
}

static void print_process(const struct app *app, struct buf *b)
{
    head(b, "build_info", "gauge", "Always 1; the labels say which program this is.");
    buf_printf(b, "broadsheet_build_info{version=\"%s\",commit=\"%s\",schema=\"%d\"} 1\n",
               version_number, version_commit, db_schema_newest());
    gauge(b, "start_time_seconds", "When this process started, since 1970.", app->started_at);
    count(b, "requests_total", "Requests answered.", atomic_load(&app->requests));
    count(b, "searches_brief_total",
          "Searches that looked less far back, since too many searched at once.",
          atomic_load(&app->searches_brief));
    count(b, "page_views_total", "Public pages asked for.", atomic_load(&app->page_views));
    count(b, "errors_total", "Requests that ended in a fault.", atomic_load(&app->errors));
    meter_print(&app->meter, b);
}

static void print_views(const struct app *app, struct buf *b)
{
    static const char *const reasons[VIEW_REASONS] = {
        [VIEW_COUNTED] = "counted",   [VIEW_ROBOT] = "robot", [VIEW_AI_ROBOT] = "ai_robot",
        [VIEW_PREFETCH] = "prefetch", [VIEW_STAFF] = "staff", [VIEW_REPEAT] = "repeat",
        [VIEW_OTHER] = "other"};
    head(b, "views_total", "counter", "Views of articles, by what they were counted as.");
    for (int i = 0; i < VIEW_REASONS; i++)
        labelled(b, "views_total", "reason", reasons[i],
                 (int64_t)views_total(app->views, (enum view_reason)i));
}

static void print_jobs(const struct app *app, struct buf *b)
{
    count(b, "job_failures_total", "Times that a job could not do its work.",
          atomic_load(&app->jobs.failures));
    gauge(b, "jobs_failing", "Jobs that could not do their work the last time.",
          (int64_t)atomic_load(&app->jobs.failing_n));
    if (app->jobs.n == 0)
        return;
    head(b, "job_failing", "gauge", "1 where the job could not do its work the last time.");
    for (int i = 0; i < app->jobs.n; i++)
        labelled(b, "job_failing", "job", app->jobs.labels[i], atomic_load(&app->jobs.failing[i]));
}

/* The state of the site, the same in every process of the site. */
static void print_state(const struct app *app, const struct ready_report *report, bool pages,
                        struct buf *b)
{
    int64_t db_bytes, wal_bytes;
    db_sizes(app->db, &db_bytes, &wal_bytes);
    gauge(b, "write_ok", "1 where a change could be written just now.",
          report->part[READY_WRITE].ok);
    gauge(b, "files_ok", "1 where the database stands where it was opened.",
          report->part[READY_FILES].ok);
    gauge(b, "pages_ok", "1 where the front page and the newest article can be made.", pages);
    gauge(b, "db_bytes", "Size of the database.", db_bytes);
    gauge(b, "wal_bytes", "Size of the database's log.", wal_bytes);
    if (report->disk_free_bytes >= 0)
        gauge(b, "disk_free_bytes", "What is free where the site is.", report->disk_free_bytes);
    if (report->jobs_age_ms >= 0)
        gauge(b, "jobs_age_seconds", "How long ago one of the jobs last began or ended.",
              report->jobs_age_ms / 1000);
    gauge(b, "content_version", "The content version that pages are made from.",
          (int64_t)db_content_version(app->db));
}

static enum err_kind print_waiting(struct context *c, struct buf *b, struct err *e)
{
    struct db_conn *conn;
    int64_t comments[COMMENT_STATUSES], pings[PING_KINDS];
    TRY(context_db(c, &conn, e));
    TRY(comment_totals(conn, comments, e));
    TRY(ping_totals(conn, pings, e));
    gauge(b, "pending_comments", "Comments that wait for a moderator.", comments[COMMENT_PENDING]);
    head(b, "pings_waiting", "gauge",
         "Articles that a hub or search engine is still to be told of.");
    labelled(b, "pings_waiting", "to", "websub", pings[PING_WEBSUB]);
    labelled(b, "pings_waiting", "to", "indexnow", pings[PING_INDEXNOW]);
    return OK;
}

static void print_cache(const struct app *app, struct buf *b)
{
    struct cache_stats cache = cache_stats(app->cache);
    count(b, "cache_hits_total", "Pages answered from the cache.", cache.hits);
    count(b, "cache_misses_total", "Pages rendered.", cache.misses);
    count(b, "cache_evictions_total", "Pages dropped to make room.", cache.evictions);
    gauge(b, "cache_pages", "Pages in the cache.", (int64_t)cache.pages);
    gauge(b, "cache_bytes", "Bytes that they take.", (int64_t)cache.bytes);
    struct fragment_stats fragments = fragments_stats(app->fragments);
    count(b, "fragment_hits_total", "Pieces of pages that a render took from memory.",
          fragments.hits);
    count(b, "fragment_misses_total", "Pieces of pages that a render made.", fragments.misses);
    gauge(b, "fragment_bytes", "Bytes that the pieces in memory take.", (int64_t)fragments.bytes);
}

static void print_fastcgi(const struct app *app, struct buf *b)
{
    if (app->fastcgi == NULL)
        return;
    struct fastcgi_stats f = fastcgi_stats(app->fastcgi);
    count(b, "fastcgi_requests_total", "Requests that came in.", f.requests);
    count(b, "fastcgi_refused_total", "Requests refused because the queue was full.", f.refused);
    count(b, "fastcgi_protocol_errors_total", "Connections closed for bad records.",
          f.protocol_errors);
    count(b, "fastcgi_connections_total", "Connections accepted.", f.connections);
}

enum err_kind metrics(struct context *c, struct err *e)
{
    struct app *app = c->app;
    if (!request_is_local(&c->x->rq))
        return err_say(e, ERR_FORBIDDEN,
                       MESSAGE("Only the machine that the site runs on may ask for this."));
    struct buf b = buf_in(c->arena);
    bool pages = pages_can_be_made(c);
    enum err_kind kind = print_waiting(c, &b, e);
    if (kind != OK) { /* the other numbers still matter, all the more */
        log_warn("metrics: %s", e->msg);
        b.n = 0;
    }
    context_db_done(c); /* ready_ask may wait */
    struct ready_report report;
    ready_ask(app->ready, &report);
    print_state(app, &report, pages, &b);
    print_jobs(app, &b);
    print_process(app, &b);
    print_views(app, &b);
    print_cache(app, &b);
    print_fastcgi(app, &b);
    response_header(c->x, "Cache-Control", STR("no-store"));
    return answer_bytes(c, 200, "text/plain; version=0.0.4; charset=utf-8", buf_str(&b));
}

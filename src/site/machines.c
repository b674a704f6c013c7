/* SPDX-License-Identifier: MIT */
/* What those who run the site ask for: whether this program is well, and its numbers. */
#include "site/site.h"

#include <inttypes.h>

#include "web/context.h"

#define PLAIN_TEXT "text/plain; charset=utf-8"

/* ---- health ---- */

enum err_kind healthz(struct context *c, struct err *e)
{
    struct db_conn *conn;
    uint64_t version;
    enum err_kind kind = context_db(c, &conn, e);
    if (kind == OK)
        kind = db_content_read(conn, &version, e);
    response_header(c->x, "Cache-Control", STR("no-store"));
    if (kind == OK)
        return answer_bytes(c, 200, PLAIN_TEXT, STR("ok\n"));
    return answer_bytes(c, 503, PLAIN_TEXT, STR("the database cannot be read\n"));
}

/* ---- numbers, in the text format that Prometheus reads ---- */

static void metric(struct buf *b, const char *name, const char *type, const char *help, uint64_t n)
{
    buf_printf(b, "# HELP broadsheet_%s %s\n# TYPE broadsheet_%s %s\nbroadsheet_%s %" PRIu64 "\n",
               name, help, name, type, name, n);
}

static void count(struct buf *b, const char *name, const char *help, uint64_t n)
{
    metric(b, name, "counter", help, n);
}

static void gauge(struct buf *b, const char *name, const char *help, uint64_t n)
{
    metric(b, name, "gauge", help, n);
}

enum err_kind metrics(struct context *c, struct err *e)
{
    (void)e;
    struct app *app = c->app;
    struct buf b = buf_in(c->arena);
    gauge(&b, "start_time_seconds", "When this process started, since 1970.",
          (uint64_t)app->started_at);
    count(&b, "requests_total", "Requests answered.", atomic_load(&app->requests));
    count(&b, "page_views_total", "Public pages asked for.", atomic_load(&app->page_views));
    count(&b, "errors_total", "Requests that ended in a fault.", atomic_load(&app->errors));
    count(&b, "job_failures_total", "Times that a job could not do its work.",
          atomic_load(&app->job_failures));
    gauge(&b, "jobs_failing", "Jobs that could not do their work the last time.",
          atomic_load(&app->jobs_failing));
    gauge(&b, "content_version", "The content version that pages are made from.",
          db_content_version(app->db));

    struct cache_stats cache = cache_stats(app->cache);
    count(&b, "cache_hits_total", "Pages answered from the cache.", cache.hits);
    count(&b, "cache_misses_total", "Pages rendered.", cache.misses);
    count(&b, "cache_evictions_total", "Pages dropped to make room.", cache.evictions);
    gauge(&b, "cache_pages", "Pages in the cache.", cache.pages);
    gauge(&b, "cache_bytes", "Bytes that they take.", cache.bytes);

    if (app->fastcgi != NULL) {
        struct fastcgi_stats f = fastcgi_stats(app->fastcgi);
        count(&b, "fastcgi_requests_total", "Requests that came in.", f.requests);
        count(&b, "fastcgi_refused_total", "Requests refused because the queue was full.",
              f.refused);
        count(&b, "fastcgi_protocol_errors_total", "Connections closed for bad records.",
              f.protocol_errors);
        count(&b, "fastcgi_connections_total", "Connections accepted.", f.connections);
    }
    response_header(c->x, "Cache-Control", STR("no-store"));
    return answer_bytes(c, 200, "text/plain; version=0.0.4; charset=utf-8", buf_str(&b));
}

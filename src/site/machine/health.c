/* SPDX-License-Identifier: MIT */
/* Two checks for operators.
 *
 * /healthz: is this process alive, and can it make pages? Anybody may ask, so it costs very little:
 * at most once a second the front page and the newest article are rendered (not from the cache, and
 * not counted) and each table is probed. Damage that any request has met counts for a minute.
 * Everybody else gets the last answer.
 *
 * /readyz: can the site work now (web/ready.h)? Only this machine may ask, since the answer says
 * what is wrong. */
#include "site/machine/health.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/log.h"
#include "site/site.h"
#include "web/answer.h"
#include "web/context.h"
#include "web/ready.h"

#define PLAIN_TEXT "text/plain; charset=utf-8"

enum { TRY_EVERY_MS = 1000, DAMAGE_MS = 60 * 1000 /* how long met damage is reported */ };

/* ---- pages ---- */

static enum err_kind try_pages(struct context *c, struct err *e)
{
    int64_t since_ms = db_damage_age_ms(c->app->db);
    if (since_ms >= 0 && since_ms < DAMAGE_MS)
        return err_set(e, ERR_DB, "a part of the database that was asked for is damaged");
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    TRY(db_probe(conn, e));
    c->query = (struct form){0};
    TRY(home_try(c, e));
    return article_try(c, e);
}

bool pages_can_be_made(struct context *c)
{
    struct app_health *h = &c->app->health;
    if (pthread_mutex_trylock(&h->lock) != 0)
        return !atomic_load(&h->failing);
    int64_t now = clock_mono_ms();
    if (h->tried_ms == 0 || now - h->tried_ms >= TRY_EVERY_MS) {
        struct err e;
        bool failed = try_pages(c, &e) != OK;
        if (failed && !atomic_load(&h->failing))
            log_error("pages cannot be made: %s. `broadsheet check` tells more", e.msg);
        if (!failed && atomic_load(&h->failing))
            log_info("pages can be made again");
        atomic_store(&h->failing, failed);
        h->tried_ms = now;
    }
    pthread_mutex_unlock(&h->lock);
    return !atomic_load(&h->failing);
}

enum err_kind healthz(struct context *c, struct err *e)
{
    (void)e;
    response_header(c->x, "Cache-Control", STR("no-store"));
    if (pages_can_be_made(c))
        return answer_bytes(c, 200, PLAIN_TEXT, STR("ok\n"));
    return answer_bytes(c, 503, PLAIN_TEXT, STR("pages cannot be made; the log has the reason\n"));
}

/* ---- ready ---- */

static void print_part(struct buf *b, const char *part, bool ok, const char *detail)
{
    buf_printf(b, "%s: %s: %s\n", part, ok ? "ok" : "FAILING", detail);
}

enum err_kind readyz(struct context *c, struct err *e)
{
    if (!request_is_local(&c->x->rq))
        return err_set(e, ERR_FORBIDDEN,
                       "Only the machine that the site runs on may ask for this.");
    bool pages = pages_can_be_made(c);
    context_db_done(c); /* ready_ask may wait */
    struct ready_report report;
    ready_ask(c->app->ready, &report);
    bool ready = pages && report.ok;
    struct buf b = buf_in(c->arena);
    buf_add_c(&b, ready ? "ready\n" : "not ready\n");
    for (int i = 0; i < READY_PARTS; i++)
        print_part(&b, ready_part_names[i], report.part[i].ok, report.part[i].said);
    print_part(&b, "pages", pages,
               pages ? "can be made" : "cannot be made; the log has the reason");
    response_header(c->x, "Cache-Control", STR("no-store"));
    if (!ready)
        response_retry_after(c->x, BUSY_RETRY_S);
    return answer_bytes(c, ready ? 200 : 503, PLAIN_TEXT, buf_str(&b));
}

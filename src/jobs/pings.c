/* SPDX-License-Identifier: MIT */
/* Sends pings. Each second the thread looks for due ones. A batch is claimed in a transaction,
 * sent, and then removed from the queue or put back for later. If the process dies in between, the
 * claim runs out and the receiver is notified twice, which does no harm. While a slow hub takes its
 * time, the claim is extended, so that nobody else sends what is being sent here; what is lost all
 * the same leaves the batch.
 *
 * A hub is notified of the feeds that have changed: the site's and those of the articles' sections,
 * one request for each, since hubs do not agree on how to name several in one. IndexNow is sent the
 * addresses of all articles in one request. */
#include "jobs/pings.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/log.h"
#include "base/thread.h"
#include "base/url.h"
#include "core/news/article.h"
#include "core/site/ping.h"
#include "jobs/post.h"

enum { TICK_MS = 1000 };

static const char *const kind_names[] = {
    [PING_WEBSUB] = "the WebSub hub", [PING_INDEXNOW] = "IndexNow"};

#define PINGS_MAGIC 0x50494e47u

struct pings {
    unsigned magic;
    struct app *app;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    atomic_bool stopping; /* set under the lock */

    /* Used by the thread only. */
    struct post_client *client; /* NULL until something is to be sent */
    struct arena *arena;
    bool failing[PING_INDEXNOW + 1];
    bool db_failing;
};

/* A batch that is being sent. */
struct sending {
    struct pings *pings;
    const struct settings *settings;
    struct ping_list *list;
    struct arena *arena;
    bool ended; /* the claim could not be extended, or nothing of the batch is left: not the
                   receiver's fault */
};

/* Called before each request: extends the claim if less than half of it is left, which is more than
 * a request takes. ERR_CONFLICT if nothing is left of the batch. */
static enum err_kind extend_claim(struct sending *sending, struct err *e)
{
    int64_t now = clock_now();
    if (sending->list->claimed - now > PING_CLAIM_S / 2)
        return OK;
    size_t kept;
    enum err_kind kind = ping_extend(sending->pings->app->db, sending->list, now, &kept, e);
    sending->ended = kind != OK || kept == 0;
    if (kind == OK && kept == 0)
        kind = err_set(e, ERR_CONFLICT, "another server has claimed the batch");
    return kind;
}

/* ---- WebSub ---- */

static enum err_kind notify_hub(struct sending *sending, struct str path, const char *feed,
                                struct err *e)
{
    struct arena *a = sending->arena;
    TRY(extend_claim(sending, e));
    struct str topic = url_encode(
        a, arena_join(a, arena_join(a, sending->settings->address, path), str_from(feed)));
    struct str body = arena_printf(a, "hub.mode=publish&hub.url=%.*s&hub.topic=%.*s",
                                   STR_ARG(topic), STR_ARG(topic));
    return post(sending->pings->client, sending->settings->websub_hub,
                "application/x-www-form-urlencoded", body, a, e);
}

static enum err_kind notify_hub_of_list(struct sending *sending, struct str path, struct err *e)
{
    TRY(notify_hub(sending, path, "feed.xml", e));
    TRY(notify_hub(sending, path, "atom.xml", e));
    return notify_hub(sending, path, "feed.json", e);
}

/* True if the hub was notified of the section of article I before, for an earlier article. */
static bool was_notified(const struct ping_list *list, const bool *notified, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (notified[k] && str_eq(list->items[k].section_slug, list->items[i].section_slug))
            return true;
    return false;
}

static enum err_kind send_websub(struct sending *sending, struct err *e)
{
    bool notified[PING_BATCH] = {false};
    TRY(notify_hub_of_list(sending, STR("/"), e));
    for (size_t i = 0; i < sending->list->n; i++) {
        if (sending->list->items[i].lost || was_notified(sending->list, notified, i))
            continue;
        notified[i] = true;
        struct str slug = url_encode(sending->arena, sending->list->items[i].section_slug);
        TRY(notify_hub_of_list(sending,
                               arena_printf(sending->arena, "/section/%.*s/", STR_ARG(slug)), e));
    }
    return OK;
}

/* ---- IndexNow ---- */

struct url_view {
    struct str url;
    bool more;
};
static const struct tpl_field url_fields[] = {TPL_FIELD(url_view, "URL", TPL_STR, url),
                                              TPL_FIELD(url_view, "MORE", TPL_BOOL, more), TPL_END};

struct indexnow_view {
    struct str host, key, key_location;
    struct tpl_list urls;
};
static const struct tpl_field indexnow_fields[] = {
    TPL_FIELD(indexnow_view, "HOST", TPL_STR, host), TPL_FIELD(indexnow_view, "KEY", TPL_STR, key),
    TPL_FIELD(indexnow_view, "KEY_LOCATION", TPL_STR, key_location),
    TPL_SUB(indexnow_view, "URLS", TPL_LIST, urls, url_fields, sizeof(struct url_view)), TPL_END};
TPL_TEMPLATE(indexnow, "feed/indexnow.tpl", indexnow_view, indexnow_fields);

/* The host in ADDRESS: "news.example" in "https://news.example:8080". */
static struct str host_of(struct str address)
{
    struct str host = str_skip(address, str_find(address, STR("://")) + 3);
    host = str_head(host, str_index(host, '/'));
    size_t colon = str_index(host, ':');
    return str_starts(host, STR("[")) ? host : str_head(host, colon);
}

static enum err_kind send_indexnow(const struct sending *sending, struct err *e)
{
    struct arena *a = sending->arena;
    const struct settings *s = sending->settings;
    struct url_view *urls = ARENA_ARRAY(a, struct url_view, sending->list->n);
    for (size_t i = 0; i < sending->list->n; i++) {
        const struct ping *p = &sending->list->items[i];
        urls[i].url = arena_join(a, s->address, permalink(p->day, p->slug, a));
        urls[i].more = i + 1 < sending->list->n;
    }
    struct indexnow_view v = {
        .host = host_of(s->address),
        .key = s->indexnow_key,
        .key_location =
            arena_printf(a, "%.*s/%.*s.txt", STR_ARG(s->address), STR_ARG(s->indexnow_key)),
        .urls = {urls, sending->list->n},
    };
    struct templates *templates = app_templates(sending->pings->app);
    struct buf body = buf_in(a);
    const struct edition *any = templates_edition(templates, s->language);
    enum err_kind kind = tpl_expand(any->set, tpl_indexnow(&v), &body, e);
    templates_unref(&templates);
    TRY(kind);
    return post(sending->pings->client, s->indexnow_address, "application/json; charset=utf-8",
                buf_str(&body), a, e);
}

/* ---- a batch ---- */

static enum err_kind send_batch(struct sending *sending, enum ping_kind kind, struct err *e)
{
    struct pings *p = sending->pings;
    if (p->client == NULL)
        TRY(post_client_new(&p->client, &p->stopping, e));
    return kind == PING_WEBSUB ? send_websub(sending, e) : send_indexnow(sending, e);
}

/* Stores the result of a batch; WHY is the error if it was not sent. */
static enum err_kind finish_batch(struct pings *p, enum ping_kind kind,
                                  const struct ping_list *list, enum err_kind result,
                                  const struct err *why, struct err *e)
{
    struct db *db = p->app->db;
    if (result == OK) {
        if (p->failing[kind])
            log_info("%s can be notified of articles again", kind_names[kind]);
        p->failing[kind] = false;
        return ping_sent(db, list, e);
    }
    if (!p->failing[kind])
        log_warn("%s could not be notified of an article; it is tried again later: %s",
                 kind_names[kind], why->msg);
    p->failing[kind] = true;
    size_t given_up = 0;
    TRY(ping_failed(db, list, clock_now(), &given_up, e));
    if (given_up > 0)
        log_error("%s was never notified of %zu articles: %s", kind_names[kind], given_up,
                  why->msg);
    return OK;
}

/* Sends the due pings of KIND until none is left. */
static enum err_kind send_due(struct pings *p, const struct settings *s, enum ping_kind kind,
                              struct err *e)
{
    struct ping_list list;
    do {
        arena_reset(p->arena);
        TRY(ping_claim(p->app->db, kind, clock_now(), p->arena, &list, e));
        if (list.n == 0)
            return OK;
        struct err why = {0};
        struct sending sending = {.pings = p, .settings = s, .list = &list, .arena = p->arena};
        enum err_kind result = send_batch(&sending, kind, &why);
        if (result != OK && atomic_load(&p->stopping))
            return OK; /* the claim runs out by itself */
        if (sending.ended)
            return result == ERR_CONFLICT ? OK : err_set(e, result, "%s", why.msg);
        TRY(finish_batch(p, kind, &list, result, &why, e));
    } while (list.n == PING_BATCH && !atomic_load(&p->stopping));
    return OK;
}

static void send_all_due(struct pings *p)
{
    struct settings *s = NULL;
    struct err e;
    if (app_settings(p->app, &s, &e) != OK)
        return; /* the other jobs have logged it */
    enum err_kind kind = OK;
    if (!str_empty(s->address) && !str_empty(s->websub_hub))
        kind = send_due(p, s, PING_WEBSUB, &e);
    if (kind == OK && !str_empty(s->address) && !str_empty(s->indexnow_key))
        kind = send_due(p, s, PING_INDEXNOW, &e);
    if (kind != OK && !p->db_failing)
        log_error("notifying others of articles fails and is tried again: %s", e.msg);
    p->db_failing = kind != OK;
    settings_unref(&s);
}

/* ---- the thread ---- */

static bool wait_tick(struct pings *p)
{
    int64_t deadline_ms = clock_mono_ms() + TICK_MS;
    pthread_mutex_lock(&p->lock);
    while (!atomic_load(&p->stopping) && thread_wait_until(&p->wake, &p->lock, deadline_ms))
        ;
    pthread_mutex_unlock(&p->lock);
    return !atomic_load(&p->stopping);
}

static void *pings_main(void *arg)
{
    struct pings *p = arg;
    CHECK_MAGIC(p, PINGS_MAGIC);
    while (wait_tick(p))
        send_all_due(p);
    post_client_free(&p->client);
    return NULL;
}

static void release(struct pings *p)
{
    p->magic = 0;
    pthread_cond_destroy(&p->wake);
    pthread_mutex_destroy(&p->lock);
    arena_free(&p->arena);
    free(p);
}

enum err_kind pings_start(struct pings **out, struct app *app, struct err *e)
{
    struct pings *p = check_memory(calloc(1, sizeof *p));
    p->magic = PINGS_MAGIC;
    p->app = app;
    p->arena = arena_new(4096);
    pthread_mutex_init(&p->lock, NULL);
    thread_cond_init(&p->wake);
    enum err_kind kind = thread_start(&p->thread, "pings", pings_main, p, e);
    if (kind != OK) {
        release(p);
        return kind;
    }
    *out = p;
    return OK;
}

void pings_stop(struct pings **pings)
{
    struct pings *p = *pings;
    if (p == NULL)
        return;
    pthread_mutex_lock(&p->lock);
    atomic_store(&p->stopping, true);
    pthread_cond_signal(&p->wake);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->thread, NULL);
    release(p);
    *pings = NULL;
}

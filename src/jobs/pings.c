/* SPDX-License-Identifier: MIT */
/* Each second: is anything due? A batch is claimed in a transaction, sent, and then taken off the
 * queue or put back for later. Between the two a process may die: the claim ends by itself, and
 * somebody is told twice, which does no harm. While a slow hub takes its time the claim is renewed,
 * so nobody else sends what is still being sent here; what was lost all the same drops out.
 *
 * A hub is told of the feeds that have changed: the site's and those of the articles' sections, one
 * request each, since hubs do not agree on how several are named in one. IndexNow is told of the
 * articles' addresses, all in one request. */
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

    /* The thread's own. */
    struct post_client *client; /* NULL until something is to be sent */
    struct arena *arena;
    bool failing[PING_INDEXNOW + 1];
    bool db_failing;
};

/* What a batch is sent with. */
struct sending {
    struct pings *pings;
    const struct settings *settings;
    struct ping_list *list;
    struct arena *arena;
    bool ended; /* the claim could not be renewed, or nothing of it is left: not the receiver's
                   fault */
};

/* Before each request: renews the claim where less than half of it is left, which is more than a
 * request takes. ERR_CONFLICT where nothing is left of the batch. */
static enum err_kind keep_claim(struct sending *it, struct err *e)
{
    int64_t now = clock_now();
    if (it->list->claimed - now > PING_CLAIM_S / 2)
        return OK;
    size_t left;
    enum err_kind kind = ping_extend(it->pings->app->db, it->list, now, &left, e);
    it->ended = kind != OK || left == 0;
    if (kind == OK && left == 0)
        kind = err_set(e, ERR_CONFLICT, "another server has taken the batch");
    return kind;
}

/* ---- WebSub ---- */

static enum err_kind tell_hub(struct sending *it, struct str path, const char *feed, struct err *e)
{
    struct arena *a = it->arena;
    TRY(keep_claim(it, e));
    struct str topic =
        url_encode(a, arena_join(a, arena_join(a, it->settings->address, path), str_from(feed)));
    struct str body = arena_printf(a, "hub.mode=publish&hub.url=%.*s&hub.topic=%.*s",
                                   STR_ARG(topic), STR_ARG(topic));
    return post(it->pings->client, it->settings->websub_hub, "application/x-www-form-urlencoded",
                body, a, e);
}

static enum err_kind tell_hub_of_list(struct sending *it, struct str path, struct err *e)
{
    TRY(tell_hub(it, path, "feed.xml", e));
    TRY(tell_hub(it, path, "atom.xml", e));
    return tell_hub(it, path, "feed.json", e);
}

/* Whether the hub was TOLD of the section of number I, by an article before it. */
static bool told_already(const struct ping_list *list, const bool *told, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (told[k] && str_eq(list->items[k].section_slug, list->items[i].section_slug))
            return true;
    return false;
}

static enum err_kind send_websub(struct sending *it, struct err *e)
{
    bool told[PING_BATCH] = {false};
    TRY(tell_hub_of_list(it, STR("/"), e));
    for (size_t i = 0; i < it->list->n; i++) {
        if (it->list->items[i].lost || told_already(it->list, told, i))
            continue;
        told[i] = true;
        struct str slug = url_encode(it->arena, it->list->items[i].section_slug);
        TRY(tell_hub_of_list(it, arena_printf(it->arena, "/section/%.*s/", STR_ARG(slug)), e));
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

/* "https://news.example:8080" is of the host "news.example". */
static struct str host_of(struct str address)
{
    struct str host = str_skip(address, str_find(address, STR("://")) + 3);
    host = str_head(host, str_index(host, '/'));
    size_t colon = str_index(host, ':');
    return str_starts(host, STR("[")) ? host : str_head(host, colon);
}

static enum err_kind send_indexnow(const struct sending *it, struct err *e)
{
    struct arena *a = it->arena;
    const struct settings *s = it->settings;
    struct url_view *urls = ARENA_ARRAY(a, struct url_view, it->list->n);
    for (size_t i = 0; i < it->list->n; i++) {
        const struct ping *p = &it->list->items[i];
        urls[i].url = arena_join(a, s->address, permalink(p->day, p->slug, a));
        urls[i].more = i + 1 < it->list->n;
    }
    struct indexnow_view v = {
        .host = host_of(s->address),
        .key = s->indexnow_key,
        .key_location =
            arena_printf(a, "%.*s/%.*s.txt", STR_ARG(s->address), STR_ARG(s->indexnow_key)),
        .urls = {urls, it->list->n},
    };
    struct templates *templates = app_templates(it->pings->app);
    struct buf body = buf_in(a);
    enum err_kind kind = tpl_expand(templates->set, tpl_indexnow(&v), &body, e);
    templates_unref(&templates);
    TRY(kind);
    return post(it->pings->client, s->indexnow_address, "application/json; charset=utf-8",
                buf_str(&body), a, e);
}

/* ---- a batch ---- */

static enum err_kind send_batch(struct sending *it, enum ping_kind kind, struct err *e)
{
    struct pings *p = it->pings;
    if (p->client == NULL)
        TRY(post_client_new(&p->client, &p->stopping, e));
    return kind == PING_WEBSUB ? send_websub(it, e) : send_indexnow(it, e);
}

/* The batch was sent, or was not: WHY. */
static enum err_kind settle(struct pings *p, enum ping_kind kind, const struct ping_list *list,
                            enum err_kind result, const struct err *why, struct err *e)
{
    struct db *db = p->app->db;
    if (result == OK) {
        if (p->failing[kind])
            log_info("%s can be told of articles again", kind_names[kind]);
        p->failing[kind] = false;
        return ping_sent(db, list, e);
    }
    if (!p->failing[kind])
        log_warn("%s could not be told of an article, and is told later: %s", kind_names[kind],
                 why->msg);
    p->failing[kind] = true;
    size_t given_up = 0;
    TRY(ping_failed(db, list, clock_now(), &given_up, e));
    if (given_up > 0)
        log_error("%s was not told of %zu articles: %s", kind_names[kind], given_up, why->msg);
    return OK;
}

/* Sends what is due of KIND, until nothing is. */
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
        struct sending it = {.pings = p, .settings = s, .list = &list, .arena = p->arena};
        enum err_kind result = send_batch(&it, kind, &why);
        if (result != OK && atomic_load(&p->stopping))
            return OK; /* the claim ends by itself */
        if (it.ended)
            return result == ERR_CONFLICT ? OK : err_set(e, result, "%s", why.msg);
        TRY(settle(p, kind, &list, result, &why, e));
    } while (list.n == PING_BATCH && !atomic_load(&p->stopping));
    return OK;
}

static void each_second(struct pings *p)
{
    struct settings *s = NULL;
    struct err e;
    if (app_settings(p->app, &s, &e) != OK)
        return; /* the other jobs have said so */
    enum err_kind kind = OK;
    if (!str_empty(s->address) && !str_empty(s->websub_hub))
        kind = send_due(p, s, PING_WEBSUB, &e);
    if (kind == OK && !str_empty(s->address) && !str_empty(s->indexnow_key))
        kind = send_due(p, s, PING_INDEXNOW, &e);
    if (kind != OK && !p->db_failing)
        log_error("telling others of articles does not work and is tried again: %s", e.msg);
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
        each_second(p);
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

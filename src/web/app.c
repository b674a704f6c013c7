/* SPDX-License-Identifier: MIT */
#include "web/app.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/log.h"
#include "core/site/site_paths.h"
#include "tmpl/tpl_names.h"
#include "web/ready.h"

enum {
    REPEAT_VISITS = 256 * 1024, /* 4 MiB */
    SEARCHES = 2,               /* at length at once, on as many of the slow pool's threads; */
    SEARCHES_WAITING = 4,       /* so many more hold a thread until it is their turn, */
    SEARCH_WAIT_MS = 200,       /* or until they search briefly */
};

/* ---- settings ---- */

static enum err_kind load_settings(struct app *app, struct settings **out, struct err *e)
{
    struct db_conn *conn = NULL;
    TRY(db_begin(app->db, &conn, e));
    enum err_kind kind = settings_renew(conn, app->settings, out, e);
    db_end(app->db, &conn);
    return kind;
}

enum err_kind app_settings(struct app *app, struct settings **out, struct err *e)
{
    uint64_t version = db_content_version(app->db);
    pthread_mutex_lock(&app->lock);
    enum err_kind kind = OK;
    if (app->settings == NULL || app->settings->version < version) {
        struct settings *fresh = NULL;
        kind = load_settings(app, &fresh, e);
        if (kind == OK) {
            settings_unref(&app->settings);
            app->settings = fresh;
        } else if (app->settings != NULL) {
            /* The site goes on with what it knows, and with the pages that were made from it. */
            log_warn("settings cannot be read, the old ones stay: %s", e->msg);
            kind = OK;
        }
    }
    if (kind == OK)
        *out = settings_ref(app->settings);
    pthread_mutex_unlock(&app->lock);
    return kind;
}

bool app_keeps_address(struct app *app, struct str address)
{
    if (address.n >= APP_ADDRESS_BYTES)
        return false;
    pthread_mutex_lock(&app->lock);
    int i = 0;
    while (i < app->n_addresses && !str_eq(str_from(app->addresses[i]), address))
        i++;
    bool kept = i < APP_ADDRESSES_MAX;
    if (kept && i == app->n_addresses)
        memcpy(app->addresses[app->n_addresses++], address.p, address.n); /* NUL is there */
    pthread_mutex_unlock(&app->lock);
    return kept;
}

/* ---- templates ---- */

static enum err_kind load_templates(struct app *app, struct templates **out, struct err *e)
{
    struct arena *a = arena_new(1024);
    struct templates *t = check_memory(calloc(1, sizeof *t));
    const char *own = site_path(a, app->site_dir, SITE_TEMPLATES);
    enum err_kind kind = app->once ? tpl_set_load_lazily(&t->set, app->template_dir, own, e)
                                   : tpl_set_load(&t->set, app->template_dir, own, e);
    const char *assets = site_path(a, app->site_dir, SITE_ASSETS);
    assets_version_read(assets, t->assets);
    t->fonts = assets_have_fonts(assets);
    arena_free(&a);
    if (kind != OK) {
        free(t);
        return kind;
    }
    atomic_store(&t->refs, 1);
    *out = t;
    return OK;
}

struct templates *app_templates(struct app *app)
{
    pthread_mutex_lock(&app->lock);
    struct templates *t = app->templates;
    atomic_fetch_add(&t->refs, 1);
    pthread_mutex_unlock(&app->lock);
    return t;
}

void templates_unref(struct templates **t)
{
    struct templates *it = *t;
    *t = NULL;
    if (it == NULL || atomic_fetch_sub(&it->refs, 1) != 1)
        return;
    tpl_set_free(&it->set);
    free(it);
}

enum err_kind app_reload(struct app *app, struct err *e)
{
    struct templates *fresh = NULL;
    TRY(load_templates(app, &fresh, e));
    pthread_mutex_lock(&app->lock);
    struct templates *old = app->templates;
    app->templates = fresh;
    pthread_mutex_unlock(&app->lock);
    templates_unref(&old);
    fragments_clear(app->fragments);
    cache_clear(app->cache);
    return OK;
}

static void warn(void *arg, const char *sentence)
{
    (void)arg;
    log_warn("template %s", sentence);
}

void app_templates_check(const struct app *app)
{
    struct err e;
    struct arena *a = arena_new(1024);
    if (tpl_names_check(site_path(a, app->site_dir, SITE_TEMPLATES), warn, NULL, &e) != OK)
        log_warn("the site's templates: %s", e.msg);
    arena_free(&a);
}

/* ---- opening and closing ---- */

/* Brings an older database up to date, and says so; but for one request alone. */
static enum err_kind open_database(struct app *app, struct arena *a, struct err *e)
{
    struct db_upgrade done;
    if (app->once)
        return db_open(&app->db, site_path(a, app->site_dir, SITE_DATABASE),
                       site_path(a, app->site_dir, SITE_LOCK), e);
    TRY(db_upgrade(&app->db, site_path(a, app->site_dir, SITE_DATABASE),
                   site_path(a, app->site_dir, SITE_LOCK), &done, e));
    if (done.copy != NULL)
        log_info("the database was brought from schema %d to %d; as it was, it is kept in %s",
                 done.from, done.to, done.copy);
    free(done.copy);
    return OK;
}

static enum err_kind open_parts(struct app *app, struct arena *a, struct err *e)
{
    const char *dir = app->site_dir;
    if (access(dir, F_OK) != 0)
        return err_errno(e, ERR_NOT_FOUND, "there is no site at %s", dir);
    TRY(open_database(app, a, e));
    app->ready = ready_new(app->db, dir, &app->jobs);
    TRY(load_settings(app, &app->settings, e));
    TRY(load_templates(app, &app->templates, e));
    TRY(views_open(&app->views, site_path(a, dir, SITE_VIEWS), app->db, e));
    app->repeat = repeat_new(REPEAT_VISITS);
    return OK;
}

static enum err_kind open_app(struct app **out, bool once, const char *site_dir,
                              const char *template_dir, size_t cache_bytes, struct err *e)
{
    struct app *app = check_memory(calloc(1, sizeof *app));
    pthread_mutex_init(&app->lock, NULL);
    pthread_mutex_init(&app->health.lock, NULL);
    app->once = once;
    app->site_dir = site_dir;
    app->template_dir = template_dir;
    app->started_at = clock_now();
    app->cache = cache_new(cache_bytes);
    app->fragments = fragments_new(APP_FRAGMENT_BYTES);
    app->seen = seen_new();
    app->searches = gate_new(SEARCHES, SEARCHES_WAITING, SEARCH_WAIT_MS);
    struct arena *a = arena_new(4096);
    enum err_kind kind = open_parts(app, a, e);
    arena_free(&a);
    if (kind == OK)
        *out = app;
    else
        app_close(&app);
    return kind;
}

enum err_kind app_open(struct app **out, const char *site_dir, const char *template_dir,
                       size_t cache_bytes, struct err *e)
{
    return open_app(out, false, site_dir, template_dir, cache_bytes, e);
}

enum err_kind app_open_once(struct app **out, const char *site_dir, struct err *e)
{
    return open_app(out, true, site_dir, NULL, 0, e);
}

static void flush_views(struct app *app)
{
    struct view_time now = view_time_at(app->settings->locale, clock_now());
    int64_t flushed;
    struct err e;
    if (views_flush(app->views, app->db, now, &flushed, &e) != OK)
        log_error("view counters stay in their file until the next start: %s", e.msg);
}

static void flush_seen(struct app *app)
{
    bool some;
    struct err e;
    if (seen_flush(app->seen, app->db, &some, &e) != OK)
        log_error("some sessions may end early: %s", e.msg);
}

void app_close(struct app **app)
{
    struct app *it = *app;
    *app = NULL;
    if (it == NULL)
        return;
    ready_free(&it->ready);
    if (it->views != NULL) {
        flush_views(it);
        views_close(&it->views);
        flush_seen(it);
    }
    seen_free(&it->seen);
    cache_free(&it->cache);
    fragments_free(&it->fragments);
    repeat_free(&it->repeat);
    gate_free(&it->searches);
    templates_unref(&it->templates);
    settings_unref(&it->settings);
    if (it->db != NULL)
        db_close(&it->db);
    pthread_mutex_destroy(&it->health.lock);
    pthread_mutex_destroy(&it->lock);
    free(it);
}

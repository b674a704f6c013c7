/* SPDX-License-Identifier: MIT */
/* The running site: what all requests share, opened in order and closed in reverse.
 *
 * Settings follow the content version: app_settings reads them again when this process has noticed
 * a newer one, and keeps the old ones if that fails. Templates change only with app_reload. Both
 * are counted references, so a request keeps what it began with while another thread replaces it.
 * `lock` guards the two pointers and is held for a read of the settings at most. */
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
    SEARCHES = 2,               /* long ones at once, each on a thread of the slow pool */
    SEARCHES_WAITING = 4,       /* more that hold a thread while they wait for their turn */
    SEARCH_WAIT_MS = 200,       /* then they make a brief search instead */
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
            /* The old settings still fit the pages that were made from them. */
            log_warn("cannot read the settings, so the old ones stay in use: %s", e->msg);
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
        memcpy(app->addresses[app->n_addresses++], address.p, address.n); /* a NUL follows */
    pthread_mutex_unlock(&app->lock);
    return kept;
}

/* ---- templates ---- */

/* With the templates for the site's own language. */
static enum err_kind load_templates(const struct app *app, const struct settings *s,
                                    struct templates **out, struct err *e)
{
    return templates_new(out, app->site_dir, app->template_dir, app->once, s->language, e);
}

struct templates *app_templates(struct app *app)
{
    pthread_mutex_lock(&app->lock);
    struct templates *t = templates_ref(app->templates);
    pthread_mutex_unlock(&app->lock);
    return t;
}

enum err_kind app_reload(struct app *app, struct err *e)
{
    struct settings *settings;
    struct templates *fresh = NULL;
    TRY(app_settings(app, &settings, e));
    enum err_kind kind = load_templates(app, settings, &fresh, e);
    settings_unref(&settings);
    TRY(kind);
    pthread_mutex_lock(&app->lock);
    struct templates *old = app->templates;
    app->templates = fresh;
    pthread_mutex_unlock(&app->lock);
    templates_unref(&old);
    fragments_clear(app->fragments);
    cache_clear(app->cache);
    return OK;
}

/* A tpl_report_fn. */
static void log_template_problem(void *arg, const char *sentence)
{
    (void)arg;
    log_warn("template %s", sentence);
}

/* A catalogue_report_fn. */
static void log_translation_problem(void *arg, const char *sentence)
{
    (void)arg;
    log_warn("%s", sentence);
}

void app_templates_check(const struct app *app)
{
    struct err e;
    struct arena *a = arena_new(1024);
    if (tpl_names_check(site_path(a, app->site_dir, SITE_TEMPLATES), log_template_problem, NULL,
                        &e) != OK)
        log_warn("cannot check the site's templates: %s", e.msg);
    if (catalogues_check(app->site_dir, log_translation_problem, NULL, &e) != OK)
        log_warn("cannot read the site's translations: %s", e.msg);
    arena_free(&a);
}

/* ---- opening and closing ---- */

/* Opens the database. An older one is brought up to date first, which the log says; but not for
 * one request alone. */
static enum err_kind open_database(struct app *app, struct arena *a, struct err *e)
{
    struct db_upgrade done;
    if (app->once)
        return db_open(&app->db, site_path(a, app->site_dir, SITE_DATABASE),
                       site_path(a, app->site_dir, SITE_LOCK), e);
    TRY(db_upgrade(&app->db, site_path(a, app->site_dir, SITE_DATABASE),
                   site_path(a, app->site_dir, SITE_LOCK), &done, e));
    if (done.copy != NULL)
        log_info("the database was upgraded from schema %d to %d; a copy from before is in %s",
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
    TRY(load_templates(app, app->settings, &app->templates, e));
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
        log_error("cannot write the view counters to the database; they stay in their file until "
                  "the next start: %s",
                  e.msg);
}

static void flush_seen(struct app *app)
{
    bool some;
    struct err e;
    if (seen_flush(app->seen, app->db, &some, &e) != OK)
        log_error("cannot note when sessions were last used, so some may end early: %s", e.msg);
}

void app_close(struct app **app_p)
{
    struct app *app = *app_p;
    *app_p = NULL;
    if (app == NULL)
        return;
    ready_free(&app->ready);
    if (app->views != NULL) {
        flush_views(app);
        views_close(&app->views);
        flush_seen(app);
    }
    seen_free(&app->seen);
    cache_free(&app->cache);
    fragments_free(&app->fragments);
    repeat_free(&app->repeat);
    gate_free(&app->searches);
    templates_unref(&app->templates);
    settings_unref(&app->settings);
    if (app->db != NULL)
        db_close(&app->db);
    pthread_mutex_destroy(&app->health.lock);
    pthread_mutex_destroy(&app->lock);
    free(app);
}

/* SPDX-License-Identifier: MIT */
/* The running site: what every request shares. Made once by cli/serve.c (or for one request under
 * CGI). */
#ifndef WEB_APP_H
#define WEB_APP_H

#include "cache/cache.h"
#include "cache/fragment.h"
#include "core/views/repeat.h"
#include "core/people/seen.h"
#include "core/site/setting.h"
#include "core/views/views.h"
#include "web/edition.h"
#include "web/fcgi/fastcgi.h"
#include "web/job_health.h"
#include "web/meter.h"
#include "base/gate.h"

#include <pthread.h>
#include <stdatomic.h>

/* A site without a configured address is reached under few: its name, with www, an IP address. */
enum { APP_ADDRESSES_MAX = 4, APP_ADDRESS_BYTES = 272 /* "https://", a host, NUL */ };

struct ready;

/* Whether pages could be rendered when that was last tried (site/machine/health.c). */
struct app_health {
    pthread_mutex_t lock; /* held by the thread that tries */
    int64_t tried_ms;     /* on the monotonic clock; 0: never */
    _Atomic bool failing;
};

struct app {
    struct db *db;
    struct views *views;
    struct cache *cache;
    struct press *press; /* NULL under CGI, and until it has started */
    struct fragments *fragments;
    struct repeat *repeat;
    struct seen *seen;       /* uses of sessions that are not yet in the database */
    struct gate *searches;   /* limits how many readers search at length at once */
    struct fastcgi *fastcgi; /* NULL under CGI, and until it has started */
    bool once;               /* opened for one request only */
    const char *site_dir;
    const char *template_dir; /* the folder of the shipped templates; NULL: those in the program */

    pthread_mutex_t lock; /* guards the four members below */
    struct settings *settings;
    struct templates *templates;
    char addresses[APP_ADDRESSES_MAX][APP_ADDRESS_BYTES]; /* app_keeps_address */
    int n_addresses;

    int64_t started_at;
    _Atomic uint64_t searches_brief; /* searches that were brief, since `searches` was full */
    _Atomic uint64_t requests, page_views, errors;
    struct meter meter;
    struct job_health jobs;
    struct app_health health;
    struct ready *ready;
};

/* The size of the page cache if no option sets one. */
#define APP_CACHE_BYTES ((size_t)26 * 1024 * 1024)

/* The memory for fragments, beside the page cache. */
#define APP_FRAGMENT_BYTES ((size_t)3 * 1024 * 1024)

/* Opens the site in SITE_DIR, with a page cache of CACHE_BYTES (0: pages are not stored).
 * ERR_NOT_FOUND if there is no site, ERR_INVALID if a template is broken, or what db_upgrade and
 * views_open return. SITE_DIR and TEMPLATE_DIR must outlive the app. */
MUST_CHECK enum err_kind app_open(struct app **out, const char *site_dir, const char *template_dir,
                                  size_t cache_bytes, struct err *e);
/* Opens the site for one request (CGI): no page is stored, a template is parsed when it is shown,
 * and a database of another schema is ERR_INVALID and is not changed. */
MUST_CHECK enum err_kind app_open_once(struct app **out, const char *site_dir, struct err *e);
/* Writes what was counted to the database and closes the site. No other thread may still use it.
 * *app_p may be NULL. */
void app_close(struct app **app_p);

/* The settings at the newest content version that this process knows, as a reference that the
 * caller owns (settings_unref). Fails only if no settings have ever been read. Any thread. */
MUST_CHECK enum err_kind app_settings(struct app *app, struct settings **out, struct err *e);
/* Whether documents with ADDRESS in them, which a request has named, may be stored. True for the
 * first few addresses only: made-up ones must not push real pages out of the cache. Any thread. */
bool app_keeps_address(struct app *app, struct str address);
/* The current templates, as a reference that the caller owns. Any thread. */
struct templates *app_templates(struct app *app);
/* Parses all templates again and replaces the old ones; clears the caches of pages and fragments.
 * Fails, and keeps the old templates, if one is broken. Any thread. */
MUST_CHECK enum err_kind app_reload(struct app *app, struct err *e);
/* Logs a warning for each name in the site's own templates that shows nothing, and for each message
 * of its own catalogues that cannot be used. */
void app_templates_check(const struct app *app);

#endif

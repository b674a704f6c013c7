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
#include "tmpl/tpl.h"
#include "web/assets.h"
#include "web/fcgi/fastcgi.h"
#include "web/job_health.h"
#include "web/meter.h"
#include "base/gate.h"

#include <pthread.h>
#include <stdatomic.h>

/* A site that does not know its own address is asked under few: its name, with www, an IP. */
enum { APP_ADDRESSES_MAX = 4, APP_ADDRESS_BYTES = 272 /* "https://", a host, NUL */ };

struct ready;

/* Whether pages could be made when that was tried last (site/machine/health.c). */
struct app_health {
    pthread_mutex_t lock; /* of whoever tries */
    int64_t tried_ms;     /* on the monotonic clock; 0: never */
    _Atomic bool failing;
};

struct app {
    struct db *db;
    struct views *views;
    struct cache *cache;
    struct press *press; /* NULL under CGI, and before it has started */
    struct fragments *fragments;
    struct repeat *repeat;
    struct seen *seen;       /* sessions that were heard of, and are not written down yet */
    struct gate *searches;   /* how many readers search at length at once */
    struct fastcgi *fastcgi; /* NULL under CGI, and before it has started */
    bool once;               /* it was opened for one request */
    const char *site_dir;
    const char *template_dir; /* of the shipped ones; NULL: those in the program */

    pthread_mutex_t lock; /* of the four below */
    struct settings *settings;
    struct templates *templates;
    char addresses[APP_ADDRESSES_MAX][APP_ADDRESS_BYTES]; /* app_keeps_address */
    int n_addresses;

    int64_t started_at;
    _Atomic uint64_t searches_brief; /* for which there was no place among those */
    _Atomic uint64_t requests, page_views, errors;
    struct meter meter;
    struct job_health jobs;
    struct app_health health;
    struct ready *ready;
};

/* A set of templates that requests hold on to while a reload swaps in another; and of the assets,
 * as they were when the templates were read, the version, and whether there are web fonts. */
struct templates {
    struct tpl_set *set;
    char assets[ASSETS_VERSION_MAX];
    bool fonts;
    _Atomic int refs;
};

/* What the page cache holds where nobody says otherwise. */
#define APP_CACHE_BYTES ((size_t)26 * 1024 * 1024)

/* What is held of fragments, whatever the page cache holds. */
#define APP_FRAGMENT_BYTES ((size_t)3 * 1024 * 1024)

/* Opens the site in SITE_DIR, with a page cache of CACHE_BYTES (0: no page is kept). ERR_NOT_FOUND
 * where there is none; ERR_INVALID where a template is broken. */
MUST_CHECK enum err_kind app_open(struct app **out, const char *site_dir, const char *template_dir,
                                  size_t cache_bytes, struct err *e);
/* Opens it for one request (CGI): no page is kept, a template is parsed when it is shown, and a
 * database of another schema is ERR_INVALID and stays as it is. */
MUST_CHECK enum err_kind app_open_once(struct app **out, const char *site_dir, struct err *e);
/* Closes it; what was counted is flushed. */
void app_close(struct app **app);

/* The settings of the newest content version that this process knows; a reference of the caller's.
 */
MUST_CHECK enum err_kind app_settings(struct app *app, struct settings **out, struct err *e);
/* Whether documents made with ADDRESS, which a request has named, may be kept: true for the first
 * few addresses, so that those who make up more take nobody's place in the cache. */
bool app_keeps_address(struct app *app, struct str address);
struct templates *app_templates(struct app *app);
void templates_unref(struct templates **t);
/* Parses all templates anew and swaps them in; keeps the old ones, and fails, where one is broken.
 */
MUST_CHECK enum err_kind app_reload(struct app *app, struct err *e);
/* Tells the log of what in the site's own templates shows nothing. */
void app_templates_check(const struct app *app);

#endif

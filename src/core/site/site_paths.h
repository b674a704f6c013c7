/* SPDX-License-Identifier: MIT */
/* What lies where in a site's folder. */
#ifndef CORE_SITE_SITE_PATHS_H
#define CORE_SITE_SITE_PATHS_H

#include "base/arena.h"

#define SITE_DATABASE "broadsheet.db"
#define SITE_LOCK     "writer.lock"  /* held around every write, by every process */
#define SITE_VIEWS    "views.bin"    /* the counters; mapped */
#define SITE_PUBLIC   "public"       /* the web server's: files that go before pages */
#define SITE_MEDIA    "public/media" /* what the newsroom uploaded */
#define SITE_ASSETS                                                                                \
    "public/assets"                /* the site's own style sheets and scripts, before the shipped */
#define SITE_TEMPLATES "templates" /* the site's own, which go before the shipped ones */

/* SITE_DIR/NAME, in A. */
const char *site_path(struct arena *a, const char *site_dir, const char *name);

#endif

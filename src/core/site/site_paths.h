/* SPDX-License-Identifier: MIT */
/* The names of the files in a site's folder. */
#ifndef CORE_SITE_SITE_PATHS_H
#define CORE_SITE_SITE_PATHS_H

#include "base/arena.h"

#define SITE_DATABASE "broadsheet.db"
#define SITE_LOCK     "writer.lock"  /* held around every write, by every process */
#define SITE_VIEWS    "views.bin"    /* the view counters; mapped by every process */
#define SITE_PUBLIC   "public"       /* served by the web server; a file here comes before a page */
#define SITE_MEDIA    "public/media" /* files that the newsroom uploaded */
#define SITE_ASSETS                                                                                \
    "public/assets" /* the site's own style sheets and scripts; they come before the shipped ones  \
                     */
#define SITE_TEMPLATES    "templates"    /* the site's own; they come before the shipped ones */
#define SITE_TRANSLATIONS "translations" /* its own catalogues of words, likewise */

/* SITE_DIR/NAME, in A. */
const char *site_path(struct arena *a, const char *site_dir, const char *name);

#endif

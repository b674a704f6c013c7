/* SPDX-License-Identifier: MIT */
/* What the site says and shows, in each language: the words (translations/catalogue.h) and the
 * templates with these words in them. All of it is loaded at once and replaced at once
 * (app_reload); a language's part is made when it is first needed. */
#ifndef WEB_EDITION_H
#define WEB_EDITION_H

#include "tmpl/tpl.h"
#include "translations/catalogue.h"
#include "web/assets.h"

/* One language. Immutable; lives as long as the templates that it belongs to. */
struct edition {
    const char *language; /* the tag that was asked for */
    struct catalogue *words;
    struct tpl_set *set;
};

/* Counted, so that a request keeps what it began with while a reload replaces it. With the
 * templates, as of the same moment: the version of the assets, and whether there are web fonts. */
struct templates;

/* Looks at the files in SITE_DIR; TEMPLATE_DIR is the folder of the shipped templates, NULL: those
 * in the program. ONCE: for one request, each template is parsed when it is shown. Parses what
 * LANGUAGE needs. Both folders' names must outlive the result. ERR_INVALID or ERR_IO if a template
 * or the site's own catalogue for LANGUAGE is broken. */
MUST_CHECK enum err_kind templates_new(struct templates **out, const char *site_dir,
                                       const char *template_dir, bool once, struct str language,
                                       struct err *e);
struct templates *templates_ref(struct templates *t);
/* Gives the reference back and sets *tp to NULL, which it may be already. */
void templates_unref(struct templates **tp);

/* The edition for LANGUAGE, a known tag. If it cannot be made, the log says why, and the first one
 * that was made is used. Any thread. */
const struct edition *templates_edition(struct templates *t, struct str language);
/* The tags of all languages that there are words in, English first, then by tag: *n of them, in A.
 */
const struct str *templates_languages(const struct templates *t, struct arena *a, size_t *n);
const char *templates_assets(const struct templates *t);
bool templates_have_fonts(const struct templates *t);

/* Reports each message of the site's own catalogues that cannot be used, with file and line.
 * ERR_INVALID or ERR_IO if a file cannot be read. */
MUST_CHECK enum err_kind catalogues_check(const char *site_dir, catalogue_report_fn *report,
                                          void *arg, struct err *e);

#endif

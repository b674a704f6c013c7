/* SPDX-License-Identifier: MIT */
/* The parts of an article's page besides its text and its comments: how long it takes to read, its
 * contents, its corrections, the links to share it. */
#ifndef SITE_ARTICLE_ARTICLE_PARTS_H
#define SITE_ARTICLE_ARTICLE_PARTS_H

#include "site/page/shortcodes.h"

/* "4 min read"; empty for a text that is hardly one, and for a live blog. */
struct str reading_time(struct context *c, const struct article *art);

struct heading_view {
    struct str id, words;
};
/* ID, WORDS */
extern const struct tpl_field heading_fields[];
/* The headings of TEXT where there are enough to need a table of contents; else none. */
struct tpl_list contents_list(struct context *c, const struct article_text *text);

struct corrected_view {
    struct str iso, date, text;
};
/* ISO, DATE, TEXT */
extern const struct tpl_field corrected_fields[];
MUST_CHECK enum err_kind corrections_list(struct context *c, const struct article *art,
                                          struct tpl_list *out, struct err *e);

struct share_view {
    struct str icon, label, url;
    bool outside; /* to another site */
};
/* ICON, LABEL, URL, OUTSIDE */
extern const struct tpl_field share_fields[];
/* Plain links to send ART's address on; none where the site does not know its own. */
struct tpl_list share_list(struct context *c, const struct article *art);

#endif

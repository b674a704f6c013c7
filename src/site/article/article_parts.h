/* SPDX-License-Identifier: MIT */
/* The parts of an article's page besides its text and its comments: reading time, table of
 * contents, corrections, links for sharing. */
#ifndef SITE_ARTICLE_ARTICLE_PARTS_H
#define SITE_ARTICLE_ARTICLE_PARTS_H

#include "site/page/article_text.h"

/* "4 min read"; empty for a very short text and for a live blog. */
struct str reading_time(struct context *c, const struct article *art);

/* The mark of a hole that shows "16,432 reads", the number of this moment. An end tag must follow
 * it in the template. */
struct str reads_mark(struct context *c, const struct article *art);

struct heading_view {
    struct str id, words;
};
/* ID, WORDS */
extern const struct tpl_field heading_fields[];
/* The headings of TEXT, if there are enough for a table of contents; otherwise none. */
struct tpl_list contents_list(struct context *c, const struct article_text *text);

struct corrected_view {
    struct str iso, date, text;
};
/* ISO, DATE, TEXT */
extern const struct tpl_field corrected_fields[];
/* The corrections of ART, in C's arena. */
MUST_CHECK enum err_kind corrections_list(struct context *c, const struct article *art,
                                          struct tpl_list *out, struct err *e);

struct share_view {
    struct str icon, label, url;
    bool outside; /* leads to another site */
};
/* ICON, LABEL, URL, OUTSIDE */
extern const struct tpl_field share_fields[];
/* Plain links for sharing ART's address; none if the settings do not name the site's. */
struct tpl_list share_list(struct context *c, const struct article *art);

#endif

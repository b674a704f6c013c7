/* SPDX-License-Identifier: MIT */
/* The text of an article, or of a live entry, as HTML: its Markdown with what the site puts into it
 * (shortcodes.h). */
#ifndef SITE_PAGE_ARTICLE_TEXT_H
#define SITE_PAGE_ARTICLE_TEXT_H

#include "core/news/live.h"
#include "core/news/video.h"
#include "text/markdown.h"
#include "web/context.h"

/* A heading of the text. */
struct part {
    struct str id, words;
};

struct article_text {
    struct html html;
    bool has_videos;      /* the text has [latest-videos] */
    struct video *videos; /* the videos that [video] plays */
    size_t n_videos;
    const struct part *parts; /* its highest headings, in order */
    size_t n_parts;
};

/* ART's body as HTML with holes (cache/hole.h), in C's arena. */
MUST_CHECK enum err_kind article_text_make(struct context *c, const struct article *art,
                                           struct article_text *out, struct err *e);

/* The text of an entry of the live blog ART, for a page that shows other entries as well: its
 * headings are below the entry's own headline, and its ids do not occur in other entries. */
MUST_CHECK enum err_kind live_text_make(struct context *c, const struct article *art,
                                        const struct live_entry *entry, struct html *out,
                                        struct err *e);

/* The same for feeds (see below), but addresses stay as typed. */
MUST_CHECK enum err_kind live_text_for_feed(struct context *c, const struct article *art,
                                            const struct live_entry *entry, struct html *out,
                                            struct err *e);

/* An article's body for feeds: with absolute addresses (ADDRESS is the site's, such as
 * "https://news.example"), without holes and social links, and with a link in place of each video.
 */
MUST_CHECK enum err_kind article_text_for_feed(struct context *c, const struct article *art,
                                               struct str address, struct html *out, struct err *e);

#endif

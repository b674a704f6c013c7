/* SPDX-License-Identifier: MIT */
/* What the site puts into an article's text: its shortcodes, and its social links between the
 * paragraphs. Each piece is a small template of its own (templates/site).
 *
 *     [post-views]  [post-views id="12"]      the live view count, of this article or another
 *     [latest-videos]  [latest-videos count="5"]
 *     [video id="7"]
 *     [social]                                all the site's links
 *
 * What names nothing (another article that is not published, a video that is not there) shows
 * nothing. */
#ifndef SITE_PAGE_SHORTCODES_H
#define SITE_PAGE_SHORTCODES_H

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
    bool has_videos;      /* [latest-videos] stands in it */
    struct video *videos; /* those that [video] shows in full */
    size_t n_videos;
    const struct part *parts; /* its highest headings, in their order */
    size_t n_parts;
};

/* ART's body as HTML with holes (cache/page.h), in C's arena. */
MUST_CHECK enum err_kind article_text_make(struct context *c, const struct article *art,
                                           struct article_text *out, struct err *e);

/* The text of an entry of the live blog ART, for a page that may show others of it, too: its
 * headings are below the entry's own headline, and no id in it is another entry's. */
MUST_CHECK enum err_kind live_text_make(struct context *c, const struct article *art,
                                        const struct live_entry *entry, struct html *out,
                                        struct err *e);

/* The same for feeds (below): addresses are as they were typed. */
MUST_CHECK enum err_kind live_text_for_feed(struct context *c, const struct article *art,
                                            const struct live_entry *entry, struct html *out,
                                            struct err *e);

/* An article's body for feeds: whole addresses (ADDRESS is the site's, as "https://news.example"),
 * no holes, no links of the site between the paragraphs, and of what lives on a page only the
 * videos' names.
 */
MUST_CHECK enum err_kind article_text_for_feed(struct context *c, const struct article *art,
                                               struct str address, struct html *out, struct err *e);

#endif

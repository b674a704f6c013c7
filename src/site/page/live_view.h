/* SPDX-License-Identifier: MIT */
/* A live blog on its article's page: the entries, the newest first, over as many pages as it needs.
 *
 *     ?before=AT-ID   those older than the entry at that key    ?after=AT-ID   the ones just newer
 *     ?entry=ID       that entry, and those before it: an entry's permalink
 *
 * A key is the entry's time and id, so a page goes on wherever it was even when that entry is gone.
 */
#ifndef SITE_PAGE_LIVE_VIEW_H
#define SITE_PAGE_LIVE_VIEW_H

#include "core/news/live.h"
#include "web/context.h"

struct live_ask {
    struct live_place place;
    struct str key; /* what of the query the page depends on, for its key in the cache; may be empty
                     */
    bool cursor;    /* the place is a key as it was typed, which may be of no entry */
    bool gone;      /* the entry that was asked for is not there (any more) */
};
/* What the request asks for of ART, of which id and live are enough; the newest entries where it is
 * no live blog, or the query says nothing that makes sense. */
MUST_CHECK enum err_kind live_ask_read(struct context *c, const struct article *art,
                                       struct live_ask *out, struct err *e);

struct live_page {
    struct live_list list;
    struct str *urls;  /* each entry's permalink, a path */
    int64_t begun_at;  /* of the first entry, or the article's publication */
    int64_t latest_at; /* readers were last told of something; 0: never */
};
/* Reads the entries of ART at PLACE. */
MUST_CHECK enum err_kind live_page_read(struct context *c, const struct article *art,
                                        const struct live_place *place, struct live_page *out,
                                        struct err *e);

/* The section of an article's page with PAGE in it. OPEN: the newest entries, for an open page that
 * looks for more (public/live.js). */
MUST_CHECK enum err_kind live_include(struct context *c, const struct article *art,
                                      const struct live_page *page, bool open,
                                      struct tpl_include *out, struct err *e);
/* What such a page asks for: the entries alone. */
MUST_CHECK enum err_kind live_feed_include(struct context *c, const struct article *art,
                                           const struct live_page *page, struct tpl_include *out,
                                           struct err *e);

/* The address of what such a page asks for: "/2026/11/23/slug/live.html". */
struct str live_feed_url(const struct article *art, struct arena *a);

#endif

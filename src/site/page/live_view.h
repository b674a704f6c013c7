/* SPDX-License-Identifier: MIT */
/* A live blog on its article's page: the entries, newest first, over as many pages as it needs.
 *
 *     ?before=AT-ID   the entries older than that key    ?after=AT-ID   the ones just newer
 *     ?entry=ID       that entry and the older ones: an entry's permalink
 *
 * A key is the time and the id of an entry, so it stays good even if that entry is removed. */
#ifndef SITE_PAGE_LIVE_VIEW_H
#define SITE_PAGE_LIVE_VIEW_H

#include "core/news/live.h"
#include "web/context.h"

struct live_ask {
    struct live_place place;
    struct str key; /* the part of the query that matters, for the page's key in the cache; may be
                       empty */
    bool cursor;    /* the place is a key from the query, which need not be of any entry */
    bool gone;      /* the entry that was asked for does not exist (any more) */
};
/* The entries of ART that the request asks for; of *art, only id and live are read. The newest
 * entries if ART is no live blog, or if the query does not name a place. */
MUST_CHECK enum err_kind live_ask_read(struct context *c, const struct article *art,
                                       struct live_ask *out, struct err *e);

struct live_page {
    struct live_list list;
    struct str *urls;  /* each entry's permalink, a path */
    int64_t begun_at;  /* when the first entry, or else the article, was published */
    int64_t latest_at; /* when readers last saw something new; 0: never */
};
/* Reads the entries of ART at PLACE. */
MUST_CHECK enum err_kind live_page_read(struct context *c, const struct article *art,
                                        const struct live_place *place, struct live_page *out,
                                        struct err *e);

/* The section of an article's page that shows PAGE. OPEN: PAGE has the newest entries, and the page
 * polls for more (public/live.js). */
MUST_CHECK enum err_kind live_include(struct context *c, const struct article *art,
                                      const struct live_page *page, bool open,
                                      struct tpl_include *out, struct err *e);
/* The answer to such a poll: the entries alone. */
MUST_CHECK enum err_kind live_feed_include(struct context *c, const struct article *art,
                                           const struct live_page *page, struct tpl_include *out,
                                           struct err *e);

/* The address of such a poll: "/2026/11/23/slug/live.html". */
struct str live_feed_url(const struct article *art, struct arena *a);

#endif

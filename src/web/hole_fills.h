/* SPDX-License-Identifier: MIT */
/* Fills the holes of a page (cache/hole.h) for one request. */
#ifndef WEB_HOLE_FILLS_H
#define WEB_HOLE_FILLS_H

#include "cache/page.h"
#include "web/context.h"

/* The view that this request has counted, and the counter just after it. The page shows N as the
 * article's own count, so each view shows a different number. */
struct viewed {
    int64_t article_id;
    uint64_t n;
};

struct hole_fills {
    struct str *fills; /* one for each hole, in order, in the context's arena */
    bool has_token;
    uint64_t shown; /* a hash of all fills except tokens: of what a reader can see */
};

/* The fills for PAGE. VIEWED is NULL if no view was counted. */
struct hole_fills hole_fills(struct context *c, const struct page *page,
                             const struct viewed *viewed);

#endif

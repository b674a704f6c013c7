/* SPDX-License-Identifier: MIT */
/* What fills the holes of a page (cache/hole.h) for one request. */
#ifndef WEB_HOLE_FILLS_H
#define WEB_HOLE_FILLS_H

#include "cache/page.h"
#include "web/context.h"

/* A view of an article that this request has counted, and the counter just after it: what the
 * page's own HOLE_VIEWS show, so that each view shows a number of its own. */
struct viewed {
    int64_t article_id;
    uint64_t n;
};

struct hole_fills {
    struct str *fills; /* one for each hole, in order, in the context's arena */
    bool has_token;
    uint64_t shown; /* a hash of all fills but the token's: what a reader sees of them */
};

/* VIEWED: NULL where no view was counted. */
struct hole_fills hole_fills(struct context *c, const struct page *page,
                             const struct viewed *viewed);

#endif

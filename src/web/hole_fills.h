/* SPDX-License-Identifier: MIT */
/* What fills the holes of a page (cache/hole.h) for one request. */
#ifndef WEB_HOLE_FILLS_H
#define WEB_HOLE_FILLS_H

#include "cache/page.h"
#include "web/context.h"

struct hole_fills {
    struct str *fills; /* one for each hole, in order, in the context's arena */
    bool has_token;
    uint64_t shown; /* a hash of all fills but the token's: what a reader sees of them */
};

struct hole_fills hole_fills(struct context *c, const struct page *page);

#endif

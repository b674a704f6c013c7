/* SPDX-License-Identifier: MIT */
/* A hole: a place in rendered text whose content differs from request to request.
 *
 * To make a hole, a handler puts the text of hole_mark where the value will be (in a template
 * variable, or in Markdown output). A mark begins with \x01 and ends with \x02, bytes that no input
 * can contain (base/utf8.h drops them) and that escaping does not change. page_new cuts the text at
 * the marks. */
#ifndef CACHE_HOLE_H
#define CACHE_HOLE_H

#include "base/arena.h"

enum hole_kind {
    HOLE_VIEWS,  /* the live view count of article `id`, plus `base`, grouped */
    HOLE_READS,  /* the same count in words: "16,432 reads" */
    HOLE_TOKEN,  /* a fresh comment form token for article `id` */
    HOLE_AUTHOR, /* a returning commenter's name, e-mail and website, escaped for an attribute */
    HOLE_EMAIL,
    HOLE_URL,
    HOLE_REMEMBERED, /* " checked" if the browser remembers the details; otherwise empty */
    HOLE_KINDS
};

struct hole {
    enum hole_kind kind;
    int64_t id, base;
};

/* The mark of the hole, in A. */
struct str hole_mark(struct arena *a, struct hole hole);

/* Whether the hole is for a returning commenter's details, which are empty for nearly everyone. */
bool hole_is_detail(enum hole_kind kind);

/* A walk through rendered text from hole to hole. Start it as {html, html}. */
struct hole_walk {
    struct str html, rest;
};

/* Finds the next hole, the text before it, and the end of the tag that it includes: `</span>` after
 * a number, `">` after a token; empty if there is none. A malformed mark gives the kind HOLE_KINDS.
 * False if there are no more holes: *before is then the rest of the text. */
bool hole_next(struct hole_walk *w, struct str *before, struct hole *hole, struct str *end);

#endif

/* SPDX-License-Identifier: MIT */
/* A place in rendered text where something stands that differs from one request to the next.
 *
 * How a hole gets into a page: the handler puts the text that hole_mark makes where the value will
 * stand (a template variable, a piece of Markdown output). The mark begins with \x01 and ends with
 * \x02, bytes that no input can contain (base/utf8.h drops them) and that escaping leaves alone.
 * page_new cuts the text at the marks. */
#ifndef CACHE_HOLE_H
#define CACHE_HOLE_H

#include "base/arena.h"

enum hole_kind {
    HOLE_VIEWS,  /* the live view count of article `id`, plus `base`, grouped */
    HOLE_TOKEN,  /* a fresh comment form token for article `id` */
    HOLE_AUTHOR, /* a returning commenter's name, e-mail and website, escaped for an attribute */
    HOLE_EMAIL,
    HOLE_URL,
    HOLE_REMEMBERED, /* " checked" where the browser keeps the details, else nothing */
    HOLE_KINDS
};

struct hole {
    enum hole_kind kind;
    int64_t id, base;
};

/* The text that stands for the hole until page_new cuts there, in A. */
struct str hole_mark(struct arena *a, struct hole hole);

/* Whether it is one of a returning commenter's details: nearly everyone has none. */
bool hole_is_detail(enum hole_kind kind);

/* A walk through rendered text from hole to hole; begins as {html, html}. */
struct hole_walk {
    struct str html, rest;
};

/* The next hole, the text before it, and the end of the tag that it takes along: `</span>` of a
 * number, `">` of a token; empty where there is none. A mark that is none gives a kind of
 * HOLE_KINDS. False where there are no more: *before is what is left. */
bool hole_next(struct hole_walk *w, struct str *before, struct hole *hole, struct str *end);

#endif

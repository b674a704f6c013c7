/* SPDX-License-Identifier: MIT */
/* A rendered page: a text with holes. What differs from request to request (a view count, a form's
 * token, a returning commenter's details) is a hole; the rest is rendered and compressed once. A
 * page's text never changes, and a page is counted by reference, so one thread may send it while
 * another drops it from the cache.
 *
 * A page is stored in the codings that were asked for (coded.h). Each is made when it is first
 * asked for, from one that exists. A value is padded inside the tag that ends after it, to a width
 * with room to grow: "16,432</span   >". So one window serves the whole page. Two kinds of value
 * cannot be padded: a returning commenter's details, which are empty for nearly everyone, and a
 * number without an end tag after it. A page with any of them is sent in gzip with a window for
 * each piece, and never in brotli. */
#ifndef CACHE_PAGE_H
#define CACHE_PAGE_H

#include "base/err.h"
#include "cache/coded.h"
#include "cache/hole.h"

#include <sys/uio.h>

struct page;

/* Makes a page of HTML, cutting it at the marks. The caller owns one reference. ERR_BUG if a mark
 * is malformed. */
MUST_CHECK enum err_kind page_new(struct page **out, struct str html, struct err *e);
struct page *page_ref(struct page *p);
/* Gives one reference back and sets *p to NULL, which it may be already. */
void page_unref(struct page **p);

/* The page's *n holes, in order of appearance. They live as long as the page. */
const struct hole *page_holes(const struct page *p, size_t *n);
/* The number of bytes that the page takes now. */
size_t page_bytes(struct page *p);
/* Adds the page's bytes to *TOTAL, and every later change of them, until page_unwatch subtracts
 * them again. There may be one watcher at a time. */
void page_watch(struct page *p, _Atomic size_t *total);
void page_unwatch(struct page *p);
/* Whether both have the same text and the same holes, and belong to the same article. */
bool page_equal(struct page *x, struct page *y);
/* A hash of the page's own bytes: equal pages have equal tags, whatever fills their holes. */
uint64_t page_tag(const struct page *p);
/* When the page got its present text, in epoch seconds; 0 if not set. Set it before any other
 * thread has the page. */
int64_t page_modified(const struct page *p);
void page_set_modified(struct page *p, int64_t epoch_s);
/* The id of the article that the page belongs to; 0 if none. Set it before any other thread has the
 * page. */
int64_t page_article(const struct page *p);
void page_set_article(struct page *p, int64_t article_id);

enum page_coding { PAGE_IDENTITY, PAGE_GZIP, PAGE_BROTLI };

struct page_body {
    const struct iovec *parts; /* in the arena; they point into `coded`, the arena and the fills */
    int n;
    size_t size; /* of all parts: the Content-Length */
    enum page_coding coding;
    struct coded *coded; /* a reference that the caller owns and keeps until the parts are sent */
    bool again;          /* it was asked for before, and page_improve could make it smaller */
};

/* The body with hole i filled by FILLS[i] (as many as page_holes says; each at most 65535 bytes),
 * in CODING, or in OTHER if the page cannot be had in brotli. `parts` live in A. */
struct page_body page_body(struct page *p, enum page_coding coding, enum page_coding other,
                           const struct str *fills, struct arena *a);

/* Compresses CODED, one of the page's codings, at the best level. The next request takes over the
 * result. Takes no lock. */
void page_improve(struct page *p, const struct coded *coded);
/* Whether anybody except the caller has a reference to the page. */
bool page_is_wanted(const struct page *p);
/* Claims the work of page_improve for CODED: true if nobody has claimed it yet. page_improve_later
 * gives the claim back. */
bool page_improve_now(struct page *p, const struct coded *coded);
void page_improve_later(struct page *p, const struct coded *coded);

#endif

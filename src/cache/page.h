/* SPDX-License-Identifier: MIT */
/* A rendered page: a text with holes in it. What differs from one request to the next (a live view
 * count, a form's token, a returning commenter's details) is a hole; the rest is rendered and
 * compressed once. What a page says never changes, and it is counted by reference, so it may be
 * sent by one thread while another drops it from the cache.
 *
 * A page is kept in the codings that were asked for, each made when it is first asked for from one
 * that is there (coded.h). A value is padded, inside the tag that ends after it, to a width that it
 * can grow in: "16,432</span   >". So one window serves the whole page. Two things cannot be
 * padded: the details of a returning commenter, which are empty for nearly everyone, and a number
 * with no end tag after it. Where there are any, gzip has a window for each piece, and brotli is
 * not given. */
#ifndef CACHE_PAGE_H
#define CACHE_PAGE_H

#include "base/err.h"
#include "cache/coded.h"
#include "cache/hole.h"

#include <sys/uio.h>

struct page;

/* Cuts HTML (marks and all) into a page. The caller owns one reference.
 * ERR_BUG where a mark is malformed. */
MUST_CHECK enum err_kind page_new(struct page **out, struct str html, struct err *e);
struct page *page_ref(struct page *p);
/* Gives one reference back and sets *p to NULL; nothing where *p is NULL. */
void page_unref(struct page **p);

/* The page's holes in order of appearance; *n says how many. They live as long as the page. */
const struct hole *page_holes(const struct page *p, size_t *n);
/* All bytes that the page occupies now. */
size_t page_bytes(struct page *p);
/* Adds them to *TOTAL, and from then on whatever they change by, until page_unwatch takes them off
 * again. One at a time may watch. */
void page_watch(struct page *p, _Atomic size_t *total);
void page_unwatch(struct page *p);
/* True where both have the same text and the same holes, and are of the same article. */
bool page_equal(struct page *x, struct page *y);
/* A hash of the page's own bytes: equal pages have equal tags, whatever fills their holes. */
uint64_t page_tag(const struct page *p);
/* Since when the page is as it is, in epoch seconds; 0 until it is set, which is before anybody
 * else has the page. */
int64_t page_modified(const struct page *p);
void page_set_modified(struct page *p, int64_t epoch_s);
/* The id of the article whose page it is; 0: it is none's. Set before anybody else has the page. */
int64_t page_article(const struct page *p);
void page_set_article(struct page *p, int64_t article_id);

enum page_coding { PAGE_IDENTITY, PAGE_GZIP, PAGE_BROTLI };

struct page_body {
    const struct iovec *parts; /* in the arena; point into CODED, the arena and the fills */
    int n;
    size_t size; /* of all parts: the Content-Length */
    enum page_coding coding;
    struct coded *coded; /* a reference of the caller's, kept until the parts are sent */
    bool again;          /* it was asked for before, and could be smaller: page_improve */
};

/* The body with hole i filled by FILLS[i] (n of page_holes; each at most 65535 bytes), in CODING,
 * or in OTHER where the page cannot be had so, which is for PAGE_BROTLI only. PARTS live in A. */
struct page_body page_body(struct page *p, enum page_coding coding, enum page_coding other,
                           const struct str *fills, struct arena *a);

/* Compresses what CODED, one of the page's, holds at the best level, and leaves it for the next who
 * asks to take over. Takes no lock. */
void page_improve(struct page *p, const struct coded *coded);
/* Whether anybody but the caller has a reference to it. */
bool page_is_wanted(const struct page *p);
/* Whether nobody was promised that yet, and the caller now is. page_improve_later: he will not. */
bool page_improve_now(struct page *p, const struct coded *coded);
void page_improve_later(struct page *p, const struct coded *coded);

#endif

/* SPDX-License-Identifier: MIT */
/* A rendered page: segments of bytes with holes between them. What differs from one request to the
 * next (a live view count, a form's token, a returning commenter's details) is a hole; the rest is
 * rendered and compressed once. What a page says never changes, and it is counted by reference, so
 * it may be sent by one thread while another drops it from the cache.
 *
 * How a hole gets into a page: the handler puts the text that hole_mark makes where the value will
 * stand (a template variable, a piece of Markdown output). The mark begins with \x01 and ends with
 * \x02, bytes that no input can contain (base/utf8.h drops them) and that escaping leaves alone.
 * page_new cuts the text at the marks.
 *
 * The gzip form follows from the same cut. Every segment is deflated on its own and ended with
 * Z_SYNC_FLUSH, hence on a byte boundary; a hole's bytes go between two segments as a stored block
 * (RFC 1951, 3.2.4); the checksum of the whole is joined from the parts. The
 * result is one ordinary gzip member, made without deflating anything. */
#ifndef CACHE_PAGE_H
#define CACHE_PAGE_H

#include "base/arena.h"

#include <sys/uio.h>

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

struct page;

/* Cuts HTML (marks and all) into a page; its segments are compressed when somebody asks for it so.
 * The caller owns one reference.
 * ERR_BUG where a mark is malformed. */
MUST_CHECK enum err_kind page_new(struct page **out, struct str html, struct err *e);
struct page *page_ref(struct page *p);
/* Gives one reference back and sets *p to NULL; nothing where *p is NULL. */
void page_unref(struct page **p);

/* The page's holes in order of appearance; *n says how many. They live as long as the page. */
const struct hole *page_holes(const struct page *p, size_t *n);
/* All bytes that the page occupies, or will once it is compressed (a guess, before it is). */
size_t page_bytes(const struct page *p);
/* True where both have the same text and the same holes. */
bool page_equal(const struct page *x, const struct page *y);
/* A hash of the page's own bytes: equal pages have equal tags, whatever fills their holes. */
uint64_t page_tag(const struct page *p);
/* Since when the page is as it is, in epoch seconds; 0 until it is set, which is before anybody
 * else has the page. */
int64_t page_modified(const struct page *p);
void page_set_modified(struct page *p, int64_t epoch_s);

enum page_coding { PAGE_IDENTITY, PAGE_GZIP };

struct page_body {
    const struct iovec *parts; /* in the arena; point into the page, the arena and FILLS */
    int n;
    size_t size; /* of all parts: the Content-Length */
};

/* The body with hole i filled by FILLS[i] (n of page_holes; each at most 65535 bytes). PARTS live
 * in A and point into the page, which the caller must keep a reference to until they are sent. */
struct page_body page_body(const struct page *p, enum page_coding coding, const struct str *fills,
                           struct arena *a);

#endif

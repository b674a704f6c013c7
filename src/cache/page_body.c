/* SPDX-License-Identifier: MIT */
/* Puts the values into a page's holes and makes the parts that are sent. A part is a piece of the
 * coding, or a fill: the value, padded to the width of its gap where the coding has gaps of fixed
 * widths, with the header of a stored block where it has not. */
#include "cache/page_internal.h"

#include "cache/gzip.h"

#include <assert.h>

enum { FILL_MAX = 65535 /* what a stored block can hold */ };

/* ---- fills ---- */

/* VALUE with the end of its tag, padded to WIDTH. The white space is before the last byte of the
 * end: `16,432</span   >`. */
static struct str value_pad(struct str value, struct str end, uint32_t width, size_t gap,
                            struct arena *a)
{
    const size_t n = value.n + end.n - 1;
    char *to = arena_alloc(a, width);
    if (value.n > 0)
        memcpy(to, value.p, value.n);
    memcpy(to + value.n, end.p, end.n - 1);
    memset(to + n, ' ', width - n);
    to[width - 2] = gap_end(gap);
    to[width - 1] = '>';
    return str_of(to, width);
}

/* The fills of the holes: the values, padded to WIDTHS if they can be. */
static struct str *fills_padded(const struct page *p, const struct str *values,
                                const uint32_t *widths, struct arena *a)
{
    struct str *fills = ARENA_ARRAY(a, struct str, p->n_holes + 1);
    for (size_t i = 0, gap = 0; i < p->n_holes; i++) {
        struct str end = p->spots[i].end;
        fills[i] = page_pads(p, i, values[i]) ? value_pad(values[i], end, widths[i], gap, a)
                   : end.n > 0                ? arena_join(a, values[i], end)
                                              : values[i];
        gap += end.n > 0;
    }
    return fills;
}

/* ---- sending ---- */

/* An iovec's pointer is never const, although writev only reads. */
static void add_part(struct page_body *b, struct iovec *parts, const void *p, size_t n)
{
    if (n == 0)
        return;
    union {
        const void *in;
        void *out;
    } base = {p};
    parts[b->n++] = (struct iovec){.iov_base = base.out, .iov_len = n};
    b->size += n;
}

/* Whether one window can serve the whole page with VALUES. */
static bool is_whole(const struct page *p, const struct str *values)
{
    for (size_t i = 0; !p->open && i < p->n_holes; i++)
        if (!page_pads(p, i, values[i]) && (p->spots[i].end.n > 0 || values[i].n > 0))
            return false;
    return !p->open;
}

static enum coded_kind kind_of(enum page_coding coding, bool whole)
{
    if (coding == PAGE_IDENTITY)
        return CODED_TEXT;
    if (!whole)
        return CODED_SEGMENTS;
    return coding == PAGE_BROTLI ? CODED_BROTLI : CODED_GZIP;
}

static enum page_coding coding_of(const struct coded *c)
{
    return c->kind == CODED_TEXT     ? PAGE_IDENTITY
           : c->kind == CODED_BROTLI ? PAGE_BROTLI
                                     : PAGE_GZIP;
}

/* The FILLS of those holes that are gaps in C, in order. */
static const struct str *gap_fills(const struct page *p, const struct coded *c,
                                   const struct str *fills, struct arena *a)
{
    if (c->n == p->n_holes)
        return fills;
    struct str *own = ARENA_ARRAY(a, struct str, c->n + 1);
    for (size_t i = 0, gap = 0; i < p->n_holes; i++)
        if (p->spots[i].end.n > 0)
            own[gap++] = fills[i];
    return own;
}

/* A fill and the header of its stored block as one part: copying a short fill costs less than
 * another iovec. */
static struct str stored(struct str fill, struct arena *a)
{
    char *to = arena_alloc(a, GZIP_STORED_HEADER + fill.n);
    gzip_stored_header(to, fill.n);
    if (fill.n > 0)
        memcpy(to + GZIP_STORED_HEADER, fill.p, fill.n);
    return str_of(to, GZIP_STORED_HEADER + fill.n);
}

struct page_body page_body(struct page *p, enum page_coding coding, enum page_coding other,
                           const struct str *values, struct arena *a)
{
    for (size_t i = 0; i < p->n_holes; i++)
        assert(values[i].n <= FILL_MAX);
    const bool whole = is_whole(p, values);
    if (coding == PAGE_BROTLI && !whole)
        coding = other;
    uint32_t *widths = ARENA_ARRAY(a, uint32_t, p->n_holes + 1);
    bool again;
    struct coded *c = page_coding_get(p, kind_of(coding, whole), values, widths, &again);
    if (c == NULL)
        c = page_coding_get(p, kind_of(other, whole), values, widths, &again);

    const struct str *fills = gap_fills(p, c, fills_padded(p, values, widths, a), a);
    struct iovec *parts = arena_alloc(a, (2 * c->n + 2) * sizeof *parts);
    struct page_body b = {.parts = parts, .coding = coding_of(c), .coded = c, .again = again};
    for (size_t i = 0; i <= c->n; i++) {
        add_part(&b, parts, c->pieces[i].p, c->pieces[i].n);
        if (i == c->n)
            break;
        struct str fill = c->kind == CODED_SEGMENTS ? stored(fills[i], a) : fills[i];
        add_part(&b, parts, fill.p, fill.n);
    }
    if (c->sums != NULL) {
        char *trailer = arena_alloc(a, GZIP_TRAILER);
        gzip_trailer(c, fills, trailer);
        add_part(&b, parts, trailer, GZIP_TRAILER);
    }
    return b;
}

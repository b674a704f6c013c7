/* SPDX-License-Identifier: MIT */
/* A page is two blocks of memory: the struct with its holes, segments and the plain bytes; and the
 * deflated bytes. N holes make N + 1 segments, of which any may be empty.
 *
 * The first segment's deflated form has gzip's header before it, so that a body begins with one
 * part. An empty segment has no deflated form, but for the last, which ends the stream. */
#include "cache/page.h"

#include "base/buf.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#define ZLIB_CONST /* its input pointers are const */
#include <zlib.h>

enum {
    LEVEL = 6,
    GZIP_HEADER = 10,
    GZIP_TRAILER = 8,
    STORED_HEADER = 5,
    FILL_MAX = 65535, /* what a stored block can hold */
};

struct segment {
    const char *plain, *gzip;
    size_t plain_n, gzip_n;
    uLong crc, crc_op; /* of the plain bytes; crc32_combine_gen of plain_n */
};

struct page {
    atomic_uint refs;
    size_t bytes;
    uint64_t tag;
    int64_t modified;
    size_t n_holes;
    struct hole *holes;
    struct segment *segments; /* n_holes + 1 */
    char *gzip;
};

static void *must(void *p)
{
    if (p == NULL) {
        fputs("broadsheet: out of memory\n", stderr);
        abort();
    }
    return p;
}

/* ---- marks ---- */

/* Digits, commas and a minus sign: no escaping and no Markdown changes them. */
struct str hole_mark(struct arena *a, struct hole hole)
{
    return arena_printf(a, "\x01%d,%lld,%lld\x02", (int)hole.kind, (long long)hole.id,
                        (long long)hole.base);
}

/* Takes the next mark off *rest: *before is what stands before it. False at the end, where *before
 * is all of *rest. A mark that is none gives a kind of HOLE_KINDS. */
static bool next_mark(struct str *rest, struct str *before, struct hole *hole)
{
    size_t at = str_index(*rest, '\x01');
    *before = str_head(*rest, at);
    if (str_index(*before, '\x02') < before->n) {
        hole->kind = HOLE_KINDS;
        return true;
    }
    if (at == rest->n) {
        *rest = STR_NONE;
        return false;
    }
    struct str body = str_skip(*rest, at + 1);
    size_t end = str_index(body, '\x02');
    *rest = str_skip(body, end + 1);
    int64_t kind = HOLE_KINDS;
    struct str numbers = str_head(body, end);
    bool good = end < body.n && str_int(str_split(&numbers, ','), &kind) &&
                str_int(str_split(&numbers, ','), &hole->id) && str_int(numbers, &hole->base) &&
                kind >= 0;
    hole->kind = good && kind < HOLE_KINDS ? (enum hole_kind)kind : HOLE_KINDS;
    return true;
}

static bool count_marks(struct str html, size_t *n_holes, size_t *plain_bytes)
{
    struct str before;
    struct hole hole;
    *n_holes = *plain_bytes = 0;
    while (next_mark(&html, &before, &hole)) {
        if (hole.kind == HOLE_KINDS)
            return false;
        ++*n_holes;
        *plain_bytes += before.n;
    }
    *plain_bytes += before.n;
    return true;
}

/* FNV-1a, 64 bits. The marks are hashed too: a page whose holes stand elsewhere is another. */
static uint64_t hash(struct str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
    return h;
}

/* ---- making ---- */

static void put_le(unsigned char *to, uint32_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to[i] = (unsigned char)(v >> (8 * i));
}

/* Deflates S on its own to the end of OUT, up to a byte boundary; LAST ends the stream. */
static void deflate_segment(z_stream *z, struct str s, bool last, struct buf *out)
{
    if (s.n == 0 && !last)
        return;
    deflateReset(z);
    size_t room = deflateBound(z, s.n) + 16; /* the mark of a flush is at most 6 bytes */
    z->next_in = (const Bytef *)s.p;
    z->avail_in = (uInt)s.n;
    z->next_out = (Bytef *)buf_reserve(out, room);
    z->avail_out = (uInt)room;
    int r = deflate(z, last ? Z_FINISH : Z_SYNC_FLUSH);
    assert(r == (last ? Z_STREAM_END : Z_OK) && z->avail_in == 0 && z->avail_out > 0);
    (void)r;
    out->n += room - z->avail_out;
}

/* The struct and its arrays, with room for the plain bytes at *plain. */
static struct page *page_alloc(size_t n_holes, size_t plain_bytes, char **plain)
{
    const size_t segments = (n_holes + 1) * sizeof(struct segment);
    const size_t holes = n_holes * sizeof(struct hole);
    size_t bytes = sizeof(struct page) + segments + holes + plain_bytes;
    char *at = must(calloc(1, bytes));
    struct page *p = (struct page *)(void *)at;
    at += sizeof *p;
    p->segments = (struct segment *)(void *)at;
    at += segments;
    p->holes = (struct hole *)(void *)at;
    *plain = at + holes;
    p->bytes = bytes;
    p->n_holes = n_holes;
    atomic_init(&p->refs, 1);
    return p;
}

/* Cuts HTML, whose marks are good, at them. */
static void cut(struct page *p, struct str html, char *plain)
{
    for (size_t i = 0; i <= p->n_holes; i++) {
        struct str before;
        struct hole hole;
        if (next_mark(&html, &before, &hole))
            p->holes[i] = hole;
        struct segment *s = &p->segments[i];
        s->plain = plain;
        s->plain_n = before.n;
        if (before.n > 0)
            memcpy(plain, before.p, before.n);
        plain += before.n;
        s->crc = crc32_z(0, (const Bytef *)s->plain, s->plain_n);
        s->crc_op = crc32_combine_gen((z_off_t)s->plain_n);
    }
}

static void compress_segments(struct page *p)
{
    static const char header[GZIP_HEADER] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, 3};
    z_stream z = {0};
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        must(NULL);
    struct buf out = {0};
    buf_add(&out, str_of(header, sizeof header));
    for (size_t i = 0, from = 0; i <= p->n_holes; i++, from = out.n) {
        struct segment *s = &p->segments[i];
        deflate_segment(&z, str_of(s->plain, s->plain_n), i == p->n_holes, &out);
        s->gzip_n = out.n - from;
    }
    deflateEnd(&z);
    p->gzip = must(realloc(out.p, out.n)); /* without the room for more */
    p->bytes += out.n;
    const char *at = p->gzip;
    for (size_t i = 0; i <= p->n_holes; i++) {
        p->segments[i].gzip = at;
        at += p->segments[i].gzip_n;
    }
}

enum err_kind page_new(struct page **out, struct str html, struct err *e)
{
    assert(html.n <= UINT32_MAX / 2);
    size_t n_holes, plain_bytes;
    if (!count_marks(html, &n_holes, &plain_bytes))
        return err_set(e, ERR_BUG, "the page has a malformed mark after %zu good ones", n_holes);
    char *plain;
    struct page *p = page_alloc(n_holes, plain_bytes, &plain);
    p->tag = hash(html);
    cut(p, html, plain);
    compress_segments(p);
    *out = p;
    return OK;
}

struct page *page_ref(struct page *p)
{
    atomic_fetch_add_explicit(&p->refs, 1, memory_order_relaxed);
    return p;
}

void page_unref(struct page **p)
{
    if (*p != NULL && atomic_fetch_sub_explicit(&(*p)->refs, 1, memory_order_acq_rel) == 1) {
        free((*p)->gzip);
        free(*p);
    }
    *p = NULL;
}

const struct hole *page_holes(const struct page *p, size_t *n)
{
    *n = p->n_holes;
    return p->holes;
}

size_t page_bytes(const struct page *p)
{
    return p->bytes;
}

uint64_t page_tag(const struct page *p)
{
    return p->tag;
}

int64_t page_modified(const struct page *p)
{
    return p->modified;
}

void page_set_modified(struct page *p, int64_t epoch_s)
{
    p->modified = epoch_s;
}

/* ---- sending ---- */

/* An iovec's pointer is not const, though writev only reads. */
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

static void identity_body(const struct page *p, const struct str *fills, struct page_body *b,
                          struct iovec *parts)
{
    for (size_t i = 0; i <= p->n_holes; i++) {
        add_part(b, parts, p->segments[i].plain, p->segments[i].plain_n);
        if (i < p->n_holes)
            add_part(b, parts, fills[i].p, fills[i].n);
    }
}

/* A fill is copied behind its block's header: shorter than one more part, and fills are short. */
static void gzip_body(const struct page *p, const struct str *fills, size_t fill_bytes,
                      struct page_body *b, struct iovec *parts, struct arena *a)
{
    unsigned char *own = arena_alloc(a, fill_bytes + p->n_holes * STORED_HEADER + GZIP_TRAILER);
    uLong crc = p->segments[0].crc;
    size_t plain_n = p->segments[0].plain_n + fill_bytes;
    add_part(b, parts, p->segments[0].gzip, p->segments[0].gzip_n);
    for (size_t i = 0; i < p->n_holes; i++) {
        const struct segment *next = &p->segments[i + 1];
        uint32_t n = (uint32_t)fills[i].n;
        own[0] = 0; /* a stored block, not the last one */
        put_le(own + 1, n, 2);
        put_le(own + 3, ~n, 2);
        if (n > 0) {
            memcpy(own + STORED_HEADER, fills[i].p, n);
            crc = crc32_z(crc, own + STORED_HEADER, n);
        }
        add_part(b, parts, own, STORED_HEADER + n);
        own += STORED_HEADER + n;
        add_part(b, parts, next->gzip, next->gzip_n);
        crc = crc32_combine_op(crc, next->crc, next->crc_op);
        plain_n += next->plain_n;
    }
    put_le(own, (uint32_t)crc, 4);
    put_le(own + 4, (uint32_t)plain_n, 4);
    add_part(b, parts, own, GZIP_TRAILER);
}

struct page_body page_body(const struct page *p, enum page_coding coding, const struct str *fills,
                           struct arena *a)
{
    size_t fill_bytes = 0;
    for (size_t i = 0; i < p->n_holes; i++) {
        assert(fills[i].n <= FILL_MAX);
        fill_bytes += fills[i].n;
    }
    struct iovec *parts = arena_alloc(a, (2 * p->n_holes + 2) * sizeof *parts);
    struct page_body b = {.parts = parts};
    if (coding == PAGE_GZIP)
        gzip_body(p, fills, fill_bytes, &b, parts, a);
    else
        identity_body(p, fills, &b, parts);
    return b;
}

/* SPDX-License-Identifier: MIT */
/* A page is a block of memory with its holes, its segments and the plain bytes; and, from the first
 * time on that somebody asks for it, a block with the deflated form. N holes make N + 1 segments,
 * of which any may be empty.
 *
 * Most pages are asked for a few times until something on the site changes, and some very often. So
 * a page is deflated quickly at first, and once more, thoroughly (which takes twice as long, for
 * a tenth of the bytes), when it has shown that this pays. The quick form stays with the page:
 * somebody may still be sending it.
 *
 * The first segment's deflated form has gzip's header before it, so that a body begins with one
 * part. An empty segment has no deflated form, but for the last, which ends the stream. */
#include "cache/page.h"

#include "base/buf.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#define ZLIB_CONST /* its input pointers are const */
#include <zlib.h>

enum {
    LEVEL_QUICK = 1,
    LEVEL_THOROUGH = 6,
    THOROUGH_AT = 32, /* the use at which a page is deflated again */
    STREAMS_KEPT = 2,
    GZIP_HEADER = 10,
    GZIP_TRAILER = 8,
    STORED_HEADER = 5,
    FILL_MAX = 65535, /* what a stored block can hold */
    LONG = 1024,      /* bytes of a segment; shorter ones share what they advance */
};

/* What a checksum becomes when a segment's length follows: for each of its eight hexadecimal
 * digits, by the digit's value, its part of the outcome. crc32_combine_op does the same bit by bit.
 */
struct advance {
    uint32_t part[8][16];
};

/* A segment's deflated form, and what the checksum of the whole is joined from. */
struct piece {
    const char *p;
    size_t n;
    uint32_t crc; /* of the plain bytes */
    const struct advance *over;
};

struct deflated {
    size_t bytes; /* of this block */
    bool thorough;
    struct piece pieces[]; /* n_holes + 1, then what LONG segments advance, and then the bytes */
};

struct page {
    atomic_uint refs;
    size_t own_bytes;          /* of this block */
    _Atomic size_t gzip_bytes; /* of the deflated forms; a guess before there is one */
    uint64_t tag;
    int64_t modified;
    size_t n_holes;
    struct hole *holes;
    struct str *segments; /* n_holes + 1 */

    pthread_mutex_t lock; /* of making the first deflated form */
    struct deflated *_Atomic gzip;
    struct deflated *quick; /* the first one, where there are two */
    _Atomic unsigned gzip_uses;
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

/* Of eight bytes at a time (multiplied and turned; the end is mixed as MurmurHash3 does it). The
 * marks are hashed too: a page whose holes stand elsewhere is another. */
static uint64_t hash(struct str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325) ^ s.n, word;
    const char *p = s.p, *whole = s.p + s.n / sizeof word * sizeof word;
    for (; p < whole; p += sizeof word) {
        memcpy(&word, p, sizeof word);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h = h << 29 | h >> 35;
    }
    word = 0;
    if (s.n % sizeof word > 0) /* an empty text may have no address */
        memcpy(&word, p, s.n % sizeof word);
    h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

/* ---- making ---- */

static void put_le(unsigned char *to, uint32_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to[i] = (unsigned char)(v >> (8 * i));
}

/* zlib's memory, a quarter of a megabyte each, is kept for the next page. */
static struct {
    pthread_mutex_t lock;
    z_stream *kept[STREAMS_KEPT];
    int n;
} streams = {.lock = PTHREAD_MUTEX_INITIALIZER};

static z_stream *stream_take(void)
{
    z_stream *z = NULL;
    pthread_mutex_lock(&streams.lock);
    if (streams.n > 0)
        z = streams.kept[--streams.n];
    pthread_mutex_unlock(&streams.lock);
    if (z != NULL)
        return z;
    z = must(calloc(1, sizeof *z));
    if (deflateInit2(z, LEVEL_QUICK, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        must(NULL);
    return z;
}

static void stream_give_back(z_stream *z)
{
    pthread_mutex_lock(&streams.lock);
    bool kept = streams.n < STREAMS_KEPT;
    if (kept)
        streams.kept[streams.n++] = z;
    pthread_mutex_unlock(&streams.lock);
    if (kept)
        return;
    deflateEnd(z);
    free(z);
}

/* ---- checksums ----
 *
 * That of A and B one after the other is A's, multiplied by x^(8n), n being the length of B, and
 * added to B's, in the polynomials over GF(2) modulo that of CRC-32; bit 31 is x^0 (zlib's
 * crc32.c). */

static struct advance advance_over(size_t n)
{
    enum { CRC_32 = 0xEDB88320 };
    struct advance a = {0};
    /* What each bit becomes: first x^0, and each next one is that times x. */
    uLong one = crc32_combine_op(0x80000000, 0, crc32_combine_gen((z_off_t)n));
    for (int bit = 31; bit >= 0; bit--, one = one >> 1 ^ (one & 1 ? CRC_32 : 0)) {
        uint32_t *part = a.part[bit / 4], value = UINT32_C(1) << bit % 4;
        for (uint32_t digit = 0; digit < 16; digit++)
            part[digit] ^= digit & value ? (uint32_t)one : 0;
    }
    return a;
}

/* The same for a short segment, whose length many pages have; it is kept for good. */
static const struct advance *advance_shared(size_t n)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static struct advance *known[LONG];
    pthread_mutex_lock(&lock);
    if (known[n] == NULL) {
        known[n] = must(malloc(sizeof *known[n]));
        *known[n] = advance_over(n);
    }
    pthread_mutex_unlock(&lock);
    return known[n];
}

static uint32_t advanced(uint32_t crc, const struct advance *over)
{
    uint32_t sum = 0;
    for (int i = 0; i < 8; i++, crc >>= 4)
        sum ^= over->part[i][crc & 15];
    return sum;
}

/* ---- deflating ---- */

/* Deflates S on its own to the end of OUT, up to a byte boundary; LAST ends the stream. */
static void deflate_segment(z_stream *z, int level, struct str s, bool last, struct buf *out)
{
    if (s.n == 0 && !last)
        return;
    deflateReset(z);
    deflateParams(z, level, Z_DEFAULT_STRATEGY);
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

static bool is_long(const struct page *p, size_t i)
{
    return p->segments[i].n >= LONG;
}

/* The bytes of a deflated form before what is deflated. */
static size_t deflated_head(const struct page *p)
{
    size_t n_long = 0;
    for (size_t i = 0; i <= p->n_holes; i++)
        n_long += is_long(p, i);
    return sizeof(struct deflated) + (p->n_holes + 1) * sizeof(struct piece) +
           n_long * sizeof(struct advance);
}

static struct deflated *deflate_page(const struct page *p, bool thorough)
{
    static const char header[GZIP_HEADER] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, 3};
    const size_t head = deflated_head(p);
    struct buf out = {0};
    buf_reserve(&out, head + p->own_bytes / 2);
    out.n = head;
    buf_add(&out, str_of(header, sizeof header));
    size_t *ends = must(malloc((p->n_holes + 1) * sizeof *ends));
    z_stream *z = stream_take();
    for (size_t i = 0; i <= p->n_holes; i++) {
        deflate_segment(z, thorough ? LEVEL_THOROUGH : LEVEL_QUICK, p->segments[i], i == p->n_holes,
                        &out);
        ends[i] = out.n;
    }
    stream_give_back(z);
    struct deflated *d = must(realloc(out.p, out.n)); /* without the room for more */
    d->bytes = out.n;
    d->thorough = thorough;
    struct advance *own = (struct advance *)(void *)&d->pieces[p->n_holes + 1];
    for (size_t i = 0, from = head; i <= p->n_holes; from = ends[i++]) {
        struct str s = p->segments[i];
        if (is_long(p, i))
            *own = advance_over(s.n);
        d->pieces[i] = (struct piece){
            .p = (const char *)d + from,
            .n = ends[i] - from,
            .crc = (uint32_t)crc32_z(0, (const Bytef *)s.p, s.n),
            .over = is_long(p, i) ? own++ : advance_shared(s.n),
        };
    }
    free(ends);
    return d;
}

/* The deflated form, made at the first use, and again at THOROUGH_AT. */
static const struct deflated *deflated(struct page *p)
{
    struct deflated *d = atomic_load_explicit(&p->gzip, memory_order_acquire);
    if (d != NULL && d->thorough)
        return d;
    unsigned use = atomic_fetch_add_explicit(&p->gzip_uses, 1, memory_order_relaxed) + 1;
    if (d == NULL) {
        pthread_mutex_lock(&p->lock);
        d = atomic_load_explicit(&p->gzip, memory_order_acquire);
        if (d == NULL) {
            d = deflate_page(p, false);
            atomic_store_explicit(&p->gzip_bytes, d->bytes, memory_order_relaxed);
            atomic_store_explicit(&p->gzip, d, memory_order_release);
        }
        pthread_mutex_unlock(&p->lock);
    } else if (use == THOROUGH_AT) {
        p->quick = d;
        d = deflate_page(p, true);
        atomic_fetch_add_explicit(&p->gzip_bytes, d->bytes, memory_order_relaxed);
        atomic_store_explicit(&p->gzip, d, memory_order_release);
    }
    return d;
}

/* The struct and its arrays, with room for the plain bytes at *plain. */
static struct page *page_alloc(size_t n_holes, size_t plain_bytes, char **plain)
{
    const size_t segments = (n_holes + 1) * sizeof(struct str);
    const size_t holes = n_holes * sizeof(struct hole);
    size_t bytes = sizeof(struct page) + segments + holes + plain_bytes;
    char *at = must(malloc(bytes));
    struct page *p = (struct page *)(void *)at;
    memset(p, 0, sizeof *p + segments + holes);
    at += sizeof *p;
    p->segments = (struct str *)(void *)at;
    at += segments;
    p->holes = (struct hole *)(void *)at;
    *plain = at + holes;
    p->own_bytes = bytes;
    p->n_holes = n_holes;
    atomic_init(&p->refs, 1);
    pthread_mutex_init(&p->lock, NULL);
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
        p->segments[i] = str_of(plain, before.n);
        if (before.n > 0)
            memcpy(plain, before.p, before.n);
        plain += before.n;
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
    atomic_init(&p->gzip_bytes, deflated_head(p) + plain_bytes / 3);
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
        pthread_mutex_destroy(&(*p)->lock);
        free((*p)->quick);
        free(atomic_load_explicit(&(*p)->gzip, memory_order_relaxed));
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
    return p->own_bytes + atomic_load_explicit(&p->gzip_bytes, memory_order_relaxed);
}

bool page_equal(const struct page *x, const struct page *y)
{
    if (x->tag != y->tag || x->own_bytes != y->own_bytes || x->n_holes != y->n_holes)
        return false;
    for (size_t i = 0; i <= x->n_holes; i++)
        if (!str_eq(x->segments[i], y->segments[i]))
            return false;
    for (size_t i = 0; i < x->n_holes; i++)
        if (x->holes[i].kind != y->holes[i].kind || x->holes[i].id != y->holes[i].id ||
            x->holes[i].base != y->holes[i].base)
            return false;
    return true;
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
        add_part(b, parts, p->segments[i].p, p->segments[i].n);
        if (i < p->n_holes)
            add_part(b, parts, fills[i].p, fills[i].n);
    }
}

/* A fill is copied behind its block's header: shorter than one more part, and fills are short. */
static void gzip_body(const struct page *p, const struct str *fills, size_t fill_bytes,
                      struct page_body *b, struct iovec *parts, struct arena *a)
{
    /* The form that is made at its first use is not of what the page says. */
    const struct deflated *d = deflated((struct page *)(uintptr_t)p);
    unsigned char *own = arena_alloc(a, fill_bytes + p->n_holes * STORED_HEADER + GZIP_TRAILER);
    uint32_t crc = d->pieces[0].crc;
    size_t plain_n = p->segments[0].n + fill_bytes;
    add_part(b, parts, d->pieces[0].p, d->pieces[0].n);
    for (size_t i = 0; i < p->n_holes; i++) {
        const struct piece *next = &d->pieces[i + 1];
        uint32_t n = (uint32_t)fills[i].n;
        own[0] = 0; /* a stored block, not the last one */
        put_le(own + 1, n, 2);
        put_le(own + 3, ~n, 2);
        if (n > 0) {
            memcpy(own + STORED_HEADER, fills[i].p, n);
            crc = (uint32_t)crc32_z(crc, own + STORED_HEADER, n);
        }
        add_part(b, parts, own, STORED_HEADER + n);
        own += STORED_HEADER + n;
        add_part(b, parts, next->p, next->n);
        crc = advanced(crc, next->over) ^ next->crc;
        plain_n += p->segments[i + 1].n;
    }
    put_le(own, crc, 4);
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

/* SPDX-License-Identifier: MIT */
/* A page is a block of memory with its holes, and up to four codings of its text.
 *
 * At first there is only the plain text. It is dropped as soon as there is another coding, unless
 * plain text is asked for repeatedly: it takes four times as much memory, and any other coding can
 * be decoded in a tenth of a millisecond. A coding is made quickly when it is first asked for. When
 * it is asked for again, the press makes it at the best level (press.h). The quick one is freed
 * when the last thread has sent it.
 *
 * The first values set the widths of the holes, with room to grow. If a value outgrows its hole,
 * the hole gets wider, and the codings that depend on the width are made again. */
#include "cache/page.h"

#include "base/die.h"
#include "base/hash.h"
#include "cache/gzip.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

enum {
    FILL_MAX = 65535, /* what a stored block can hold */
    KEPT_AT = 2,      /* from this use on, plain text is kept beside other codings */
    AGAIN_AT = 2,     /* from this use on, a coding is worth the best level */
};

/* The place of a hole in the text, and the end of the tag that the hole includes: `</span>` after a
 * number, `">` after a token; empty if there is none. The end is not part of the text. */
struct spot {
    uint32_t at;
    struct str end;
};

struct page {
    atomic_uint refs;
    uint64_t tag;
    int64_t modified, article;
    size_t n_holes, n_gaps; /* gaps: holes that include the end of a tag */
    size_t text_n, block_bytes;
    bool open; /* some hole is never empty and includes no tag's end, so it cannot be padded */
    struct hole *holes;
    struct spot *spots;
    uint32_t *widths; /* of the gaps; guarded by `lock` */

    pthread_mutex_t making; /* held while a coding is made; taken before `lock` */
    pthread_mutex_t lock;   /* guards the members below */
    struct coded *codings[CODED_KINDS];
    unsigned uses[CODED_KINDS];
    bool no_brotli;
    size_t bytes;
    _Atomic size_t *total; /* of the watcher (page_watch); or NULL */

    /* For each coding: its replacement at the best level, and whether that is being made. */
    struct coded *_Atomic better[CODED_KINDS];
    atomic_bool promised[CODED_KINDS];
};

/* ---- making ---- */

/* Counts the holes and the bytes of the tags' ends. False if a mark is malformed. */
static bool measure(struct str html, size_t *n_holes, size_t *ends_n)
{
    struct hole_walk w = {html, html};
    struct str before, end;
    struct hole hole;
    *n_holes = *ends_n = 0;
    while (hole_next(&w, &before, &hole, &end)) {
        if (hole.kind == HOLE_KINDS)
            return false;
        ++*n_holes;
        *ends_n += end.n;
    }
    return true;
}

/* Allocates the page and its arrays, with room for the tags' ends at *ends. */
static struct page *page_alloc(size_t n_holes, size_t ends_n, char **ends)
{
    const size_t one = sizeof(struct hole) + sizeof(struct spot) + sizeof(uint32_t);
    const size_t bytes = sizeof(struct page) + n_holes * one + ends_n;
    struct page *p = check_memory(calloc(1, bytes));
    p->holes = (struct hole *)(void *)(p + 1);
    p->spots = (struct spot *)(void *)(p->holes + n_holes);
    p->widths = (uint32_t *)(void *)(p->spots + n_holes);
    *ends = (char *)(p->widths + n_holes);
    p->block_bytes = p->bytes = bytes;
    p->n_holes = n_holes;
    atomic_init(&p->refs, 1);
    pthread_mutex_init(&p->making, NULL);
    pthread_mutex_init(&p->lock, NULL);
    return p;
}

/* Records the holes of HTML, whose marks have been checked, and adds the text between them to TEXT.
 */
static void cut_holes(struct page *p, struct str html, char *ends, struct buf *text)
{
    struct hole_walk w = {html, html};
    struct str before, end;
    for (size_t i = 0; hole_next(&w, &before, &p->holes[i], &end); i++) {
        buf_add(text, before);
        if (end.n > 0)
            memcpy(ends, end.p, end.n);
        p->spots[i] = (struct spot){(uint32_t)text->n, str_of(ends, end.n)};
        p->n_gaps += end.n > 0;
        p->open = p->open || (end.n == 0 && !hole_is_detail(p->holes[i].kind));
        ends += end.n;
    }
    buf_add(text, before);
    p->text_n = text->n;
}

/* ---- codings ---- */

/* Whether a coding of this kind depends on the widths of its gaps. */
static bool has_widths(enum coded_kind kind)
{
    return kind == CODED_GZIP || kind == CODED_BROTLI;
}

/* Adds DELTA to the page's size. With the lock held. */
static void bytes_change(struct page *p, size_t delta)
{
    p->bytes += delta;
    if (p->total != NULL)
        atomic_fetch_add_explicit(p->total, delta, memory_order_relaxed);
}

/* Makes C the page's coding KIND, and takes over its reference. C may be NULL. With the lock held.
 */
static void coding_set(struct page *p, enum coded_kind kind, struct coded *c)
{
    struct coded *old = p->codings[kind];
    bytes_change(p, (c != NULL ? c->bytes : 0) - (old != NULL ? old->bytes : 0));
    coded_unref(&old);
    p->codings[kind] = c;
}

/* Makes TEXT into a coding of P. WIDTHS are those of its holes, if KIND depends on them. */
static struct coded *coding_make(const struct page *p, enum coded_kind kind, struct str text,
                                 const uint32_t *widths)
{
    struct gap *gaps = check_memory(malloc((p->n_holes + 1) * sizeof *gaps));
    size_t n = 0;
    for (size_t i = 0; i < p->n_holes; i++) {
        if (!has_widths(kind))
            gaps[n++] = (struct gap){.at = p->spots[i].at};
        else if (p->spots[i].end.n > 0)
            gaps[n++] = (struct gap){p->spots[i].at, widths[i]};
    }
    struct coded *c =
        coded_make(kind, EFFORT_QUICK, &(struct cut){.text = text, .gaps = gaps, .n = n});
    free(gaps);
    return c;
}

enum err_kind page_new(struct page **out, struct str html, struct err *e)
{
    assert(html.n <= UINT32_MAX / 2);
    html = html.n > 0 ? html : STR(""); /* an empty text may have no address */
    size_t n_holes, ends_n;
    if (!measure(html, &n_holes, &ends_n))
        return err_set(e, ERR_BUG, "the page has a malformed mark after %zu good ones", n_holes);
    char *ends;
    struct page *p = page_alloc(n_holes, ends_n, &ends);
    struct buf text = {0};
    buf_reserve(&text, html.n);
    cut_holes(p, html, ends, &text);
    p->tag = hash_text(html);
    coding_set(p, CODED_TEXT, coding_make(p, CODED_TEXT, buf_str(&text), NULL));
    buf_release(&text);
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
    struct page *page = *p;
    *p = NULL;
    if (page == NULL || atomic_fetch_sub_explicit(&page->refs, 1, memory_order_acq_rel) != 1)
        return;
    assert(page->total == NULL);
    for (int kind = 0; kind < CODED_KINDS; kind++) {
        struct coded *better = atomic_load_explicit(&page->better[kind], memory_order_relaxed);
        coded_unref(&better);
        coded_unref(&page->codings[kind]);
    }
    pthread_mutex_destroy(&page->making);
    pthread_mutex_destroy(&page->lock);
    free(page);
}

/* ---- properties ---- */

const struct hole *page_holes(const struct page *p, size_t *n)
{
    *n = p->n_holes;
    return p->holes;
}

size_t page_bytes(struct page *p)
{
    pthread_mutex_lock(&p->lock);
    size_t bytes = p->bytes;
    pthread_mutex_unlock(&p->lock);
    return bytes;
}

void page_watch(struct page *p, _Atomic size_t *total)
{
    pthread_mutex_lock(&p->lock);
    assert(p->total == NULL);
    p->total = total;
    atomic_fetch_add_explicit(total, p->bytes, memory_order_relaxed);
    pthread_mutex_unlock(&p->lock);
}

void page_unwatch(struct page *p)
{
    pthread_mutex_lock(&p->lock);
    atomic_fetch_sub_explicit(p->total, p->bytes, memory_order_relaxed);
    p->total = NULL;
    pthread_mutex_unlock(&p->lock);
}

/* Any of the page's codings, the plain text before the others, with a reference. With the lock
 * held. There is always one. */
static struct coded *coding_any(const struct page *p)
{
    for (int kind = 0; kind < CODED_KINDS; kind++)
        if (p->codings[kind] != NULL)
            return coded_ref(p->codings[kind]);
    check_memory(NULL);
    return NULL;
}

/* The page's text, at the end of TEXT. */
static void page_text(struct page *p, struct buf *text)
{
    pthread_mutex_lock(&p->lock);
    struct coded *any = coding_any(p);
    pthread_mutex_unlock(&p->lock);
    coded_text(any, text);
    coded_unref(&any);
}

static bool holes_equal(const struct page *x, const struct page *y)
{
    for (size_t i = 0; i < x->n_holes; i++)
        if (x->holes[i].kind != y->holes[i].kind || x->holes[i].id != y->holes[i].id ||
            x->holes[i].base != y->holes[i].base || x->spots[i].at != y->spots[i].at ||
            !str_eq(x->spots[i].end, y->spots[i].end))
            return false;
    return true;
}

bool page_equal(struct page *x, struct page *y)
{
    if (x == y)
        return true;
    if (x->tag != y->tag || x->article != y->article || x->text_n != y->text_n ||
        x->n_holes != y->n_holes || !holes_equal(x, y))
        return false;
    struct buf a = {0}, b = {0};
    page_text(x, &a);
    page_text(y, &b);
    bool equal = str_eq(buf_str(&a), buf_str(&b));
    buf_release(&a);
    buf_release(&b);
    return equal;
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

int64_t page_article(const struct page *p)
{
    return p->article;
}

void page_set_article(struct page *p, int64_t article_id)
{
    p->article = article_id;
}

/* ---- widths ---- */

/* The least width for a value: the value, the tag's end, and one byte of white space in it. */
static uint32_t width_least(const struct page *p, size_t i, struct str value)
{
    return (uint32_t)(value.n + p->spots[i].end.n + 1);
}

/* How much longer a value may become; a token has one length. */
static uint32_t width_growth(const struct page *p, size_t i, struct str value)
{
    return p->holes[i].kind == HOLE_TOKEN ? 0 : (uint32_t)(value.n / 2 + 3);
}

/* Whether a value is padded: its hole includes the end of a tag, and it is not absurdly long. */
static bool is_padded(const struct page *p, size_t i, struct str value)
{
    return p->spots[i].end.n > 0 && width_least(p, i, value) + width_growth(p, i, value) <= GAP_MAX;
}

/* Widens the holes so that FILLS fit. If a width has changed, drops the codings that depend on it,
 * after making sure that the text stays. With the lock held. */
static void widths_fit(struct page *p, const struct str *fills)
{
    bool grown = false;
    for (size_t i = 0; i < p->n_holes; i++) {
        const uint32_t least = width_least(p, i, fills[i]);
        if (p->widths[i] >= least || !is_padded(p, i, fills[i]))
            continue;
        p->widths[i] = least + width_growth(p, i, fills[i]);
        grown = true;
    }
    if (!grown || (p->codings[CODED_GZIP] == NULL && p->codings[CODED_BROTLI] == NULL))
        return;
    if (p->codings[CODED_TEXT] == NULL) {
        struct buf text = {0};
        struct coded *any = coding_any(p);
        coded_text(any, &text);
        coded_unref(&any);
        coding_set(p, CODED_TEXT, coding_make(p, CODED_TEXT, buf_str(&text), NULL));
        buf_release(&text);
    }
    for (int kind = 0; kind < CODED_KINDS; kind++) {
        if (!has_widths((enum coded_kind)kind))
            continue;
        coding_set(p, (enum coded_kind)kind, NULL);
        atomic_store_explicit(&p->promised[kind], false, memory_order_relaxed);
    }
}

/* Whether C's gaps are as wide as WIDTHS. True if C does not depend on widths. */
static bool widths_match(const struct page *p, const struct coded *c, const uint32_t *widths)
{
    if (!has_widths(c->kind))
        return true;
    for (size_t i = 0, gap = 0; i < p->n_holes; i++)
        if (p->spots[i].end.n > 0 && c->gaps[gap++].width != widths[i])
            return false;
    return true;
}

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
        fills[i] = is_padded(p, i, values[i]) ? value_pad(values[i], end, widths[i], gap, a)
                   : end.n > 0                ? arena_join(a, values[i], end)
                                              : values[i];
        gap += end.n > 0;
    }
    return fills;
}

/* ---- finding or making a coding ---- */

/* Replaces the coding by the better one that the press has made, if it still fits. With the lock
 * held. */
static void better_adopt(struct page *p, enum coded_kind kind)
{
    struct coded *better = atomic_exchange_explicit(&p->better[kind], NULL, memory_order_acquire);
    const struct coded *now = p->codings[kind];
    if (better != NULL && now != NULL && better->bytes < now->bytes &&
        widths_match(p, better, p->widths))
        coding_set(p, kind, better);
    else
        coded_unref(&better);
}

/* The page's coding KIND with a new reference, if it exists and is wide enough for FILLS; otherwise
 * NULL. Sets WIDTHS to the page's. */
static struct coded *coding_find(struct page *p, enum coded_kind kind, const struct str *fills,
                                 uint32_t *widths, bool *again)
{
    pthread_mutex_lock(&p->lock);
    widths_fit(p, fills);
    for (size_t i = 0; i < p->n_holes; i++)
        widths[i] = p->widths[i];
    if (atomic_load_explicit(&p->better[kind], memory_order_relaxed) != NULL)
        better_adopt(p, kind);
    struct coded *c = p->codings[kind] != NULL ? coded_ref(p->codings[kind]) : NULL;
    p->uses[kind] += c != NULL;
    *again = c != NULL && kind != CODED_TEXT && p->uses[kind] >= AGAIN_AT &&
             !atomic_load_explicit(&p->promised[kind], memory_order_relaxed);
    pthread_mutex_unlock(&p->lock);
    return c;
}

/* Stores C, which was just made, in the page, if it is worth its memory. */
static void coding_keep(struct page *p, struct coded *c)
{
    pthread_mutex_lock(&p->lock);
    p->uses[c->kind]++;
    if (c->kind == CODED_TEXT) {
        if (p->uses[CODED_TEXT] >= KEPT_AT)
            coding_set(p, CODED_TEXT, coded_ref(c));
    } else if (widths_match(p, c, p->widths)) {
        coding_set(p, c->kind, coded_ref(c));
        if (p->uses[CODED_TEXT] < KEPT_AT)
            coding_set(p, CODED_TEXT, NULL);
    }
    pthread_mutex_unlock(&p->lock);
}

/* The coding KIND with a new reference, found or made. NULL if the page cannot be had in brotli. */
static struct coded *coding_get(struct page *p, enum coded_kind kind, const struct str *fills,
                                uint32_t *widths, bool *again)
{
    struct coded *c = coding_find(p, kind, fills, widths, again);
    if (c != NULL)
        return c;
    pthread_mutex_lock(&p->making);
    c = coding_find(p, kind, fills, widths, again);
    if (c == NULL && !(kind == CODED_BROTLI && p->no_brotli)) {
        struct buf text = {0};
        page_text(p, &text);
        c = coding_make(p, kind, buf_str(&text), widths);
        buf_release(&text);
        if (c != NULL)
            coding_keep(p, c);
        else
            p->no_brotli = true;
    }
    pthread_mutex_unlock(&p->making);
    return c;
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
        if (!is_padded(p, i, values[i]) && (p->spots[i].end.n > 0 || values[i].n > 0))
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
    struct coded *c = coding_get(p, kind_of(coding, whole), values, widths, &again);
    if (c == NULL)
        c = coding_get(p, kind_of(other, whole), values, widths, &again);

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

/* ---- the best level ---- */

bool page_is_wanted(const struct page *p)
{
    return atomic_load_explicit(&p->refs, memory_order_relaxed) > 1;
}

bool page_improve_now(struct page *p, const struct coded *coded)
{
    return !atomic_exchange_explicit(&p->promised[coded->kind], true, memory_order_relaxed);
}

void page_improve_later(struct page *p, const struct coded *coded)
{
    atomic_store_explicit(&p->promised[coded->kind], false, memory_order_relaxed);
}

void page_improve(struct page *p, const struct coded *coded)
{
    struct buf text = {0};
    coded_text(coded, &text);
    const struct cut cut = {.text = buf_str(&text), .gaps = coded->gaps, .n = coded->n};
    struct coded *better = coded_make(coded->kind, EFFORT_BEST, &cut);
    buf_release(&text);
    better = atomic_exchange_explicit(&p->better[coded->kind], better, memory_order_acq_rel);
    coded_unref(&better);
}

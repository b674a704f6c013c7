/* SPDX-License-Identifier: MIT */
/* The codings of a page: which exist, which are made, and how wide their gaps are.
 *
 * At first there is only the plain text. It is dropped as soon as there is another coding, unless
 * plain text is asked for repeatedly: it takes four times as much memory, and any other coding can
 * be decoded in a tenth of a millisecond. A coding is made quickly when it is first asked for. When
 * it is asked for again, the press makes it at the best level (press.h). The quick one is freed
 * when the last thread has sent it.
 *
 * The first values set the widths of the holes, with room to grow. If a value outgrows its hole,
 * the hole gets wider, and the codings that depend on the width are made again. */
#include "cache/page_internal.h"

#include "base/die.h"
#include "cache/codings.h"

#include <stdlib.h>

enum {
    KEPT_AT = 2,  /* from this use on, plain text is kept beside other codings */
    AGAIN_AT = 2, /* from this use on, a coding is worth the best level */
};

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

void page_set_text(struct page *p, struct str text)
{
    coding_set(p, CODED_TEXT, coding_make(p, CODED_TEXT, text, NULL));
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

void page_text(struct page *p, struct buf *text)
{
    pthread_mutex_lock(&p->lock);
    struct coded *any = coding_any(p);
    pthread_mutex_unlock(&p->lock);
    coded_text(any, text);
    coded_unref(&any);
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

bool page_pads(const struct page *p, size_t i, struct str value)
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
        if (p->widths[i] >= least || !page_pads(p, i, fills[i]))
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
        page_set_text(p, buf_str(&text));
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

struct coded *page_coding_get(struct page *p, enum coded_kind kind, const struct str *fills,
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

/* ---- the best level ---- */

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

/* SPDX-License-Identifier: MIT */
/* A page is a block of memory with its holes, and up to four codings of its text (page_coding.c).
 */
#include "cache/page_internal.h"

#include "base/die.h"
#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>

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
    page_set_text(p, buf_str(&text));
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

bool page_is_wanted(const struct page *p)
{
    return atomic_load_explicit(&p->refs, memory_order_relaxed) > 1;
}

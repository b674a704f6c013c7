/* SPDX-License-Identifier: MIT */
/* Shared by all codings: the block of memory that holds one, and its references. */
#include "cache/coded.h"

#include "base/die.h"

#include <assert.h>
#include <stdlib.h>

struct str cut_piece(const struct cut *cut, size_t i)
{
    size_t from = i == 0 ? 0 : cut->gaps[i - 1].at;
    size_t to = i == cut->n ? cut->text.n : cut->gaps[i].at;
    return to > from ? str_of(cut->text.p + from, to - from) : STR_NONE;
}

struct str gap_fill(char *to, char byte, size_t width, size_t i)
{
    assert(width >= GAP_MIN && width <= GAP_MAX);
    memset(to, byte, width - GAP_MIN);
    to[width - 2] = gap_end(i);
    to[width - 1] = '>';
    return str_of(to, width);
}

struct coded *coded_new(enum coded_kind kind, const struct cut *cut, struct str bytes,
                        const size_t *ends)
{
    const bool summed = kind == CODED_GZIP || kind == CODED_SEGMENTS;
    const size_t pieces_n = (cut->n + 1) * sizeof(struct piece);
    const size_t sums_n = summed ? (cut->n + 1) * sizeof(struct sum) : 0;
    const size_t gaps_n = cut->n * sizeof(struct gap);
    const size_t size = sizeof(struct coded) + pieces_n + sums_n + gaps_n + bytes.n;
    struct coded *c = check_memory(malloc(size));
    struct piece *pieces = (struct piece *)(void *)(c + 1);
    struct sum *sums = (struct sum *)(void *)((char *)pieces + pieces_n);
    struct gap *gaps = (struct gap *)(void *)((char *)sums + sums_n);
    char *to = (char *)gaps + gaps_n;
    if (gaps_n > 0)
        memcpy(gaps, cut->gaps, gaps_n);
    if (bytes.n > 0)
        memcpy(to, bytes.p, bytes.n);
    for (size_t i = 0, from = 0; i <= cut->n; from = ends[i++])
        pieces[i] = (struct piece){to + from, ends[i] - from};
    *c = (struct coded){
        .kind = kind,
        .bytes = size,
        .text_n = cut->text.n,
        .n = cut->n,
        .gaps = gaps,
        .pieces = pieces,
        .sums = summed ? sums : NULL,
    };
    atomic_init(&c->refs, 1);
    return c;
}

struct coded *coded_ref(struct coded *c)
{
    atomic_fetch_add_explicit(&c->refs, 1, memory_order_relaxed);
    return c;
}

void coded_unref(struct coded **c)
{
    if (*c != NULL && atomic_fetch_sub_explicit(&(*c)->refs, 1, memory_order_acq_rel) == 1)
        free(*c);
    *c = NULL;
}

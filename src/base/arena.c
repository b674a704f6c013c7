/* SPDX-License-Identifier: MIT */
/* A list of blocks; allocation moves a pointer in the newest. A block twice the size of the last
 * one is added when it is full, so the number of blocks stays small. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"

enum { KEPT_MAX = 512 * 1024 };

struct block {
    struct block *older;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct block *newest;
    struct block *first;
};

static struct block *block_new(size_t size, struct block *older)
{
    struct block *b = check_memory(malloc(sizeof *b + size));
    b->older = older;
    b->size = size;
    b->used = 0;
    return b;
}

struct arena *arena_new(size_t first_bytes)
{
    struct arena *a = check_memory(malloc(sizeof *a));
    a->first = a->newest = block_new(first_bytes, NULL);
    return a;
}

/* Keeps the largest block, which the next use will want too, unless that was a rare one. */
void arena_reset(struct arena *a)
{
    struct block *keep = a->newest->size <= KEPT_MAX ? a->newest : a->first;
    for (struct block *b = a->newest, *older; b != NULL; b = older) {
        older = b->older;
        if (b != keep)
            free(b);
    }
    keep->older = NULL;
    keep->used = 0;
    a->first = a->newest = keep;
}

void arena_free(struct arena **a)
{
    if (*a == NULL)
        return;
    arena_reset(*a);
    free((*a)->first);
    free(*a);
    *a = NULL;
}

void *arena_alloc(struct arena *a, size_t n)
{
    const size_t unit = alignof(max_align_t);
    if (n > SIZE_MAX / 4)
        check_memory(NULL);
    n = (n + unit - 1) & ~(unit - 1);
    struct block *b = a->newest;
    if (b->size - b->used < n) {
        size_t size = 2 * b->size > n ? 2 * b->size : n;
        b = a->newest = block_new(size, b);
    }
    void *p = b->bytes + b->used;
    b->used += n;
    return p;
}

void *arena_zalloc(struct arena *a, size_t n)
{
    return memset(arena_alloc(a, n), 0, n);
}

void *arena_zalloc_array(struct arena *a, size_t count, size_t size)
{
    size_t n;
    if (__builtin_mul_overflow(count, size, &n))
        check_memory(NULL);
    return arena_zalloc(a, n);
}

struct str arena_dup(struct arena *a, struct str s)
{
    return arena_join(a, s, STR_NONE);
}

const char *arena_cstr(struct arena *a, struct str s)
{
    return arena_dup(a, s).p;
}

struct str arena_join(struct arena *a, struct str x, struct str y)
{
    char *p = arena_alloc(a, x.n + y.n + 1);
    if (x.n)
        memcpy(p, x.p, x.n);
    if (y.n)
        memcpy(p + x.n, y.p, y.n);
    p[x.n + y.n] = '\0';
    return str_of(p, x.n + y.n);
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;
    char first[256]; /* what nearly everything that is printed fits in */
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(first, sizeof first, fmt, ap);
    va_end(ap);
    if (n < 0)
        n = 0;
    char *p = arena_alloc(a, (size_t)n + 1);
    if ((size_t)n < sizeof first)
        memcpy(p, first, (size_t)n);
    else
        vsnprintf(p, (size_t)n + 1, fmt, again);
    p[n] = '\0';
    va_end(again);
    return str_of(p, (size_t)n);
}

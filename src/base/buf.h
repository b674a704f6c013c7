/* SPDX-License-Identifier: MIT */
/* A growing byte buffer, in an arena or (arena NULL) on the heap. Running out of memory ends the
 * process. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
    char *p;
    size_t n, cap;
    struct arena *arena; /* NULL: on the heap, freed by buf_release */
};

/* An empty buffer; allocates nothing yet. A heap buffer is `struct buf b = {0}`. */
static inline struct buf buf_in(struct arena *a)
{
    return (struct buf){.arena = a};
}

/* Empties the buffer. A heap buffer's memory is freed; an arena keeps its own. */
void buf_release(struct buf *b);

/* Makes room for N more bytes. Only buf_reserve calls this. */
void buf_grow(struct buf *b, size_t n);

/* Makes room for N more bytes and returns the address to write them to. The caller adds the number
 * of bytes written to b->n. */
static inline char *buf_reserve(struct buf *b, size_t n)
{
    if (b->p == NULL || b->cap - b->n < n)
        buf_grow(b, n);
    return b->p + b->n;
}

static inline void buf_add(struct buf *b, struct str s)
{
    char *to = buf_reserve(b, s.n);
    if (s.n > 0)
        memcpy(to, s.p, s.n);
    b->n += s.n;
}

static inline void buf_add_char(struct buf *b, char c)
{
    *buf_reserve(b, 1) = c;
    b->n++;
}

static inline void buf_add_c(struct buf *b, const char *c)
{
    buf_add(b, str_from(c));
}

void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Add N in decimal, and VALUE as 16 hex digits. Pages served from the cache use these two, since
 * buf_printf costs ten times as much. */
void buf_add_int(struct buf *b, int64_t n);
void buf_add_hex(struct buf *b, uint64_t value);
/* Adds S with & < > " ' as character references, which is safe in HTML text and in quoted
 * attributes. */
void buf_add_escaped(struct buf *b, struct str s);

/* The buffer's content. Valid until the buffer is changed. */
static inline struct str buf_str(const struct buf *b)
{
    return str_of(b->p, b->n);
}

#endif

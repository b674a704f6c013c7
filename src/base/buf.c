/* SPDX-License-Identifier: MIT */
/* Capacity doubles, so adding n bytes one by one costs O(n). An arena buffer that grows leaves its
 * old bytes in the arena until the arena is reset. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"

enum { PRINTF_ROOM = 128 /* what nearly everything that is printed fits in */ };

void buf_release(struct buf *b)
{
    if (b->arena == NULL)
        free(b->p);
    *b = (struct buf){.arena = b->arena};
}

static size_t cap_grown(const struct buf *b, size_t n)
{
    size_t need;
    if (__builtin_add_overflow(b->n, n, &need) || need > SIZE_MAX / 4)
        die_out_of_memory();
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need)
        cap *= 2;
    return cap;
}

void buf_grow(struct buf *b, size_t n)
{
    size_t cap = cap_grown(b, n);
    if (b->arena != NULL) {
        char *p = arena_alloc(b->arena, cap);
        if (b->n)
            memcpy(p, b->p, b->n);
        b->p = p;
    } else {
        b->p = check_memory(realloc(b->p, cap));
    }
    b->cap = cap;
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    size_t room = PRINTF_ROOM;
    int n = vsnprintf(buf_reserve(b, room), room, fmt, ap);
    va_end(ap);
    if (n >= PRINTF_ROOM) {
        room = (size_t)n + 1;
        vsnprintf(buf_reserve(b, room), room, fmt, again);
    }
    va_end(again);
    if (n > 0)
        b->n += (size_t)n;
}

void buf_add_int(struct buf *b, int64_t n)
{
    char digits[20]; /* the last first */
    size_t count = 0;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do
        digits[count++] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    char *to = buf_reserve(b, count + 1);
    if (n < 0)
        *to++ = '-';
    b->n += count + (n < 0);
    while (count > 0)
        *to++ = digits[--count];
}

void buf_add_hex(struct buf *b, uint64_t value)
{
    char *to = buf_reserve(b, 16);
    for (int i = 0; i < 16; i++, value <<= 4)
        to[i] = "0123456789abcdef"[value >> 60];
    b->n += 16;
}

void buf_add_escaped(struct buf *b, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *ref;
        switch (s.p[i]) {
        case '&':
            ref = "&amp;";
            break;
        case '<':
            ref = "&lt;";
            break;
        case '>':
            ref = "&gt;";
            break;
        case '"':
            ref = "&quot;";
            break;
        case '\'':
            ref = "&#39;";
            break;
        default:
            continue;
        }
        buf_add(b, str_of(s.p + from, i - from));
        buf_add_c(b, ref);
        from = i + 1;
    }
    buf_add(b, str_skip(s, from));
}

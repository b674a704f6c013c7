/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_release(struct buf *b)
{
    if (b->arena == NULL)
        free(b->p);
    *b = (struct buf){.arena = b->arena};
}

char *buf_reserve(struct buf *b, size_t n)
{
    if (b->cap - b->n >= n && b->p != NULL)
        return b->p + b->n;
    size_t need;
    if (__builtin_add_overflow(b->n, n, &need) || need > SIZE_MAX / 4)
        abort();
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need)
        cap *= 2;
    if (b->arena != NULL) {
        char *p = arena_alloc(b->arena, cap);
        if (b->n)
            memcpy(p, b->p, b->n);
        b->p = p;
    } else {
        char *p = realloc(b->p, cap);
        if (p == NULL) {
            fputs("broadsheet: out of memory\n", stderr);
            abort();
        }
        b->p = p;
    }
    b->cap = cap;
    return b->p + b->n;
}

void buf_add(struct buf *b, struct str s)
{
    char *to = buf_reserve(b, s.n);
    if (s.n)
        memcpy(to, s.p, s.n);
    b->n += s.n;
}

void buf_add_char(struct buf *b, char c)
{
    *buf_reserve(b, 1) = c;
    b->n++;
}

void buf_add_c(struct buf *b, const char *c)
{
    buf_add(b, str_from(c));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n > 0) {
        vsnprintf(buf_reserve(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
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

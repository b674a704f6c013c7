/* SPDX-License-Identifier: MIT */
/* A pointer and a length: bytes that somebody else owns. Not NUL-terminated. Passed by value. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p;
    size_t n;
};

/* HTML that may go into a page as it is. Only the Markdown renderer, the sanitiser and the
 * templates make one, so plain text cannot get into a page unescaped by accident. */
struct html {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_NONE     ((struct str){NULL, 0})
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

static inline struct str str_of(const char *p, size_t n)
{
    return (struct str){p, n};
}

/* NULL gives the empty string. */
static inline struct str str_from(const char *c)
{
    return c ? (struct str){c, strlen(c)} : STR_NONE;
}

static inline bool str_empty(struct str s)
{
    return s.n == 0;
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n &&
           (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* The bytes from FROM on; empty where FROM is past the end. */
static inline struct str str_skip(struct str s, size_t from)
{
    return from >= s.n ? STR_NONE : str_of(s.p + from, s.n - from);
}

static inline struct str str_head(struct str s, size_t n)
{
    return str_of(s.p, n < s.n ? n : s.n);
}

/* True if A and B are equal when the case of ASCII letters is ignored. */
bool str_ieq(struct str a, struct str b);
/* -1, 0 or 1, comparing bytes. A string sorts before a longer one that begins with it. */
int str_cmp(struct str a, struct str b);
/* The index of the first C, or of the first NEEDLE (meant for short ones); s.n if there is none. */
size_t str_index(struct str s, char c);
size_t str_find(struct str s, struct str needle);
/* S without ASCII white space at either end. */
struct str str_trim(struct str s);
/* Returns the part of *rest before the first SEP and removes it, with the SEP, from *rest. After
 * the last part *rest is STR_NONE, so loop `while (rest.p != NULL)`. */
struct str str_split(struct str *rest, char sep);
/* Parses S as a decimal number (an optional '-' and digits, nothing else). False, with *out
 * unchanged, if S is not a number or does not fit. */
bool str_int(struct str s, int64_t *out);

#endif

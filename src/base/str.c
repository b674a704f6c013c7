/* SPDX-License-Identifier: MIT */
/* The string functions that are too long to be inline. Case and white space are ASCII's here,
 * whatever the locale; utf8.h knows Unicode. */
#include "base/str.h"

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool str_ieq(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
            return false;
    return true;
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c != 0)
        return c < 0 ? -1 : 1;
    return a.n == b.n ? 0 : a.n < b.n ? -1 : 1;
}

size_t str_index(struct str s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? (size_t)(hit - s.p) : s.n;
}

size_t str_find(struct str s, struct str needle)
{
    if (needle.n == 0)
        return 0;
    for (struct str rest = s; rest.n >= needle.n; rest = str_skip(rest, 1)) {
        rest = str_skip(rest, str_index(str_head(rest, rest.n - needle.n + 1), needle.p[0]));
        if (str_starts(rest, needle))
            return (size_t)(rest.p - s.p);
    }
    return s.n;
}

struct str str_trim(struct str s)
{
    while (s.n > 0 && ascii_space(s.p[0]))
        s = str_of(s.p + 1, s.n - 1);
    while (s.n > 0 && ascii_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct str str_split(struct str *rest, char sep)
{
    size_t i = str_index(*rest, sep);
    struct str part = str_of(rest->p, i);
    *rest = i == rest->n ? STR_NONE : str_of(rest->p + i + 1, rest->n - i - 1);
    return part;
}

bool str_int(struct str s, int64_t *out)
{
    /* V counts down from 0, since INT64_MIN has no positive counterpart. */
    bool negative = s.n > 0 && s.p[0] == '-';
    size_t i = negative ? 1 : 0;
    if (i == s.n)
        return false;
    int64_t v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        int digit = s.p[i] - '0';
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, digit, &v))
            return false;
    }
    if (!negative && v == INT64_MIN)
        return false;
    *out = negative ? v : -v;
    return true;
}

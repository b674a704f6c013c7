/* SPDX-License-Identifier: MIT */
/* A slug is made once and then stored, since permalinks must not change. So this may change: only
 * new articles and headings are affected. */
#include "text/slug.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { SLUG_BYTES = 80 };

struct str slug_from(struct arena *a, struct str s, struct str fallback)
{
    struct str rest = utf8_fold(a, s);
    struct buf slug = buf_in(a);
    size_t whole = 0; /* the length up to the end of the last whole word */
    bool gap = false;
    while (rest.n > 0 && slug.n <= SLUG_BYTES) {
        struct str before = rest;
        int32_t cp = utf8_next(&rest);
        if (cp == '\'' || cp == 0x2019)
            continue;
        if (!utf8_is_word(cp)) {
            if (!gap && slug.n <= SLUG_BYTES)
                whole = slug.n;
            gap = slug.n > 0;
            continue;
        }
        if (gap)
            buf_add_char(&slug, '-');
        gap = false;
        buf_add(&slug, str_of(before.p, before.n - rest.n));
    }
    if (slug.n == 0)
        return fallback;
    if (slug.n <= SLUG_BYTES)
        return buf_str(&slug);
    return whole > 0 ? str_head(buf_str(&slug), whole) : utf8_cut(buf_str(&slug), SLUG_BYTES);
}

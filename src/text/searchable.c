/* SPDX-License-Identifier: MIT */
/* The index, its deletions and every query must prepare text in the same way, or words are not
 * found. So what is here may change only together with FOLDING_NOW (base/fold.h). searchable_spaced
 * depends on wordbreak.c's list of scripts and on utf8proc's categories; it goes when no site can
 * have an index of the first folding any more. */
#include "text/searchable.h"

#include <inttypes.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "text/wordbreak.h"

#define ZERO_WIDTH_SPACE "\xE2\x80\x8B"

static bool is_facet(int32_t cp)
{
    return cp >= FACET_FIRST && cp <= FACET_LAST;
}

static bool is_control(int32_t cp)
{
    return cp < 0x20 || cp == 0x7F;
}

/* True if S begins with a facet: U+E0F0 to U+E0FF, EE 83 B0 to EE 83 BF in UTF-8. */
static bool begins_with_facet(struct str s)
{
    return s.n >= 3 && s.p[0] == '\xEE' && s.p[1] == '\x83' && (unsigned char)s.p[2] >= 0xB0;
}

/* The bytes of S before the first control character or facet. */
static size_t plain_length(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_control((unsigned char)s.p[i]) || begins_with_facet(str_skip(s, i)))
            return i;
    return s.n;
}

struct str searchable_text(struct arena *a, struct str s)
{
    enum { FACET_BYTES = 3 };
    size_t n = plain_length(s);
    if (n == s.n)
        return s;
    struct buf b = buf_in(a);
    buf_reserve(&b, s.n + 1);
    for (; n < s.n; n = plain_length(s)) {
        buf_add(&b, str_head(s, n));
        buf_add_char(&b, ' ');
        s = str_skip(s, n + (s.p[n] == '\xEE' ? FACET_BYTES : 1));
    }
    buf_add(&b, s);
    return buf_str(&b);
}

/* ---- the first folding ---- */

/* True if CHARACTER belongs to the one before it, such as an accent: nothing is left of it when it
 * is folded. */
static bool is_mark(struct arena *a, struct str character)
{
    return utf8_fold(a, character).n == 0;
}

struct str searchable_spaced(struct arena *a, struct str s)
{
    struct buf b = buf_in(a);
    buf_reserve(&b, s.n + 1);
    bool after_word = false, after_spaceless = false;
    while (s.n > 0) {
        struct str before = s;
        int32_t cp = utf8_next(&s);
        struct str character = str_of(before.p, before.n - s.n);
        if (cp < 0x80) {
            after_spaceless = after_spaceless && utf8_is_word(cp);
            if (after_spaceless)
                buf_add_c(&b, ZERO_WIDTH_SPACE);
            after_word = utf8_is_word(cp);
            after_spaceless = false;
            buf_add_char(&b, is_control(cp) ? ' ' : (char)cp);
            continue;
        }
        bool spaceless = word_is_spaceless(cp), word = utf8_is_word(cp);
        bool apart = (spaceless && after_word) || (after_spaceless && word);
        if (apart && !is_mark(a, character))
            buf_add_c(&b, ZERO_WIDTH_SPACE);
        buf_add(&b, is_facet(cp) ? STR(" ") : character);
        after_word = word;
        after_spaceless = spaceless;
    }
    return buf_str(&b);
}

struct str searchable_unspaced(struct arena *a, struct str s)
{
    const struct str space = STR(ZERO_WIDTH_SPACE);
    if (str_find(s, space) == s.n)
        return s;
    struct buf b = buf_in(a);
    while (s.n > 0) {
        size_t at = str_find(s, space);
        buf_add(&b, str_head(s, at));
        s = str_skip(s, at + space.n);
    }
    return buf_str(&b);
}

/* ---- facets ---- */

void facet_add_title(struct buf *b, struct str word)
{
    buf_add_c(b, "\xEE\x83\xB4"); /* U+E0F4 */
    buf_add(b, word);
}

struct str facet_word(struct arena *a, int kind, int64_t id)
{
    /* U+E0F1 to U+E0F3 in UTF-8. */
    return arena_printf(a, "\xEE\x83%c%" PRId64, 0x80 | (kind & 0x3F), id);
}

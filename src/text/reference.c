/* SPDX-License-Identifier: MIT */
/* Numbers are read here. Names are md4c's, which has the list of HTML in its renderer: that renders
 * a paragraph that consists of the reference. */
#include "text/reference.h"

#include <md4c-html.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD, LAST_CODE_POINT = 0x10FFFF };

/* What HTML reads for the numbers 0x80 to 0x9F. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    int letter = c | 32;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* The number that DIGITS are; -1 if they are none. Larger numbers than code points stay too large.
 */
static int32_t number_of(struct str digits, int base)
{
    int32_t number = digits.n > 0 ? 0 : -1;
    for (size_t i = 0; i < digits.n && number >= 0; i++) {
        int value = digit_value(digits.p[i]);
        if (value < 0 || value >= base)
            return -1;
        number = number > LAST_CODE_POINT ? number : number * base + value;
    }
    return number;
}

/* CP as it may stand in a text. */
static int32_t clean(int32_t cp)
{
    if (cp >= 0x80 && cp < 0xA0)
        cp = windows_1252[cp - 0x80];
    if (utf8_is_space(cp))
        return cp < 0x80 || cp == 0x2028 || cp == 0x2029 ? ' ' : cp;
    bool none = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0xD800 && cp <= 0xDFFF) ||
                (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE || cp > LAST_CODE_POINT;
    return none ? REPLACEMENT : cp;
}

static void add_html(const MD_CHAR *p, MD_SIZE n, void *to)
{
    buf_add(to, str_of(p, n));
}

/* The characters of a NAMED reference. */
static struct str named(struct arena *a, struct str reference)
{
    static const struct str begin = {"<p>", 3}, end = {"</p>\n", 5};
    static const struct {
        struct str html, text;
    } escaped[] = {{{"&amp;", 5}, {"&", 1}},
                   {{"&lt;", 4}, {"<", 1}},
                   {{"&gt;", 4}, {">", 1}},
                   {{"&quot;", 6}, {"\"", 1}}};
    struct buf html = buf_in(a);
    (void)md_html(reference.p, (MD_SIZE)reference.n, add_html, &html, 0, 0);
    struct str text = buf_str(&html);
    if (!str_starts(text, begin) || !str_ends(text, end))
        return reference;
    text = str_of(text.p + begin.n, text.n - begin.n - end.n);
    for (size_t i = 0; i < sizeof escaped / sizeof *escaped; i++)
        if (str_eq(text, escaped[i].html))
            return escaped[i].text;
    if (str_index(text, '&') < text.n) /* there is no such name */
        return reference;
    bool blank = text.n == 1 && utf8_is_space(text.p[0]);
    return blank ? STR(" ") : text;
}

struct str reference_text(struct arena *a, struct str reference)
{
    if (reference.n < 3 || reference.p[0] != '&')
        return reference;
    if (reference.p[1] != '#')
        return named(a, reference);
    bool hex = (reference.p[2] | 32) == 'x';
    size_t from = hex ? 3 : 2;
    int32_t number =
        reference.n > from + 1
            ? number_of(str_of(reference.p + from, reference.n - from - 1), hex ? 16 : 10)
            : -1;
    if (number < 0)
        return reference;
    char out[4];
    return arena_dup(a, str_of(out, utf8_encode(clean(number), out)));
}

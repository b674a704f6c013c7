/* SPDX-License-Identifier: MIT */
/* Which characters are digits is Unicode's to say (general category Nd, by ICU). */
#include "base/digits.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E, WIDE_SPACE = 0x3000, MINUS = 0x2212 };

/* The ASCII character for CP: 0 if it is to be dropped, -1 if it has none. */
static int ascii_for(int32_t cp)
{
    int32_t digit = u_charDigitValue(cp);
    if (digit >= 0 && digit <= 9)
        return '0' + digit;
    if (cp >= WIDE_FIRST && cp <= WIDE_LAST)
        return cp - WIDE_FIRST + '!';
    if (cp == WIDE_SPACE)
        return ' ';
    if (cp == MINUS)
        return '-';
    return u_hasBinaryProperty(cp, UCHAR_BIDI_CONTROL) ? 0 : -1;
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

struct str digits_plain(struct arena *a, struct str typed)
{
    if (is_ascii(typed))
        return typed;
    struct buf b = buf_in(a);
    for (struct str rest = typed; rest.n > 0;) {
        struct str from = rest;
        int32_t cp = utf8_next(&rest);
        int ascii = ascii_for(cp);
        if (ascii > 0)
            buf_add_char(&b, (char)ascii);
        else if (ascii < 0)
            buf_add(&b, str_head(from, from.n - rest.n));
    }
    return buf_str(&b);
}

bool digits_int(struct str typed, int64_t *out)
{
    char text[32]; /* longer than any number that fits */
    size_t n = 0;
    for (struct str rest = typed; rest.n > 0;) {
        int32_t cp = utf8_next(&rest);
        int ascii = cp < 0x80 ? cp : ascii_for(cp);
        if (ascii < 0 || n == sizeof text)
            return false;
        if (ascii > 0)
            text[n++] = (char)ascii;
    }
    return str_int(str_of(text, n), out);
}

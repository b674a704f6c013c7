/* SPDX-License-Identifier: MIT */
/* Goes back from the end over at most three continuation bytes to the lead byte, and compares their
 * number with the one that the lead byte announces. */
#include "base/utf8_partial.h"

size_t utf8_whole(struct str s)
{
    size_t at = s.n;
    while (at > 0 && s.n - at < 4 && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80)
        at--;
    if (at == 0 || (unsigned char)s.p[at - 1] < 0xC0)
        return s.n;
    unsigned char lead = (unsigned char)s.p[at - 1];
    size_t needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return s.n - (at - 1) < needs ? at - 1 : s.n;
}

void utf8_drop_partial(char *text)
{
    text[utf8_whole(str_from(text))] = '\0';
}

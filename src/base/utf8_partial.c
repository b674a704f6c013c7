/* SPDX-License-Identifier: MIT */
/* Goes back from the end over at most three continuation bytes to the lead byte, and compares their
 * number with the one that the lead byte announces. */
#include "base/utf8_partial.h"

#include <string.h>

void utf8_drop_partial(char *text)
{
    size_t n = strlen(text), at = n;
    while (at > 0 && n - at < 4 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
        at--;
    if (at == 0 || (unsigned char)text[at - 1] < 0xC0)
        return;
    unsigned char lead = (unsigned char)text[at - 1];
    size_t needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (n - (at - 1) < needs)
        text[at - 1] = '\0';
}

/* SPDX-License-Identifier: MIT */
/* What md4c may be given. md4c 0.4.8 looks past the end of a text that does not end with a line's
 * end: a link that is cut off there is read on in whatever lies behind it in memory, and ends the
 * process where that closes it. */
#ifndef TEXT_MD4C_INPUT_H
#define TEXT_MD4C_INPUT_H

#include "base/arena.h"

/* TEXT with a line's end, and a NUL behind it; in A. */
static inline struct str md4c_input(struct arena *a, struct str text)
{
    return arena_join(a, text, STR("\n"));
}

#endif

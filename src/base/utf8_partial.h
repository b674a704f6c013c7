/* SPDX-License-Identifier: MIT */
/* Repairs texts that were cut to fit an array. This is separate from utf8.h, since err.c needs it
 * and utf8.h needs err.h. */
#ifndef BASE_UTF8_PARTIAL_H
#define BASE_UTF8_PARTIAL_H

#include "base/str.h"

/* The length of S without an incomplete character at its end. */
size_t utf8_whole(struct str s);
/* Removes an incomplete character at the end of TEXT, which printf may have cut. */
void utf8_drop_partial(char *text);

#endif

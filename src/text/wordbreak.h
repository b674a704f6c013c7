/* SPDX-License-Identifier: MIT */
/* Text as a sequence of words. */
#ifndef TEXT_WORDBREAK_H
#define TEXT_WORDBREAK_H

#include "base/str.h"

/* The next word of *rest, which moves on; false at the end. A word is a run of letters, marks and
 * digits, with apostrophes inside; in scripts that put no spaces between words (Han, Kana, Thai,
 * Lao, Khmer, Burmese) each letter stands alone. *spaceless tells such a one; it may be NULL. */
bool word_next(struct str *rest, struct str *word, bool *spaceless);

/* True for the letters of scripts that put no spaces between words. */
bool word_is_spaceless(int32_t code_point);

#endif

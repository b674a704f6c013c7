/* SPDX-License-Identifier: MIT */
/* Splits text into words. */
#ifndef TEXT_WORDBREAK_H
#define TEXT_WORDBREAK_H

#include "base/str.h"

/* Removes the next word from *rest; false at the end. A word is a run of letters, marks and digits,
 * with apostrophes inside. In scripts without spaces between words (Han, Kana, Thai, Lao, Khmer,
 * Burmese) each letter is a word, and *spaceless is set; it may be NULL. */
bool word_next(struct str *rest, struct str *word, bool *spaceless);

/* True for the letters of scripts without spaces between words. */
bool word_is_spaceless(int32_t code_point);

#endif

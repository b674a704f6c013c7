/* SPDX-License-Identifier: MIT */
/* The kinds of characters, by their code points. */
#ifndef BASE_UTF8_KIND_H
#define BASE_UTF8_KIND_H

#include <stdbool.h>
#include <stdint.h>

/* True for letters, marks and digits of any script. */
bool utf8_is_word(int32_t code_point);
/* True for marks, which belong to the letter before them. */
bool utf8_is_mark(int32_t code_point);
/* True for ASCII's white space, Unicode's separators and U+0085. */
bool utf8_is_space(int32_t code_point);
/* True for punctuation of any script, and for ASCII's symbols. */
bool utf8_is_punctuation(int32_t code_point);
/* True for characters that take two columns: Chinese, Japanese and Korean ones, and emoji. */
bool utf8_is_wide(int32_t code_point);
/* The direction of writing that CODE_POINT has by itself: 'L' or 'R'; 0 for digits, punctuation and
 * everything else that takes its direction from what is around it. */
char utf8_direction(int32_t code_point);

#endif

/* SPDX-License-Identifier: MIT */
/* Lists of words to look for in text: one word or phrase a line, compared folded (case, accents,
 * width), as whole words: "cialis" does not match "specialist". A '*' at the beginning or end of a
 * line asks for words that merely end or begin so. A matcher is immutable; any thread. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/arena.h"

struct words;

/* Compiles LINES; blank lines and those that hold no word are passed over. *out is NULL where none
 * is left: words_match takes that. ERR_TOO_LARGE: more than 65,536 lines or 4 MiB. */
MUST_CHECK enum err_kind words_compile(struct words **out, struct str lines, struct err *e);
void words_free(struct words **w);

/* True where TEXT holds one of them; *line is then the line, as it was typed, in A. The cost grows
 * with TEXT, not with the list. */
bool words_match(const struct words *w, struct str text, struct arena *a, struct str *line);

#endif

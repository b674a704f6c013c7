/* SPDX-License-Identifier: MIT */
/* Searches text for a list of words: one word or phrase per line, compared without case, accents
 * and width, and as whole words ("cialis" does not match "specialist"). A '*' at the beginning or
 * end of a line also matches words that end or begin that way. A compiled list is immutable, so any
 * thread may use it. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/arena.h"
#include "base/err.h"

struct words;

/* Compiles LINES. Lines without a word are skipped. *out is NULL if none is left, which words_match
 * accepts. ERR_TOO_LARGE: more than 65,536 lines or 4 MiB. */
MUST_CHECK enum err_kind words_compile(struct words **out, struct str lines, struct err *e);
void words_free(struct words **w);

/* True if TEXT contains one of the phrases; *line is then its line as typed, in A. The cost grows
 * with TEXT, not with the list. */
bool words_match(const struct words *w, struct str text, struct arena *a, struct str *line);

#endif

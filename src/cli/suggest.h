/* SPDX-License-Identifier: MIT */
/* Suggests what somebody who mistyped a word may have meant. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include "base/str.h"

/* The index of the name in NAMES (N of them) that is most similar to WORD; -1 if none is similar.
 * Swapping two neighbours, and adding, dropping or changing a letter, count as one mistake each. */
int suggest(struct str word, const char *const *names, int n);

#endif

/* SPDX-License-Identifier: MIT */
/* What somebody who mistyped a word may have meant. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include "base/str.h"

/* The index of the name of NAMES (N of them) that is nearest to WORD; -1 where none is near. Two
 * neighbours swapped, a letter too many, too few or another count one each. */
int suggest(struct str word, const char *const *names, int n);

#endif

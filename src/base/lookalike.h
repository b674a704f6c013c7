/* SPDX-License-Identifier: MIT */
/* Names that people take for each other: "Ana Marsh", "ANA-MARSH", "Ana\u200B Marsh", and the one
 * whose letters are Cyrillic. */
#ifndef BASE_LOOKALIKE_H
#define BASE_LOOKALIKE_H

#include "base/arena.h"

enum { LOOKALIKE_KEYS = 3, LOOKALIKE_NAME_MAX = 256 /* bytes that are looked at */ };

/* What a name looks like. Only to compare with others in this process: another version of ICU makes
 * other keys, so they are never stored. All are empty where the name has neither letter nor digit.
 */
struct lookalike {
    struct str key[LOOKALIKE_KEYS]; /* the last only where signs are typed for letters */
};

/* NAME must be valid UTF-8. The keys live in A. Any thread. */
struct lookalike lookalike_of(struct arena *a, struct str name);

/* True where the two can be taken for each other; never of a name without keys. */
bool lookalike_same(const struct lookalike *x, const struct lookalike *y);

#endif

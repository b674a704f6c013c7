/* SPDX-License-Identifier: MIT */
/* Detects names that people can mistake for each other: "Ana Marsh", "ANA-MARSH", "Ana\u200B
 * Marsh", and the same name in Cyrillic letters. */
#ifndef BASE_LOOKALIKE_H
#define BASE_LOOKALIKE_H

#include "base/arena.h"

enum {
    LOOKALIKE_KEYS = 3,
    LOOKALIKE_NAME_MAX = 256 /* only so many bytes of a name are compared */
};

/* What a name looks like. Compare only within this process and never store the keys, since another
 * version of ICU makes others. All keys are empty if the name contains neither a letter nor a
 * digit. */
struct lookalike {
    struct str key[LOOKALIKE_KEYS]; /* the last is empty unless signs are typed for letters */
};

/* NAME must be valid UTF-8. The keys live in A. Any thread. */
struct lookalike lookalike_of(struct arena *a, struct str name);

/* True if the two can be mistaken for each other. False if either has no keys. */
bool lookalike_same(const struct lookalike *x, const struct lookalike *y);

#endif

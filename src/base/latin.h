/* SPDX-License-Identifier: MIT */
/* Writes Latin letters outside of ASCII in ASCII letters. */
#ifndef BASE_LATIN_H
#define BASE_LATIN_H

#include "base/arena.h"

/* S with each Latin letter outside of ASCII replaced by its ASCII letters, in A: l for \u0142, d
 * for \u0111, ae for \u00E6, th for \u00FE. All other characters, and Latin letters without such a
 * form, stay. S must be valid UTF-8. Any thread. */
struct str latin_ascii(struct arena *a, struct str s);

#endif

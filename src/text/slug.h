/* SPDX-License-Identifier: MIT */
/* The part of an address that is made from a title. */
#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

#include "base/arena.h"

/* S in lower case, without accents, words joined by single hyphens, at most 80 bytes (cut between
 * words where that can be); letters and digits of every script stay. FALLBACK where
 * nothing is left. In A. */
struct str slug_from(struct arena *a, struct str s, struct str fallback);

#endif

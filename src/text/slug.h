/* SPDX-License-Identifier: MIT */
/* Makes the slug of an address from a title. */
#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

#include "base/arena.h"

/* S in lower case without accents, its words joined by single hyphens, in at most 80 bytes (cut
 * between words if possible). Letters and digits of every script are kept. FALLBACK if nothing is
 * left. In A. */
struct str slug_from(struct arena *a, struct str s, struct str fallback);

#endif

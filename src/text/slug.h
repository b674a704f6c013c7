/* SPDX-License-Identifier: MIT */
/* Makes slugs: the last part of an address, from a title or from what somebody typed. */
#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

#include "base/arena.h"

/* S in lower case without accents, its words joined by single hyphens, in at most 80 bytes. Latin
 * letters are written in ASCII (base/latin.h); letters and digits of every other script are kept.
 * A longer slug is cut between words, or inside a word between two characters as readers see them,
 * if the words before it are few or if its script puts no spaces between words. FALLBACK if nothing
 * is left. In A. */
struct str slug_from(struct arena *a, struct str s, struct str fallback);

/* The longest text, in bytes, that a form takes for an address: percent-encoded, a slug is three
 * times as long. */
enum { SLUG_TYPED_MAX = 300 };

/* The slug that a form asks for: of TYPED, which may be percent-encoded, as in an address that is
 * copied from a browser; if that is empty, of NAME. In A. */
struct str slug_typed(struct arena *a, struct str typed, struct str name, struct str fallback);

/* The same for the id of a heading, but letters of every script stay, and it is cut between words
 * if there are two. */
struct str slug_of_heading(struct arena *a, struct str s, struct str fallback);

/* The slug number N of those that would be equal: SLUG for 1, otherwise "SLUG-N", with SLUG cut so
 * that it fits. In A. */
struct str slug_numbered(struct arena *a, struct str slug, int64_t n);

/* The slugs that a page may have whose address somebody spelled SPELLED, in other letters: out[0]
 * in small letters without accents, out[1] in ASCII. In A. */
enum { SLUG_SPELLINGS = 2 };
void slug_spellings(struct arena *a, struct str spelled, struct str out[SLUG_SPELLINGS]);

#endif

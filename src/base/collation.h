/* SPDX-License-Identifier: MIT */
/* The order of a list from A to Z, which differs by language: ä stands with a in German, after z in
 * Swedish (ICU, CLDR). */
#ifndef BASE_COLLATION_H
#define BASE_COLLATION_H

#include "base/arena.h"

/* The text by which ITEM is sorted. */
typedef struct str collation_text_fn(const void *item);

/* Sorts the N items of SIZE bytes each at ITEMS as speakers of LANGUAGE (a BCP 47 tag) expect it.
 * Items of the same text keep their order. If ICU does not know the language, its common order is
 * used; if it has no data, that of the bytes. Scratch memory from A. */
void collation_sort(struct str language, void *items, size_t n, size_t size,
                    collation_text_fn *text, struct arena *a);

#endif

/* SPDX-License-Identifier: MIT */
/* Several things after each other, as a language writes them: "a, b and c" (ICU). */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/arena.h"

/* ITEMS as a list in LANGUAGE, a known tag, in A. If they are not ALL, the last two are joined like
 * the others: "a, b, c". */
struct str list_join(struct str language, const struct str *items, size_t n, bool all,
                     struct arena *a);

#endif

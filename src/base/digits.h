/* SPDX-License-Identifier: MIT */
/* The digits that people type: every script has its own, and an input method may make them wide. */
#ifndef BASE_DIGITS_H
#define BASE_DIGITS_H

#include "base/arena.h"

/* TYPED, a number, a date or a time, with ASCII in place of what stands for it, in A or TYPED
 * itself: the digits of every script become 0 to 9, wide forms (U+FF01 to U+FF5E) and the wide
 * space their narrow ones, the minus sign a hyphen; marks of direction are dropped. All else stays.
 */
struct str digits_plain(struct arena *a, struct str typed);
/* The same for a whole number: str_int of TYPED, in whatever digits. */
bool digits_int(struct str typed, int64_t *out);

#endif

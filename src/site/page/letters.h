/* SPDX-License-Identifier: MIT */
/* Which subset of the web fonts has the letters of a language. */
#ifndef SITE_PAGE_LETTERS_H
#define SITE_PAGE_LETTERS_H

#include "base/str.h"

/* The cut with all letters of LANGUAGE (a BCP 47 tag): "french", "iberian", "nordic", "slavic",
 * "baltic", "outer", "vietnamese", "russian", "ukrainian" or "serbian". The names of the font files
 * end with it, and a style sheet of its name has their rules. Empty if the basic cut is enough, if
 * no cut is made for the language, or if the fonts do not have its letters. */
struct str letters_of(struct str language);

#endif

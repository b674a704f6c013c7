/* SPDX-License-Identifier: MIT */
/* Which subset of the web fonts has the letters of a language. */
#ifndef SITE_PAGE_LETTERS_H
#define SITE_PAGE_LETTERS_H

#include "base/str.h"

/* The cut with all letters of LANGUAGE (a BCP 47 tag): "west", "central", "vietnamese" or
 * "cyrillic". The names of the font files, and of their families in site.css, end with it. Empty if
 * the basic cut is enough, or if the fonts do not have the language's letters. */
struct str letters_of(struct str language);

#endif

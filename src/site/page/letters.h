/* SPDX-License-Identifier: MIT */
/* Which letters a language is written with, as far as the web fonts are cut by it. */
#ifndef SITE_PAGE_LETTERS_H
#define SITE_PAGE_LETTERS_H

#include "base/str.h"

/* The cut that has all letters of the language with the BCP 47 tag LANGUAGE: "west", "central",
 * "vietnamese" or "cyrillic", which is how the fonts' files and their families in site.css end.
 * Empty where the first cut does, or where the fonts have no letters of the language. */
struct str letters_of(struct str language);

#endif

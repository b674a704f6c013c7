/* SPDX-License-Identifier: MIT */
/* Whether a translation can stand in place of the English: it has the same places in braces and the
 * same tags, and its tags close in the right order. So no catalogue can break a page. */
#ifndef TRANSLATIONS_FITS_H
#define TRANSLATIONS_FITS_H

#include "base/str.h"

/* MAY_DROP_N: TRANSLATION is a form of a counted message, which may do without {n}. */
bool fits_english(struct str english, struct str translation, bool may_drop_n);

/* The next tag of a message ("<a>", "</a>") at or after FROM: *at is its beginning, *name its name,
 * *closes whether it is a closing tag. Returns its end, or 0 if there is none; *at is then the end
 * of S. A tag of a message has no attributes; they are in the template (tmpl/tpl_message.h). */
size_t fits_next_tag(struct str s, size_t from, size_t *at, struct str *name, bool *closes);

#endif

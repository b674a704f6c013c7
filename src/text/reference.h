/* SPDX-License-Identifier: MIT */
/* Character references ("&eacute;", "&#8217;"), decoded as CommonMark 6.2 asks: in every place
 * where a text has one, on the page and outside of it. */
#ifndef TEXT_REFERENCE_H
#define TEXT_REFERENCE_H

#include "base/arena.h"

/* The characters that REFERENCE (from its '&' to its ';') stands for, in A; REFERENCE itself if it
 * stands for none. The result is clean text in one line: white space becomes a space, and what must
 * not stand in a text (NUL, controls, surrogates, noncharacters) U+FFFD. The numbers 128 to 159 are
 * those of Windows-1252, as in HTML. */
struct str reference_text(struct arena *a, struct str reference);

#endif

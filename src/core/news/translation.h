/* SPDX-License-Identifier: MIT */
/* Where an article can be read in other languages. The newsroom types lines of a language and an
 * address. "original" after the address says that the article was translated from that text;
 * otherwise all are translations of the article. The other texts are articles of their own, here or
 * on another site; the program translates nothing. */
#ifndef CORE_NEWS_TRANSLATION_H
#define CORE_NEWS_TRANSLATION_H

#include "base/arena.h"
#include "base/problem.h"

enum { TRANSLATIONS_MAX = 20, TRANSLATION_URL_MAX = 1000 };

struct translation {
    struct str language; /* a BCP 47 tag, or "x-default" for readers of none of the others */
    struct str url;      /* complete, or a path on this site */
    bool original;       /* the article was translated from this text; true for at most one */
};

/* The translations in TEXT, in A: *n of them. Skips lines that are not valid and lines in OWN, the
 * article's own language. */
struct translation *translations_read(struct str text, struct str own, struct arena *a, size_t *n);
/* Checks the TEXT of an article in the language OWN; adds problems of the field "translations". */
void translations_check(struct str text, struct str own, struct problems *p);
/* TEXT as it is stored: only its translations, with language tags in their usual spelling. In A. */
struct str translations_tidy(struct str text, struct str own, struct arena *a);

#endif

/* SPDX-License-Identifier: MIT */
/* Where an article can be read in other languages: lines of a language and an address, as the
 * newsroom types them. "original" behind the address says that the article is translated from that
 * text; otherwise all are translations of the article. The other texts are articles of their own,
 * here or on another site; nothing is translated. */
#ifndef CORE_NEWS_TRANSLATION_H
#define CORE_NEWS_TRANSLATION_H

#include "base/arena.h"
#include "base/problem.h"

enum { TRANSLATIONS_MAX = 20, TRANSLATION_URL_MAX = 1000 };

struct translation {
    struct str language; /* a BCP 47 tag, or "x-default": for whoever reads none of the others */
    struct str url;      /* whole, or a path on this site */
    bool original;       /* what the article was translated from; of one at most */
};

/* Those in TEXT, in A: *n of them. Lines that are none, and those in the language OWN, which the
 * article itself is in, are passed over. */
struct translation *translations_read(struct str text, struct str own, struct arena *a, size_t *n);
/* Checks TEXT, of an article in the language OWN; *p ("translations") tells what is wrong. */
void translations_check(struct str text, struct str own, struct problems *p);
/* TEXT as it is stored: its translations alone, their languages as they are usually written. */
struct str translations_tidy(struct str text, struct str own, struct arena *a);

#endif

/* SPDX-License-Identifier: MIT */
/* Text as the search index takes it. Its tokenizer knows no script without spaces between words and
 * takes a sentence of Chinese for one word, so the letters of such scripts are set apart here, in
 * the text and in what is looked for alike. */
#ifndef TEXT_SEARCHABLE_H
#define TEXT_SEARCHABLE_H

#include "base/buf.h"

/* The code points of words that nobody can write or look for: the facets of an article. They are
 * private ones, which the tokenizer takes for letters, and searchable_text removes from what people
 * type. The schema names the author's and the status's (sql/schema/0002_search.sql). */
enum { FACET_SECTION = 0xE0F1, FACET_AUTHOR = 0xE0F2, FACET_STATUS = 0xE0F3, FACET_TITLE = 0xE0F4 };

/* S with a zero-width space at each side of a letter of a spaceless script, and spaces for facets
 * and control characters; in A. */
struct str searchable_text(struct arena *a, struct str s);
/* S, such a text, as it was: without the zero-width spaces. */
struct str searchable_shown(struct arena *a, struct str s);
/* The facet KIND of ID as a word, in A. */
struct str facet_word(struct arena *a, int kind, int64_t id);
/* Adds WORD, one word of the index, as one that stands in a headline; an empty one is what nobody
 * looks for. */
void facet_add_title(struct buf *b, struct str word);

#endif

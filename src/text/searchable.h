/* SPDX-License-Identifier: MIT */
/* Prepares text and queries for the search index, so that nobody can type its facets. */
#ifndef TEXT_SEARCHABLE_H
#define TEXT_SEARCHABLE_H

#include "base/buf.h"

/* Facets of an article (its section, author, status) are words in the index that nobody can type.
 * They begin with a private-use code point, which searchable_text removes from what people type.
 * The schema contains the author's and the status's (sql/query/search.sql). */
enum { FACET_SECTION = 0xE0F1, FACET_AUTHOR = 0xE0F2, FACET_STATUS = 0xE0F3, FACET_TITLE = 0xE0F4 };

/* S with spaces in place of facets and control characters. In A; S itself if it has none. */
struct str searchable_text(struct arena *a, struct str s);

/* The text of the first folding (db/fts.h) for S: the same, with a zero-width space on each side of
 * a letter of a spaceless script, since FTS5's own tokenizer takes a Chinese sentence for one word.
 * In A. */
struct str searchable_spaced(struct arena *a, struct str s);
/* The text to show for S, a result of searchable_spaced: without the zero-width spaces. */
struct str searchable_unspaced(struct arena *a, struct str s);
/* The word for the facet KIND with the number ID, in A. */
struct str facet_word(struct arena *a, int kind, int64_t id);
/* Adds WORD, one word of the index, as a word of a headline. */
void facet_add_title(struct buf *b, struct str word);

#endif

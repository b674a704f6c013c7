/* SPDX-License-Identifier: MIT */
/* Markdown as plain text: an excerpt, the number of words, and the whole for the search index. */
#ifndef TEXT_EXCERPT_H
#define TEXT_EXCERPT_H

#include "base/arena.h"

/* The first N_CHARS characters of MARKDOWN's paragraphs, cut after a word and with an ellipsis.
 * Markup, shortcodes, headings, tables, code blocks and pictures are left out. In A. */
struct str excerpt_from(struct arena *a, struct str markdown, size_t n_chars);
/* The number of words in the same text, uncut. Two letters of a script without spaces (Han, Kana,
 * Thai) count as one word. */
int64_t word_count(struct arena *a, struct str markdown);

/* Everything that MARKDOWN says to a reader, as plain text with single spaces: paragraphs,
 * headings, tables, code and the alternative texts of pictures. Shortcodes and the addresses of
 * links are left out. In A. */
struct str plain_text_from(struct arena *a, struct str markdown);

#endif

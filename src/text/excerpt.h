/* SPDX-License-Identifier: MIT */
/* Markdown as plain text: an excerpt, the number of words, and the whole for the search index.
 * References of characters are decoded, and references to footnotes left out. */
#ifndef TEXT_EXCERPT_H
#define TEXT_EXCERPT_H

#include "base/arena.h"

/* TEXT in at most N_CHARS characters as readers see them (grapheme clusters), with an ellipsis if
 * it was cut: after a word, or, in scripts without spaces and in a very long word, after a
 * character. In A if it was cut. */
struct str text_cut(struct arena *a, struct str text, size_t n_chars);

/* The beginning of MARKDOWN's paragraphs, cut in the same way. Markup, shortcodes, headings,
 * tables, code blocks and pictures are left out. In A. */
struct str excerpt_from(struct arena *a, struct str markdown, size_t n_chars);
/* The beginning of a COMMENT, with all that it shows. In A. */
struct str excerpt_from_comment(struct arena *a, struct str comment, size_t n_chars);
/* The number of words in the text of excerpt_from, uncut. Two letters of a script without spaces
 * (Han, Kana, Thai) count as one word. */
int64_t word_count(struct arena *a, struct str markdown);

/* Everything that MARKDOWN says to a reader, as plain text with single spaces: paragraphs,
 * headings, tables, code, the alternative texts of pictures, and footnotes. Shortcodes and the
 * addresses of links are left out. In A. */
struct str plain_text_from(struct arena *a, struct str markdown);

#endif

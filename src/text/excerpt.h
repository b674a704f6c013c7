/* SPDX-License-Identifier: MIT */
/* A text's beginning as plain text, and its length in words. */
#ifndef TEXT_EXCERPT_H
#define TEXT_EXCERPT_H

#include "base/arena.h"

/* The first N_CHARS characters (cut after a word, with an ellipsis) of what MARKDOWN's paragraphs
 * say, without shortcodes, markup, code blocks and headings. In A. */
struct str excerpt_from(struct arena *a, struct str markdown, size_t n_chars);
/* The number of words in the same text, uncut (a run of Han, Kana or Thai letters counts one for
 * each two). */
int64_t word_count(struct arena *a, struct str markdown);

/* All that MARKDOWN says to a reader, as plain text with single spaces: headings, tables, code and
 * the words that stand for pictures too; no shortcodes, no addresses of links. In A. */
struct str plain_from(struct arena *a, struct str markdown);

#endif

/* SPDX-License-Identifier: MIT */
/* The words of the search index and how many articles hold each (the table search_word). A change
 * of the index is summed up in memory and written once, so that a batch of articles which say "the"
 * changes its row once. */
#ifndef CORE_SEARCH_INDEX_WORDS_H
#define CORE_SEARCH_INDEX_WORDS_H

#include "db/db.h"

/* Longer words are in the index and can be found, but are not counted. */
enum { SEARCH_WORD_MAX = 64 };

struct word_sum;

struct word_sum *word_sum_new(void);
void word_sum_free(struct word_sum **w);

/* Begins an article that is put in (SIGN 1) or taken out (-1). */
void word_sum_begin(struct word_sum *w, int sign);
/* The words of a part of it; each counts once an article. */
MUST_CHECK enum err_kind word_sum_text(struct word_sum *w, struct db_conn *c, struct str text,
                                       struct err *e);
/* Writes what has changed, inside a write job. */
MUST_CHECK enum err_kind word_sum_write(struct word_sum *w, struct db_conn *c, struct err *e);

/* In how many articles WORD (one token, folded) stands; 0: in none. */
MUST_CHECK enum err_kind word_docs(struct db_conn *c, struct str word, int64_t *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The words of the search index, and the number of articles that contain each (table search_word).
 * A change is summed up in memory and written once, so a batch of articles that contain "the"
 * changes its row once. */
#ifndef CORE_SEARCH_INDEX_WORDS_H
#define CORE_SEARCH_INDEX_WORDS_H

#include "db/db.h"

/* Longer words can be found, but are not counted. */
enum { SEARCH_WORD_MAX = 64 };

struct word_sum;

struct word_sum *word_sum_new(void);
void word_sum_free(struct word_sum **w);

/* Begins an article that is added (SIGN 1) or removed (-1). */
void word_sum_begin(struct word_sum *w, int sign);
/* Adds the words of a part of it, as FOLDING makes them (db/fts.h); each counts once for an
 * article. ERR_DB. */
MUST_CHECK enum err_kind word_sum_text(struct word_sum *w, struct db_conn *c, int64_t folding,
                                       struct str text, struct err *e);
/* Writes what has changed. Inside a write job. ERR_DB. */
MUST_CHECK enum err_kind word_sum_write(struct word_sum *w, struct db_conn *c, struct err *e);

/* The number of articles that contain WORD (one token, folded). ERR_DB. */
MUST_CHECK enum err_kind word_docs(struct db_conn *c, struct str word, int64_t *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Joins the pieces of the search indexes. FTS5 writes a piece in each transaction, and joins pieces
 * now and then inside a transaction that publishes something. A search opens every piece for every
 * word, so fewer pieces are faster. This module joins them a little at a time, in write jobs of
 * their own. */
#ifndef CORE_SEARCH_INDEX_MERGE_H
#define CORE_SEARCH_INDEX_MERGE_H

#include "db/db.h"

struct search_merged {
    bool some; /* something was joined */
    bool more; /* more is waiting */
};

/* Joins what is worth joining: four pieces of a level, or all of an index with many pieces, unless
 * nearly everything is in one piece already. Writes about PAGES pages (4 kB each; more if one word
 * has more), and nothing if there is nothing to do. The next call, in any process, continues from
 * here. */
MUST_CHECK enum err_kind search_merge_some(struct db *db, int64_t pages, struct search_merged *out,
                                           struct err *e);

/* Joins all pieces of both indexes, in write jobs of about PAGES pages. What is published meanwhile
 * stays in pieces of its own. */
MUST_CHECK enum err_kind search_merge_all(struct db *db, int64_t pages, struct err *e);

#endif

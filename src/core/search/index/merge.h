/* SPDX-License-Identifier: MIT */
/* FTS5 writes an index in pieces, one for each transaction, and joins them now and then inside a
 * transaction that publishes something. A search opens every piece for every word, so the fewer the
 * quicker. Here they are joined a bit at a time, in write jobs of their own. */
#ifndef CORE_SEARCH_INDEX_MERGE_H
#define CORE_SEARCH_INDEX_MERGE_H

#include "db/db.h"

struct search_merged {
    bool some; /* something was joined */
    bool more; /* there is more to do */
};

/* Joins what is worth joining of both indexes: four pieces of a level, or all of an index that has
 * many, unless nearly everything is in one piece already. Writes about PAGES pages (4 kB; more
 * where one word alone has more), and nothing where there is nothing to do. Whoever comes next,
 * here or in another process, goes on where this left off. */
MUST_CHECK enum err_kind search_merge_some(struct db *db, int64_t pages, struct search_merged *out,
                                           struct err *e);

/* Joins all pieces of both indexes, in write jobs of about PAGES pages each. What is published
 * meanwhile stays in pieces of its own. */
MUST_CHECK enum err_kind search_merge_all(struct db *db, int64_t pages, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Keeping the search index in step with the articles. It holds the published ones only: what an
 * embargo covers is in no index. Whoever changes an article calls search_index_put in the same
 * write job, after the change, and search_desk_put (index/desk.h).
 *
 * Where articles came in past the program (an older version's site, an import in SQL), the index is
 * filled up in batches, newest first, by whoever calls search_index_fill: a job of the server, or
 * `broadsheet reindex`. */
#ifndef CORE_SEARCH_INDEX_INDEX_H
#define CORE_SEARCH_INDEX_INDEX_H

#include "db/db.h"

/* Makes the index say what the article now is: puts it in, changes it, or takes it out. Inside a
 * write job. */
MUST_CHECK enum err_kind search_index_put(struct db_conn *c, int64_t article_id, struct err *e);

/* KIND, which one of the two put functions ended with; OK where that says that the index is
 * damaged: it must not keep the newsroom from publishing. The log tells of it, and the index can be
 * built anew (`broadsheet reindex`). */
MUST_CHECK enum err_kind search_unless_damaged(enum err_kind kind, const struct err *e);

struct search_progress {
    int64_t docs;      /* articles that can be found */
    int64_t published; /* articles that should be */
    bool whole;        /* nothing is left to do */
};
MUST_CHECK enum err_kind search_index_progress(struct db_conn *c, struct search_progress *out,
                                               struct err *e);

/* Does a part of what is left, at most LIMIT articles and about MS milliseconds of it (the site's
 * writers wait meanwhile), and says how far it is. Nothing is written where nothing is left. */
MUST_CHECK enum err_kind search_index_fill(struct db *db, int64_t limit, int64_t ms,
                                           struct search_progress *out, struct err *e);

/* Empties both indexes; search_index_fill then fills them. */
MUST_CHECK enum err_kind search_index_clear(struct db *db, struct err *e);

/* Whether the article's row holds other texts than the article says now, or is at another date: a
 * change that came past the program. */
MUST_CHECK enum err_kind search_index_is_stale(struct db_conn *c, int64_t article_id,
                                               struct arena *a, bool *out, struct err *e);
/* Compares every word of both indexes with the texts that they were made from, and the articles
 * with those, reading only; calls REPORT with a sentence for each thing that is wrong. */
MUST_CHECK enum err_kind search_index_verify(struct db *db,
                                             void (*report)(void *arg, const char *sentence),
                                             void *arg, struct err *e);

#endif

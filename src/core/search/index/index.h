/* SPDX-License-Identifier: MIT */
/* Keeps the search index up to date. It contains published articles only: text under an embargo is
 * in no index. Whoever changes an article calls search_index_put in the same write job, after the
 * change, and search_desk_put (index/desk.h).
 *
 * If articles came from elsewhere (an import in SQL), or the index was made by an older folding
 * (base/fold.h), the index is filled in batches, newest first, by calls of search_index_fill: by a
 * job of the server, or by `broadsheet reindex`. */
#ifndef CORE_SEARCH_INDEX_INDEX_H
#define CORE_SEARCH_INDEX_INDEX_H

#include "db/db.h"

/* Adds, updates or removes the article, as it now is. Inside a write job. ERR_DB, also if the index
 * is damaged. */
MUST_CHECK enum err_kind search_index_put(struct db_conn *c, int64_t article_id, struct err *e);

/* Passes on KIND, the result of search_index_put or search_desk_put, but turns it into OK if it
 * means that the index is damaged: that must not keep the newsroom from publishing. It is logged;
 * `broadsheet reindex` builds the index again. */
MUST_CHECK enum err_kind search_unless_damaged(enum err_kind kind, const struct err *e);

struct search_progress {
    int64_t docs;      /* articles in the index */
    int64_t published; /* published articles */
    bool whole;        /* complete, and all of it of the present folding */
    bool anew;         /* some of it has an older folding; it is found by that */
};
MUST_CHECK enum err_kind search_index_progress(struct db_conn *c, struct search_progress *out,
                                               struct err *e);

/* Does a part of what is left: at most LIMIT articles and about MS milliseconds (writers wait
 * meanwhile). *out is the progress after it. Writes nothing if the index is complete. */
MUST_CHECK enum err_kind search_index_fill(struct db *db, int64_t limit, int64_t ms,
                                           struct search_progress *out, struct err *e);

/* Empties both indexes; calls of search_index_fill fill them again. */
MUST_CHECK enum err_kind search_index_clear(struct db *db, struct err *e);

/* Sets *out if the article's row has another text or date than the article: it was changed past the
 * program. */
MUST_CHECK enum err_kind search_index_is_stale(struct db_conn *c, int64_t article_id,
                                               struct arena *a, bool *out, struct err *e);
/* Compares every word of both indexes with the texts that they were made from, and those with the
 * articles, without writing. Calls REPORT with a sentence for each difference. */
MUST_CHECK enum err_kind search_index_verify(struct db *db,
                                             void (*report)(void *arg, const char *sentence),
                                             void *arg, struct err *e);

#endif

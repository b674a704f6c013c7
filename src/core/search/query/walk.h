/* SPDX-License-Identifier: MIT */
/* Walks the search index from the newest match backwards, for a bounded time.
 *
 * Matches that are rare although their words are common (a phrase of "the" and "of") would make one
 * step of FTS5 long, and nothing can interrupt it. So the walk proceeds in ranges of ids, each a
 * statement of its own, whose width adapts to the time that the last one took. At the time limit
 * the walk stops and reports how far back it came; another can continue there. */
#ifndef CORE_SEARCH_QUERY_WALK_H
#define CORE_SEARCH_QUERY_WALK_H

#include "db/db.h"

/* The time limits of a walk: processor time of this thread before and after it has found enough for
 * a page, and elapsed time (a cold disk). */
struct allowance {
    int64_t cpu_us, enough_cpu_us, us;
};

struct match {
    int64_t id, score; /* score 0: not scored */
};

struct search_walk {
    struct db_conn *c;
    struct str match, score_by; /* score_by empty: not scored */
    int64_t from, until;        /* ids, both inclusive */
    int64_t limit, enough;      /* enough: so many fill a page */
    int64_t span;               /* the width of the first range, in ids */
    struct allowance may;

    /* The result. */
    struct match *found; /* the caller's array, with room for `limit` */
    int64_t n;
    int64_t used_us;    /* processor time used */
    bool exhausted;     /* there are no more matches */
    int64_t stopped_at; /* the time limit: only ids from here on were read; otherwise 0 */
};

/* Runs the walk. ERR_DB, also if the index is damaged. */
MUST_CHECK enum err_kind search_walk(struct search_walk *w, struct err *e);

#endif

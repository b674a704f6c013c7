/* SPDX-License-Identifier: MIT */
/* Walks the search index from the newest match backwards, for a bounded time.
 *
 * Matches that are rare although their words are common (a phrase of "the" and "of") would make one
 * step of FTS5 long, and nothing can interrupt it. So the walk goes in ranges of ids, each a
 * statement of its own, whose size follows the time that the last one took, until the time allowed
 * is over: it then says how far back it came, and another can go on from there. */
#ifndef CORE_SEARCH_QUERY_WALK_H
#define CORE_SEARCH_QUERY_WALK_H

#include "db/db.h"

/* How long a walk may be: time of this thread's own, before and after it has found enough for a
 * page, and time that passes (a cold disk). */
struct allowance {
    int64_t cpu_us, enough_cpu_us, us;
};

struct match {
    int64_t id, score; /* score 0: not asked for */
};

struct search_walk {
    struct db_conn *c;
    struct str match, score_by; /* score_by empty: not scored */
    int64_t from, until;        /* ids, both included */
    int64_t limit, enough;      /* enough: with so many, a page is full */
    int64_t span;               /* of the first range */
    struct allowance may;

    /* What it found. */
    struct match *found; /* the caller's, with room for `limit` */
    int64_t n;
    int64_t used_us;    /* of its cpu_us */
    bool exhausted;     /* there are no more */
    int64_t stopped_at; /* the time was over: only ids from here on were looked at; else 0 */
};

MUST_CHECK enum err_kind search_walk(struct search_walk *w, struct err *e);

#endif

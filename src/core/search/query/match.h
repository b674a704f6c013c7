/* SPDX-License-Identifier: MIT */
/* Writes the plan of a search as a query for FTS5, and the call that ranks its matches. */
#ifndef CORE_SEARCH_QUERY_MATCH_H
#define CORE_SEARCH_QUERY_MATCH_H

#include "core/search/query/plan.h"

/* Which of the terms an article must have. WANT_SOME leaves out words that a fifth of all articles
 * contain, unless there are no others: they tell little about which article is meant. */
enum search_want { WANT_ALL, WANT_SOME, WANT_ALL_IN_TITLE };

struct search_match {
    struct str match;    /* (terms) AND filters NOT excluded terms */
    struct str score_by; /* the call of search_score (db/fts.h) */
};

/* Makes both, in A. SECTION_ID and AUTHOR_ID are filters; 0: any. */
struct search_match search_match_make(const struct search_plan *plan, enum search_want want,
                                      int64_t section_id, int64_t author_id, struct arena *a);

#endif

/* SPDX-License-Identifier: MIT */
/* What a search looks for: each term with its other possible meanings (longer words for an
 * unfinished one, a person or section of that name) and the weight of each. For
 * core/search/search.c. */
#ifndef CORE_SEARCH_QUERY_PLAN_H
#define CORE_SEARCH_QUERY_PLAN_H

#include "core/search/index/terms.h"
#include "core/search/query/found.h"

enum { CHOICES_MAX = 24 };

struct search_choice {
    struct str words; /* quoted for FTS5 */
    int64_t weight;   /* in thousandths */
};

struct search_group {
    const struct search_term *term;
    struct search_choice choice[CHOICES_MAX];
    int n;
    int64_t docs; /* upper bound of the articles that contain one of the choices */
};

struct search_plan {
    struct search_terms terms;
    struct search_group group[SEARCH_TERMS_MAX]; /* one for each term that is not excluded */
    int n;
    int64_t docs; /* articles in the index */
    struct search_place places[SEARCH_PLACES_MAX];
    size_t n_places;
};

/* What a plan must know of the index: how many articles it has, and its oldest folding. */
struct search_scope {
    int64_t docs, folding;
};
/* Makes the plan for TEXT, in A. ERR_DB. */
MUST_CHECK enum err_kind search_plan_make(struct db_conn *c, struct str text,
                                          struct search_scope scope, struct arena *a,
                                          struct search_plan *out, struct err *e);

/* The query with unknown words corrected to words of the index; empty if there is nothing to
 * correct or nothing similar. The work is bounded, whatever was typed. ERR_DB. */
MUST_CHECK enum err_kind search_guess(struct db_conn *c, const struct search_plan *plan,
                                      struct arena *a, struct str *out, struct err *e);

#endif

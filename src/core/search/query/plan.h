/* SPDX-License-Identifier: MIT */
/* What to look for: each term with what else it may mean (more of an unfinished word, a person or
 * a section of that name), and how much each is worth. For core/search/search.c. */
#ifndef CORE_SEARCH_QUERY_PLAN_H
#define CORE_SEARCH_QUERY_PLAN_H

#include "core/search/index/terms.h"
#include "core/search/query/found.h"

enum { CHOICES_MAX = 20 };

struct search_choice {
    struct str words; /* quoted, as FTS5 takes them */
    int64_t weight;   /* in thousandths */
};

struct search_group {
    const struct search_term *term;
    struct search_choice choice[CHOICES_MAX];
    int n;
    int64_t docs; /* articles that may hold one of them, at most */
};

struct search_plan {
    struct search_terms terms;
    struct search_group group[SEARCH_TERMS_MAX]; /* of the terms that are wanted */
    int n;
    int64_t docs; /* articles in the index */
    struct search_place places[SEARCH_PLACES_MAX];
    size_t n_places;
};

MUST_CHECK enum err_kind search_plan_make(struct db_conn *c, struct str text, int64_t docs,
                                          struct arena *a, struct search_plan *out, struct err *e);

/* The text with its unknown words corrected to such as the index has; empty where there is nothing
 * to correct, or nothing near. The work is bounded whatever was typed. */
MUST_CHECK enum err_kind search_guess(struct db_conn *c, const struct search_plan *plan,
                                      struct arena *a, struct str *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Marks the matches in an article's texts, and finds the passage that shows most of them. It works
 * on the texts alone: FTS5's own highlight() and snippet() look each word up in the index again for
 * every article shown, which takes most of a page's time if the index is large. */
#ifndef CORE_SEARCH_QUERY_MARKS_H
#define CORE_SEARCH_QUERY_MARKS_H

#include "core/search/query/plan.h"

struct search_marks;

/* Prepares the words of PLAN. The result and everything made with it live in A; PLAN must outlive
 * them. */
struct search_marks *search_marks_new(const struct search_plan *plan, struct arena *a);

/* Splits TEXT into parts, which together are TEXT: the words of the query as they are written there
 * are marked. True if some part is marked. */
bool search_marks_all(struct search_marks *m, struct str text, struct search_text *out);
/* The same for a few lines of TEXT: those with most of the query, or the beginning if there is no
 * match. */
bool search_marks_passage(struct search_marks *m, struct str text, struct search_text *out);

#endif

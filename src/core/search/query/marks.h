/* SPDX-License-Identifier: MIT */
/* Marks in an article's texts what was looked for, and finds the passage that says most of it. It
 * goes by the texts alone: FTS5's own highlight() and snippet() find each word in the index once
 * more for every article that is shown, which is most of a page's time where the index is large. */
#ifndef CORE_SEARCH_QUERY_MARKS_H
#define CORE_SEARCH_QUERY_MARKS_H

#include "core/search/query/plan.h"

struct search_marks;

/* What PLAN looks for. It, and what is made with it, lives in A and needs PLAN to stay. */
struct search_marks *search_marks_new(const struct search_plan *plan, struct arena *a);

/* TEXT (as the index has it) in parts; *marked says whether any is marked. */
MUST_CHECK enum err_kind search_marks_all(struct search_marks *m, struct db_conn *c,
                                          struct str text, struct search_text *out, bool *marked,
                                          struct err *e);
/* The same of a few lines of TEXT, those that hold most of what is looked for; of its beginning
 * where it holds nothing of it. */
MUST_CHECK enum err_kind search_marks_passage(struct search_marks *m, struct db_conn *c,
                                              struct str text, struct search_text *out,
                                              bool *marked, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Which words of a search are to be marked in one article's texts. */
#ifndef CORE_SEARCH_MARKS_H
#define CORE_SEARCH_MARKS_H

#include "core/search_plan.h"

/* An FTS5 query in A that matches the index's document ID and has of the plan's words only those
 * that its texts hold: opening the index for a document costs a search for each word, and an
 * unfinished word may stand for a score of them. OTHERWISE where they hold none. */
MUST_CHECK enum err_kind search_marks(struct db_conn *c, const struct search_plan *plan, int64_t id,
                                      struct str otherwise, struct arena *a, struct str *out,
                                      struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The newsroom's search: headlines of all articles, whatever their status. An index of its own, so
 * that nothing of what is not published is in the readers'. */
#ifndef CORE_SEARCH_INDEX_DESK_H
#define CORE_SEARCH_INDEX_DESK_H

#include "core/news/article.h"

/* Makes the index say what the article now is, inside a write job: after its headline, author or
 * status has changed, and after it was added. */
MUST_CHECK enum err_kind search_desk_put(struct db_conn *c, int64_t article_id, struct err *e);

/* Inside a write job: puts in up to LIMIT headlines of articles after AFTER_ID. */
MUST_CHECK enum err_kind search_desk_fill(struct db_conn *c, int64_t after_id, int64_t limit,
                                          struct err *e);
/* Inside a write job: empties the index. */
MUST_CHECK enum err_kind search_desk_clear(struct db_conn *c, struct err *e);

struct search_desk_query {
    struct str text;            /* as typed; the last word may be a beginning */
    enum article_status status; /* ARTICLE_STATUSES: all but the trash */
    int64_t author_id;          /* 0: of everybody */
    int64_t before_id;          /* the key; 0: from the newest */
    int64_t limit;
};
/* The articles whose headline has all the words of TEXT, those begun last first. None where TEXT
 * holds no word. */
MUST_CHECK enum err_kind search_desk_find(struct db_conn *c, const struct search_desk_query *q,
                                          struct arena *a, struct article_list *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The newsroom's search: the headlines of all articles, whatever their status. It has an index of
 * its own, so that the readers' index contains nothing unpublished. */
#ifndef CORE_SEARCH_INDEX_DESK_H
#define CORE_SEARCH_INDEX_DESK_H

#include "core/news/article.h"
#include "core/search/index/state.h"

/* Updates the article's headline, author and status in the index; adds it if it is new. Inside the
 * write job of the change. ERR_DB, also if the index is damaged. */
MUST_CHECK enum err_kind search_desk_put(struct db_conn *c, int64_t article_id, struct err *e);

/* Adds up to LIMIT headlines of the articles after AFTER_ID. Inside a write job. */
MUST_CHECK enum err_kind search_desk_fill(struct db_conn *c, int64_t after_id, int64_t limit,
                                          struct err *e);
/* Makes up to LIMIT headlines of an older folding anew, from STATE's place on, and writes STATE.
 * Inside a write job. */
MUST_CHECK enum err_kind search_desk_refold(struct db_conn *c, struct search_state *state,
                                            int64_t limit, struct err *e);
/* Empties the index. Inside a write job. */
MUST_CHECK enum err_kind search_desk_clear(struct db_conn *c, struct err *e);

struct search_desk_query {
    struct str text;            /* as typed; the last word may be unfinished */
    enum article_status status; /* ARTICLE_STATUSES: all but the trash */
    int64_t author_id;          /* 0: any author */
    int64_t before_id;          /* the key; 0: from the newest */
    int64_t limit;
};
/* The articles whose headlines contain all words of TEXT, the newest id first; none if TEXT
 * contains no word. ERR_DB. */
MUST_CHECK enum err_kind search_desk_find(struct db_conn *c, const struct search_desk_query *q,
                                          struct arena *a, struct article_list *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The moderators' queue: comments by status, article, address or author, a page at a time. */
#ifndef CORE_TALK_COMMENT_QUEUE_H
#define CORE_TALK_COMMENT_QUEUE_H

#include "core/talk/comment.h"

enum { QUEUE_ALL = COMMENT_STATUSES }; /* as a status in a query: pending and approved */

struct queue_query {
    int status;         /* enum comment_status, or QUEUE_ALL */
    int64_t article_id; /* 0: all articles */
    struct str addr;    /* empty: any address. At most one of article_id, addr and user_id is set */
    int64_t user_id;    /* 0: everybody; otherwise the comments that this user wrote ("mine") */
    int64_t before_id;  /* the key; 0: from the newest */
    int64_t limit;
};
struct comment_list {
    struct comment *items; /* newest first */
    size_t n;
    bool older; /* there are older ones */
};
/* A page of the queue, at a cost that does not depend on its length. ERR_DB. */
MUST_CHECK enum err_kind comment_queue(struct db_conn *c, const struct queue_query *q,
                                       struct arena *a, struct comment_list *out, struct err *e);
/* The number of comments in each status. Read from rows that triggers maintain. ERR_DB. */
MUST_CHECK enum err_kind comment_totals(struct db_conn *c, int64_t totals[COMMENT_STATUSES],
                                        struct err *e);
/* The number of comments that Q matches, counted up to LIMIT. ERR_DB. */
MUST_CHECK enum err_kind comment_queue_count(struct db_conn *c, const struct queue_query *q,
                                             int64_t limit, int64_t *out, struct err *e);

/* The newest comment that Q matches; 0: none. ERR_DB. */
MUST_CHECK enum err_kind comment_queue_newest(struct db_conn *c, const struct queue_query *q,
                                              int64_t *id, struct err *e);

#endif

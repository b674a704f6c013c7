/* SPDX-License-Identifier: MIT */
/* Each kind of query has a statement with an index of its own, so a page costs the same however
 * long the queue is. */
#include "core/talk/comment_queue.h"

/* The statement that finds the comments of Q older than BEFORE_ID. */
static struct stmt *queue_stmt(struct db_conn *c, const struct queue_query *q, int64_t before_id,
                               int64_t limit)
{
    struct stmt *s;
    bool all = q->status == QUEUE_ALL;
    if (q->user_id) {
        s = db_stmt(c, SQL_QUEUE_OF_USER);
        stmt_int(s, ARG_USER_ID, q->user_id);
    } else if (q->article_id) {
        s = db_stmt(c, all ? SQL_QUEUE_ALL_OF_ARTICLE : SQL_QUEUE_OF_ARTICLE);
        stmt_int(s, ARG_ARTICLE_ID, q->article_id);
    } else if (q->addr.n > 0) {
        s = db_stmt(c, all ? SQL_QUEUE_ALL_OF_ADDR : SQL_QUEUE_OF_ADDR);
        stmt_text(s, ARG_ADDR, q->addr);
    } else {
        s = db_stmt(c, all ? SQL_QUEUE_ALL : SQL_QUEUE_BY_STATUS);
    }
    if (!all && q->user_id == 0)
        stmt_int(s, ARG_STATUS, q->status);
    stmt_int(s, ARG_BEFORE_ID, before_id ? before_id : INT64_MAX);
    stmt_int(s, ARG_ROW_LIMIT, limit);
    return s;
}

/* Reads up to LIMIT ids of Q older than BEFORE_ID into IDS, newest first. */
static enum err_kind queue_ids(struct db_conn *c, const struct queue_query *q, int64_t before_id,
                               int64_t limit, int64_t *ids, int64_t *n, struct err *e)
{
    struct stmt *s = queue_stmt(c, q, before_id, limit);
    *n = 0;
    while (*n < limit && stmt_next(s))
        ids[(*n)++] = stmt_col_int(s, COL_ID);
    return stmt_done(s, e);
}

static enum err_kind read_history(struct db_conn *c, struct comment *comment, struct err *e)
{
    if (str_empty(comment->email))
        return OK;
    struct stmt *s = db_stmt(c, SQL_AUTHOR_TOTALS);
    stmt_text(s, ARG_EMAIL, comment->email);
    while (stmt_next(s)) {
        int64_t status = stmt_col_int(s, COL_STATUS), n = stmt_col_int(s, COL_N);
        if (status == (int64_t)comment->status)
            n--; /* do not count this one */
        if (status == COMMENT_APPROVED)
            comment->approved_before += n;
        else if (status != COMMENT_PENDING)
            comment->refused_before += n;
    }
    return stmt_done(s, e);
}

enum err_kind comment_queue(struct db_conn *c, const struct queue_query *q, struct arena *a,
                            struct comment_list *out, struct err *e)
{
    int64_t *ids = ARENA_ARRAY(a, int64_t, (size_t)q->limit + 1), n;
    TRY(queue_ids(c, q, q->before_id, q->limit + 1, ids, &n, e));
    *out = (struct comment_list){.items = ARENA_ARRAY(a, struct comment, (size_t)q->limit)};
    out->older = n > q->limit;
    for (int64_t i = 0; i < n && i < q->limit; i++) {
        struct comment *comment = &out->items[out->n++];
        TRY(comment_by_id(c, ids[i], a, comment, e));
        TRY(read_history(c, comment, e));
    }
    return OK;
}

enum err_kind comment_totals(struct db_conn *c, int64_t totals[COMMENT_STATUSES], struct err *e)
{
    memset(totals, 0, COMMENT_STATUSES * sizeof *totals);
    struct stmt *s = db_stmt(c, SQL_COMMENT_TOTALS);
    while (stmt_next(s)) {
        int64_t status = stmt_col_int(s, COL_STATUS);
        if (status >= 0 && status < COMMENT_STATUSES)
            totals[status] = stmt_col_int(s, COL_N);
    }
    return stmt_done(s, e);
}

enum err_kind comment_queue_count(struct db_conn *c, const struct queue_query *q, int64_t limit,
                                  int64_t *out, struct err *e)
{
    struct stmt *s = queue_stmt(c, q, 0, limit);
    *out = 0;
    while (stmt_next(s))
        (*out)++;
    return stmt_done(s, e);
}

enum err_kind comment_queue_newest(struct db_conn *c, const struct queue_query *q, int64_t *id,
                                   struct err *e)
{
    int64_t n;
    *id = 0;
    return queue_ids(c, q, 0, 1, id, &n, e);
}

/* SPDX-License-Identifier: MIT */
/* Reads the finished lists. popular_block widens the span until it finds BLOCK_ENOUGH articles. */
#include "core/popular/popular.h"

enum { BLOCK_ENOUGH = 3 /* with fewer articles a longer span is tried */ };

bool popular_list_equal(const struct popular_list *a, const struct popular_list *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->items[i].article_id != b->items[i].article_id)
            return false;
    return true;
}

static enum err_kind list_top(struct db_conn *c, enum popular_span span, size_t limit,
                              struct popular_list *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_LIST);
    stmt_int(s, ARG_SPAN, span);
    stmt_int(s, ARG_ROW_LIMIT, (int64_t)limit);
    out->n = 0;
    while (out->n < limit && stmt_next(s))
        out->items[out->n++] = (struct popular_item){
            .article_id = stmt_col_int(s, COL_ARTICLE_ID),
            .n = stmt_col_int(s, COL_N),
        };
    return stmt_done(s, e);
}

enum err_kind popular_list(struct db_conn *c, enum popular_span span, struct popular_list *out,
                           struct err *e)
{
    return list_top(c, span, POPULAR_SHOWN, out, e);
}

enum err_kind popular_block(struct db_conn *c, enum popular_span *span, struct popular_list *out,
                            struct err *e)
{
    struct popular_list list;
    *span = POPULAR_DAY;
    out->n = 0;
    for (enum popular_span at = POPULAR_DAY; at < POPULAR_SPANS; at++) {
        TRY(list_top(c, at, POPULAR_BLOCK, &list, e));
        if (list.n <= out->n)
            continue;
        *span = at;
        *out = list;
        if (out->n >= BLOCK_ENOUGH)
            break;
    }
    return OK;
}

enum err_kind popular_version(struct db_conn *c, struct popular_version *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_VERSION);
    *out = (struct popular_version){0};
    if (stmt_next(s)) {
        out->version = stmt_col_int(s, COL_VERSION);
        out->ranked_at = stmt_col_int(s, COL_RANKED_AT);
    }
    return stmt_done(s, e);
}

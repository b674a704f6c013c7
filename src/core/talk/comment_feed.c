/* SPDX-License-Identifier: MIT */
/* A feed is one document, so both the number of its comments and the size of their texts have a
 * bound. */
#include "core/talk/comment_feed.h"

enum { COMMENTS_MAX = 50 /* the statement's own limit */ };

enum err_kind feed_comments(struct db_conn *c, int64_t article_id, struct arena *a,
                            struct comment_list *out, struct err *e)
{
    *out = (struct comment_list){.items = ARENA_ARRAY(a, struct comment, COMMENTS_MAX)};
    struct stmt *s = db_stmt(c, SQL_FEED_COMMENTS);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    for (size_t bytes = 0; out->n < COMMENTS_MAX && bytes <= COMMENT_PAGE_BYTES && stmt_next(s);) {
        struct comment *it = &out->items[out->n++];
        *it = comment_from_row(s, a);
        bytes += it->body.n;
    }
    return stmt_done(s, e);
}

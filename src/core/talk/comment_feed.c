/* SPDX-License-Identifier: MIT */
/* Reads the comments of a feed. A feed is one document, so both the number of comments and the size
 * of their texts are bounded. */
#include "core/talk/comment_feed.h"
#include "core/talk/comment_queue.h"

enum { COMMENTS_MAX = 50 /* the statement's own limit */ };

enum err_kind comment_feed_list(struct db_conn *c, int64_t article_id, struct arena *a,
                                struct comment_list *out, struct err *e)
{
    *out = (struct comment_list){.items = ARENA_ARRAY(a, struct comment, COMMENTS_MAX)};
    struct stmt *s = db_stmt(c, SQL_FEED_COMMENTS);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    for (size_t bytes = 0; out->n < COMMENTS_MAX && bytes <= COMMENT_PAGE_BYTES && stmt_next(s);) {
        struct comment *comment = &out->items[out->n++];
        *comment = comment_from_row(s, a);
        bytes += comment->body.n;
    }
    return stmt_done(s, e);
}

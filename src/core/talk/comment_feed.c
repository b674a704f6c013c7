/* SPDX-License-Identifier: MIT */
/* Reads the comments of a feed. A feed is one document, so both the number of comments and the size
 * of their texts are bounded. */
#include "core/talk/comment_feed.h"
#include "core/news/article.h"
#include "core/talk/comment_queue.h"

enum {
    COMMENTS_MAX = 50, /* also the limit of the statement about one article */
    LOOKED_AT_MAX = 500,
};

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

enum err_kind comment_feed_of_site(struct db_conn *c, struct arena *a, struct comment_list *out,
                                   struct err *e)
{
    *out = (struct comment_list){.items = ARENA_ARRAY(a, struct comment, COMMENTS_MAX)};
    struct stmt *s = db_stmt(c, SQL_FEED_COMMENTS_OF_SITE);
    stmt_int(s, ARG_ROW_LIMIT, LOOKED_AT_MAX);
    for (size_t bytes = 0; out->n < COMMENTS_MAX && bytes <= COMMENT_PAGE_BYTES && stmt_next(s);) {
        if (stmt_col_int(s, COL_ARTICLE_STATUS) != ARTICLE_PUBLISHED)
            continue;
        struct comment *comment = &out->items[out->n++];
        *comment = comment_from_row(s, a);
        comment->article_id = stmt_col_int(s, COL_ARTICLE_ID);
        comment->article_title = stmt_col_text(s, COL_ARTICLE_TITLE, a);
        comment->article_day = stmt_col_int(s, COL_ARTICLE_DAY);
        comment->article_slug = stmt_col_text(s, COL_ARTICLE_SLUG, a);
        comment->article_comments = stmt_col_int(s, COL_COMMENT_COUNT);
        bytes += comment->body.n;
    }
    return stmt_done(s, e);
}

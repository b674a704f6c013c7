/* SPDX-License-Identifier: MIT */
/* Pages go by key, so which of them a thread is on would have to be counted. A page that begins
 * with the thread shows it, too, and costs nothing to find. Only where one page holds everything is
 * the plain address used: it does so if there are no more comments than threads fit on a page, and
 * if their texts do not end it earlier (COMMENT_PAGE_BYTES). */
#include "core/talk/comment_place.h"

static enum err_kind text_characters(struct db_conn *c, int64_t article_id, int64_t *out,
                                     struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_TEXT_CHARACTERS);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    *out = stmt_next(s) ? stmt_col_int(s, COL_N) : 0;
    return stmt_done(s, e);
}

enum err_kind comment_place(struct db_conn *c, const struct settings *s, int64_t article_id,
                            int64_t comment_count, int64_t root_id, int64_t *after, struct err *e)
{
    enum { CHARACTER_BYTES_MAX = 4 };
    *after = s->newest_first ? root_id + 1 : root_id - 1;
    if (comment_count > s->comments_per_page)
        return OK;
    int64_t characters;
    TRY(text_characters(c, article_id, &characters, e));
    if (characters <= COMMENT_PAGE_BYTES / CHARACTER_BYTES_MAX)
        *after = 0;
    return OK;
}

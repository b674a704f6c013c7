/* SPDX-License-Identifier: MIT */
/* Reading a comment, and writing it anew in one place, so that its digest always fits its text. */
#include "core/talk/comment.h"

#include "base/clock.h"
#include "core/talk/comment_key.h"

struct comment comment_from_row(struct stmt *s, struct arena *a)
{
    return (struct comment){
        .id = stmt_col_int(s, COL_ID),
        .parent_id = stmt_col_int(s, COL_PARENT_ID),
        .root_id = stmt_col_int(s, COL_ROOT_ID),
        .depth = stmt_col_int(s, COL_DEPTH),
        .status = (enum comment_status)stmt_col_int(s, COL_STATUS),
        .user_id = stmt_col_int(s, COL_USER_ID),
        .author = stmt_col_text(s, COL_AUTHOR, a),
        .url = stmt_col_text(s, COL_URL, a),
        .body = stmt_col_text(s, COL_BODY, a),
        .created_at = stmt_col_int(s, COL_CREATED_AT),
        .edited_at = stmt_col_int(s, COL_EDITED_AT),
    };
}

enum err_kind comment_by_id(struct db_conn *c, int64_t id, struct arena *a, struct comment *out,
                            struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_BY_ID);
    stmt_int(s, ARG_ID, id);
    bool found = stmt_next(s);
    if (found) {
        *out = comment_from_row(s, a);
        out->article_id = stmt_col_int(s, COL_ARTICLE_ID);
        out->held_reason = stmt_col_text(s, COL_HELD_REASON, a);
        out->email = stmt_col_text(s, COL_EMAIL, a);
        out->addr = stmt_col_text(s, COL_ADDR, a);
        out->user_agent = stmt_col_text(s, COL_USER_AGENT, a);
        out->decided_at = stmt_col_int(s, COL_DECIDED_AT);
        out->decided_by = stmt_col_text(s, COL_DECIDED_BY, a);
        out->article_title = stmt_col_text(s, COL_ARTICLE_TITLE, a);
        out->article_day = stmt_col_int(s, COL_ARTICLE_DAY);
        out->article_slug = stmt_col_text(s, COL_ARTICLE_SLUG, a);
        out->article_author_id = stmt_col_int(s, COL_ARTICLE_AUTHOR_ID);
    }
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such comment."));
}

static enum err_kind write_comment(struct db_conn *c, const struct comment *new, struct str digest,
                                   int64_t now, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_REWRITE);
    stmt_int(s, ARG_ID, new->id);
    stmt_text(s, ARG_AUTHOR, new->author);
    stmt_text(s, ARG_EMAIL, new->email);
    stmt_text(s, ARG_URL, new->url);
    stmt_text(s, ARG_BODY, new->body);
    stmt_text(s, ARG_DIGEST, digest);
    stmt_int(s, ARG_STATUS, new->status);
    stmt_text(s, ARG_HELD_REASON, new->held_reason);
    stmt_int(s, ARG_NOW, now);
    return stmt_run(s, e);
}

enum err_kind comment_rewrite(struct db_conn *c, const struct comment *new, struct arena *a,
                              struct err *e)
{
    return write_comment(c, new,
                         comment_duplicate_digest(a, new->article_id, new->author, new->body),
                         clock_now(), e);
}

/* SPDX-License-Identifier: MIT */
/* Shows a comment to its author. What it says depends on the comment's status; whether the forms
 * are there depends on how long ago the comment was sent. The reason why a comment was held or
 * refused is for the newsroom only. */
#include "site/article/receipt_view.h"

#include <inttypes.h>

#include "text/comment_text.h"
#include "core/talk/comment_own.h"

struct receipt_view {
    struct str anchor, status, author, iso, when, until, secret, source, failed;
    struct html text;
    int64_t comment_max;
    bool waiting, done, staff, editable, can_type, edit_open, refused;
};
static const struct tpl_field receipt_fields[] = {
    TPL_FIELD(receipt_view, "ANCHOR", TPL_STR, anchor),
    TPL_FIELD(receipt_view, "STATUS", TPL_STR, status),
    TPL_FIELD(receipt_view, "WAITING", TPL_BOOL, waiting),
    TPL_FIELD(receipt_view, "DONE", TPL_BOOL, done),
    TPL_FIELD(receipt_view, "AUTHOR", TPL_STR, author),
    TPL_FIELD(receipt_view, "STAFF", TPL_BOOL, staff),
    TPL_FIELD(receipt_view, "ISO", TPL_STR, iso),
    TPL_FIELD(receipt_view, "WHEN", TPL_STR, when),
    TPL_FIELD(receipt_view, "TEXT", TPL_HTML, text),
    TPL_FIELD(receipt_view, "EDITABLE", TPL_BOOL, editable),
    TPL_FIELD(receipt_view, "CAN_TYPE", TPL_BOOL, can_type),
    TPL_FIELD(receipt_view, "UNTIL", TPL_STR, until),
    TPL_FIELD(receipt_view, "SECRET", TPL_STR, secret),
    TPL_FIELD(receipt_view, "EDIT_OPEN", TPL_BOOL, edit_open),
    TPL_FIELD(receipt_view, "REFUSED", TPL_BOOL, refused),
    TPL_FIELD(receipt_view, "FAILED", TPL_STR, failed),
    TPL_FIELD(receipt_view, "SOURCE", TPL_STR, source),
    TPL_FIELD(receipt_view, "COMMENT_MAX", TPL_INT, comment_max),
    TPL_END};
TPL_TEMPLATE(receipt, "site/receipt.tpl", receipt_view, receipt_fields);

enum err_kind receipt_read(struct context *c, struct str secret, int64_t article_id,
                           struct receipt *out, struct err *e)
{
    struct db_conn *conn;
    *out = (struct receipt){.secret = secret};
    TRY(context_db(c, &conn, e));
    TRY(comment_by_receipt(conn, secret, c->now, c->arena, &out->comment, &out->editable, e));
    if (article_id != 0 && out->comment.article_id != article_id)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such comment."));
    return OK;
}

struct str receipt_url(struct str article_url, struct str secret, int64_t comment_id,
                       struct arena *a)
{
    return arena_printf(a, "%.*s?receipt=%.*s#comment-%" PRId64, STR_ARG(article_url),
                        STR_ARG(secret), comment_id);
}

static const char *status_sentence(enum comment_status status)
{
    switch (status) {
    case COMMENT_PENDING:
        return N_("Your comment is awaiting moderation.");
    case COMMENT_APPROVED:
        return N_("Your comment is on the page.");
    case COMMENT_SPAM:
        return N_("Your comment was not published.");
    case COMMENT_TRASH:
    case COMMENT_STATUSES:
        break;
    }
    return N_("Your comment is not on the page: it was withdrawn or removed.");
}

struct tpl_include receipt_include(struct context *c, const struct receipt *r, struct str **anchor)
{
    struct arena *a = c->arena;
    const struct locale *l = c->settings->locale;
    const struct comment *comment = &r->comment;
    struct receipt_view *v = ARENA_NEW(a, struct receipt_view);
    bool typed = r->typed.p != NULL;
    *v = (struct receipt_view){
        .status = say(c, status_sentence(comment->status)),
        .waiting = comment->status == COMMENT_PENDING,
        .done = comment->status == COMMENT_APPROVED,
        .author = str_empty(comment->author) ? say(c, "Anonymous") : comment->author,
        .staff = comment->user_id != 0,
        .iso = locale_iso(l, comment->created_at, a),
        .when = locale_date(l, comment->created_at, DATE_TIME, a),
        .text = comment_html(a, comment->body, DIRECTION_AUTO),
        .editable = r->editable,
        .until = locale_date(l, comment->created_at + COMMENT_EDIT_S, DATE_TIME_ONLY, a),
        .secret = r->secret,
        .can_type = r->editable || typed, /* a text that was sent too late is still shown */
        .edit_open = typed,
        .refused = !str_empty(r->failed),
        .failed = r->failed,
        .source = typed ? r->typed : comment->body,
        .comment_max = COMMENT_BODY_MAX,
    };
    *anchor = &v->anchor;
    return tpl_receipt(v);
}

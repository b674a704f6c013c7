/* SPDX-License-Identifier: MIT */
/* Lets commenters change or withdraw their own comment: whoever has its receipt may do so for a
 * while. A refused change comes back on the receipt's page. */
#include "site/article/article_view.h"

#include "site/site.h"
#include "web/answer.h"
#include "web/http/status.h"
#include "core/talk/comment_own.h"

struct own {
    struct receipt receipt;
    struct article article;
    struct str url; /* the receipt's page */
};

/* The comment that the form's receipt names, and its article, which must be published. */
static enum err_kind read_own(struct context *c, struct own *out, struct err *e)
{
    struct db_conn *conn;
    TRY(receipt_read(c, form_raw(&c->form, "receipt"), 0, &out->receipt, e));
    TRY(context_db(c, &conn, e));
    enum err_kind kind =
        article_by_id(conn, out->receipt.comment.article_id, c->arena, &out->article, e);
    if (kind == OK && out->article.status != ARTICLE_PUBLISHED)
        kind = err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such article."));
    TRY(kind);
    out->url = receipt_url(article_url(&out->article, c->arena), out->receipt.secret,
                           out->receipt.comment.id, c->arena);
    return OK;
}

static enum err_kind answer_refused(struct context *c, struct own *own, enum err_kind kind,
                                    bool too_long, struct err *e)
{
    struct layout_page page;
    struct article_ask ask = {.article = &own->article, .receipt = &own->receipt};
    int status = too_long ? 413 : status_of(kind);
    own->receipt.failed = context_failure(c, e);
    TRY(article_layout(c, &ask, &page, e));
    if (kind == ERR_BUSY)
        response_retry_after(c->x, BUSY_RETRY_S);
    return layout_answer(c, status, &page, e);
}

/* Whether the failure is shown on the receipt's page. */
static bool is_shown(enum err_kind kind)
{
    return kind != ERR_NOT_FOUND && !err_is_fault(kind);
}

enum err_kind comment_own_edit(struct context *c, struct err *e)
{
    struct own own = {0};
    struct problems problems = {0};
    TRY(read_own(c, &own, e));
    struct str body =
        form_text(&c->form, "comment", UTF8_MARKDOWN, COMMENT_BODY_MAX, c->arena, &problems);
    enum err_kind kind = problems.n > 0 ? err_repeat(e, ERR_INVALID, &problems.item[0].said)
                                        : comment_edit_own(c->app->db, c->settings,
                                                           own.receipt.secret, body, &problems, e);
    if (kind == OK)
        return answer_see_other(c, own.url);
    own.receipt.typed = body.p != NULL ? body : STR("");
    return is_shown(kind) ? answer_refused(c, &own, kind, body.n > COMMENT_BODY_MAX, e) : kind;
}

enum err_kind comment_own_withdraw(struct context *c, struct err *e)
{
    struct own own = {0};
    TRY(read_own(c, &own, e));
    enum err_kind kind = comment_withdraw(c->app->db, own.receipt.secret, e);
    if (kind == OK)
        return answer_see_other(c, own.url);
    return is_shown(kind) ? answer_refused(c, &own, kind, false, e) : kind;
}

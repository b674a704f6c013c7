/* SPDX-License-Identifier: MIT */
/* Receives a comment. If it is accepted, the answer redirects to its receipt. If it is refused, the
 * article's page comes back with everything that was typed, the problems, and a form that can be
 * sent again. comment_take decides; this file reads the form and shows the answer. */
#include "site/article/article_view.h"

#include "base/rand.h"
#include "core/talk/comment_take.h"
#include "core/talk/form_token.h"
#include "site/site.h"
#include "web/answer.h"
#include "web/reader.h"
#include "web/http/status.h"

enum { TOKEN_MAX = 200, USER_AGENT_MAX = 500, ADDR_MAX = 100 };

/* A form as sent. */
struct posted {
    struct comment_sending sending;
    struct comment_typed typed;
    struct problems problems;
    struct str
        new_browser; /* the id for a browser that has none; empty: it has one, or needs none */
    bool ours;       /* the form has a token of this site, if an old one */
    bool too_long;
};

/* ---- reading the form ---- */

/* A header of the request, cleaned for storing; empty if it is not valid text. */
static struct str header_text(struct context *c, struct str sent, size_t max_bytes)
{
    struct str clean;
    struct err ignored;
    sent = utf8_cut(sent, 2 * max_bytes);
    if (!utf8_valid(sent) || utf8_clean(c->arena, sent, UTF8_ONE_LINE, &clean, &ignored) != OK)
        return STR_NONE;
    return utf8_cut(clean, max_bytes);
}

/* The comment as it goes back into the form: cleaned; but if it is only white space, as typed,
 * since cleaning would leave nothing. */
static struct str comment_shown(const struct form *f, struct str clean)
{
    struct str raw = form_raw(f, "comment");
    return str_empty(clean) && str_empty(str_trim(raw)) ? raw : clean;
}

/* A number from a hidden field; 0 if there is none. */
static int64_t hidden_number(struct context *c, const char *name, struct problems *p)
{
    enum { DIGITS_MAX = 20 };
    /* Detects a field that is sent twice. */
    (void)form_text(&c->form, name, UTF8_ONE_LINE, DIGITS_MAX, c->arena, p);
    return form_int(&c->form, name, 1, INT64_MAX, 0, p);
}

/* A field of the comment. Normalising the text costs time, which only a form with this site's token
 * gets; the text of any other form goes back as typed. */
static struct str comment_field(struct context *c, struct posted *posted, const char *name,
                                enum utf8_lines lines, size_t max_bytes)
{
    if (!posted->ours)
        return form_typed(&c->form, name, lines, c->arena, &posted->problems);
    return form_text(&c->form, name, lines, max_bytes, c->arena, &posted->problems);
}

/* Only a browser with a signed name can be trusted later, so a reader's browser gets one with the
 * first comment. */
static struct str browser_id(struct context *c, struct posted *posted)
{
    struct str id = reader_browser(c);
    if (str_empty(id) && c->session == NULL)
        id = posted->new_browser = reader_browser_new(c->arena);
    return str_empty(id) ? STR_NONE : hash_hex(c->arena, id);
}

/* Reads the token first, since comment_field depends on it. */
static void read_form(struct context *c, struct posted *posted)
{
    const struct form *f = &c->form;
    struct problems *p = &posted->problems;
    struct comment_submission *sub = &posted->sending.typed;
    struct err ignored; /* comment_take checks the token and says what is wrong with it */
    sub->article_id = hidden_number(c, "article", p);
    sub->parent_id = hidden_number(c, "parent", p);
    sub->token = form_text(f, "token", UTF8_ONE_LINE, TOKEN_MAX, c->arena, p);
    posted->ours = form_token_check(c->settings, sub->token, sub->article_id, c->now, c->arena,
                                    &ignored) != ERR_INVALID;
    sub->body = comment_field(c, posted, "comment", UTF8_MARKDOWN, COMMENT_BODY_MAX);
    sub->author = comment_field(c, posted, "author", UTF8_ONE_LINE, COMMENT_AUTHOR_MAX);
    sub->email = comment_field(c, posted, "email", UTF8_ONE_LINE, COMMENT_EMAIL_MAX);
    sub->url = comment_field(c, posted, "url", UTF8_ONE_LINE, COMMENT_URL_MAX);
    sub->addr = header_text(c, c->x->rq.remote_addr, ADDR_MAX);
    sub->user_agent = header_text(c, c->x->rq.user_agent, USER_AGENT_MAX);
    sub->browser = browser_id(c, posted);
    posted->sending.session = c->session;
    posted->sending.csrf = form_raw(f, "csrf");
    posted->too_long = sub->body.n > COMMENT_BODY_MAX;
    posted->typed = (struct comment_typed){
        .comment = comment_shown(f, sub->body),
        .author = sub->author,
        .email = sub->email,
        .url = sub->url,
        .remember = form_checked(f, "remember"),
    };
}

/* ---- the answer ---- */

static enum err_kind answer_accepted(struct context *c, const struct posted *posted,
                                     const struct comment_receipt *receipt)
{
    const struct comment_submission *sub = &posted->sending.typed;
    if (c->session == NULL)
        reader_details_set(c, &(struct reader_details){.author = sub->author,
                                                       .email = sub->email,
                                                       .url = sub->url,
                                                       .remembered = posted->typed.remember});
    return answer_see_other(
        c, receipt_url(receipt->article_url, receipt->secret, receipt->comment_id, c->arena));
}

static enum err_kind read_article(struct context *c, int64_t id, struct article *out, struct err *e)
{
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    enum err_kind kind = article_by_id(conn, id, c->arena, out, e);
    if (kind == OK && out->status != ARTICLE_PUBLISHED)
        kind = err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such article."));
    return kind;
}

/* Adds Retry-After if the comment may be sent again later. */
static void add_retry_after(struct context *c, enum err_kind kind, int64_t retry_s)
{
    if (kind != ERR_TOO_MANY && kind != ERR_BUSY)
        return;
    response_retry_after(c->x, kind == ERR_BUSY ? BUSY_RETRY_S : retry_s > 0 ? retry_s : 1);
}

static enum err_kind answer_refused(struct context *c, struct posted *posted,
                                    const struct comment_taken *taken, enum err_kind kind,
                                    struct err *e)
{
    struct article article;
    struct layout_page page;
    struct str failed = posted->problems.n > 0 ? STR_NONE : context_failure(c, e);
    TRY(read_article(c, posted->sending.typed.article_id, &article, e));
    posted->typed.token = taken->token;
    struct article_ask ask = {
        .article = &article,
        .reply_to = posted->sending.typed.parent_id,
        .typed = &posted->typed,
        .problems = &posted->problems,
        .failed = failed,
    };
    int status = posted->too_long ? 413 : status_of(kind);
    TRY(article_layout(c, &ask, &page, e));
    add_retry_after(c, kind, taken->retry_s);
    return layout_answer(c, status, &page, e);
}

enum err_kind comment_post(struct context *c, struct err *e)
{
    struct posted posted = {0};
    struct comment_taken taken;
    read_form(c, &posted);
    context_db_done(c); /* the comment may wait for the disk */
    enum err_kind kind = comment_take(c->app->db, c->settings, &posted.sending, c->arena, &taken,
                                      &posted.problems, e);
    /* The cookie also shows that the page's form has been used (web/answer_page.c). */
    if (taken.fate != COMMENT_SENT_BACK && !str_empty(posted.new_browser))
        reader_browser_set(c, posted.new_browser);
    if (kind == OK)
        return answer_accepted(c, &posted, &taken.receipt);
    if (kind == ERR_NOT_FOUND || err_is_fault(kind))
        return kind;
    return answer_refused(c, &posted, &taken, kind, e);
}

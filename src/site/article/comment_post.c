/* SPDX-License-Identifier: MIT */
/* A comment comes in. Taken, it leads to its receipt; refused, the article's page comes back with
 * everything that was typed, what is wrong, and a form that can be sent again. */
#include "site/article/article_view.h"

#include <inttypes.h>

#include "base/rand.h"
#include "site/site.h"
#include "web/answer.h"
#include "web/reader.h"
#include "web/http/status.h"

enum { TOKEN_MAX = 200, USER_AGENT_MAX = 500, ADDR_MAX = 100, BUSY_RETRY_S = 5 };

/* A form as it was sent, on its way to being a comment. */
struct posted {
    struct comment_submission sub;
    struct comment_typed typed;
    struct problems problems;
    struct article article;
    enum err_kind token_kind; /* ERR_INVALID: none of this site's; ERR_CONFLICT: an old one */
    struct err token_why;
    bool too_long;
    int64_t retry_s;
};

/* ---- reading the form ---- */

/* A header of the request, fit to store; what is no text is left out. */
static struct str header_text(struct context *c, struct str sent, size_t max_bytes)
{
    struct str clean;
    struct err ignored;
    sent = utf8_cut(sent, 2 * max_bytes);
    if (!utf8_valid(sent) || utf8_clean(c->arena, sent, UTF8_ONE_LINE, &clean, &ignored) != OK)
        return STR_NONE;
    return utf8_cut(clean, max_bytes);
}

/* The comment as it goes back into the form: cleaned, but white space alone, of which cleaning
 * leaves nothing, is what was typed. */
static struct str comment_shown(const struct form *f, struct str clean)
{
    struct str raw = form_raw(f, "comment");
    return str_empty(clean) && str_empty(str_trim(raw)) ? raw : clean;
}

/* A hidden number; 0 where there is none. */
static int64_t number(struct context *c, const char *name, struct problems *p)
{
    enum { DIGITS_MAX = 20 };
    (void)form_text(&c->form, name, UTF8_ONE_LINE, DIGITS_MAX, c->arena, p); /* comes it twice? */
    return form_int(&c->form, name, 1, INT64_MAX, 0, p);
}

/* A field of the comment. Only a form of this site's is worth the work on its text; that of another
 * one goes back as it was typed. */
static struct str field(struct context *c, struct posted *it, const char *name,
                        enum utf8_lines lines, size_t max_bytes)
{
    if (it->token_kind == ERR_INVALID)
        return form_typed(&c->form, name, lines, c->arena, &it->problems);
    return form_text(&c->form, name, lines, max_bytes, c->arena, &it->problems);
}

/* The token before the text. */
static void read_form(struct context *c, struct posted *it)
{
    const struct form *f = &c->form;
    struct problems *p = &it->problems;
    struct comment_submission *sub = &it->sub;
    sub->article_id = number(c, "article", p);
    sub->parent_id = number(c, "parent", p);
    sub->token = form_text(f, "token", UTF8_ONE_LINE, TOKEN_MAX, c->arena, p);
    it->token_kind = form_token_check(c->settings, sub->token, sub->article_id, c->now, c->arena,
                                      &it->token_why);
    sub->body = field(c, it, "comment", UTF8_MANY_LINES, COMMENT_BODY_MAX);
    sub->author = field(c, it, "author", UTF8_ONE_LINE, COMMENT_AUTHOR_MAX);
    sub->email = field(c, it, "email", UTF8_ONE_LINE, COMMENT_EMAIL_MAX);
    sub->url = field(c, it, "url", UTF8_ONE_LINE, COMMENT_URL_MAX);
    sub->addr = header_text(c, c->x->rq.remote_addr, ADDR_MAX);
    sub->user_agent = header_text(c, c->x->rq.user_agent, USER_AGENT_MAX);
    it->too_long = sub->body.n > COMMENT_BODY_MAX;
    it->typed = (struct comment_typed){
        .comment = comment_shown(f, sub->body),
        .author = sub->author,
        .email = sub->email,
        .url = sub->url,
        .remember = form_checked(f, "remember"),
    };
}

static enum err_kind read_article(struct context *c, int64_t id, struct article *out, struct err *e)
{
    struct db_conn *conn;
    TRY(context_db(c, &conn, e));
    enum err_kind kind = article_by_id(conn, id, c->arena, out, e);
    if (kind == OK && out->status != ARTICLE_PUBLISHED)
        kind = err_set(e, ERR_NOT_FOUND, "There is no such article.");
    return kind;
}

/* ---- taking it ---- */

/* A signed-in person comments under their own name. That the form was made for them keeps other
 * sites from sending one in their name. */
static enum err_kind sign(struct context *c, struct posted *it, struct err *e)
{
    if (c->session == NULL)
        return OK;
    if (!str_eq_secret(form_raw(&c->form, "csrf"), c->session->csrf))
        return err_set(e, ERR_FORBIDDEN,
                       "You have signed in since this page was made. Press the button again to "
                       "comment under your own name.");
    it->sub.user_id = c->session->user.id;
    it->sub.author = c->session->user.name;
    it->sub.email = c->session->user.email;
    it->sub.url = STR_NONE;
    return OK;
}

/* Trust can only go to a browser that has a signed name, so a reader's gets one with the first
 * comment; it also tells that the page's form has been used (web/answer_page.c). */
static void name_browser(struct context *c, struct posted *it)
{
    struct str id = reader_browser(c);
    if (str_empty(id) && c->session == NULL)
        id = reader_browser_make(c);
    it->sub.browser = str_empty(id) ? STR_NONE : hash_hex(c->arena, id);
}

static enum err_kind take(struct context *c, struct posted *it, struct comment_receipt *out,
                          struct err *e)
{
    TRY(sign(c, it, e));
    if (it->token_kind == OK)
        it->typed.token = it->sub.token;
    if (it->token_kind != ERR_INVALID)
        comment_check(c->settings, &it->sub, &it->problems);
    if (it->problems.n > 0)
        return err_set(e, ERR_INVALID, "%s", it->problems.item[0].text);
    if (it->token_kind != OK)
        return err_set(e, it->token_kind, "%s", it->token_why.msg);
    name_browser(c, it);
    context_db_done(c);
    enum err_kind kind = comment_submit(c->app->db, c->settings, &it->sub, c->arena, out,
                                        &it->retry_s, &it->problems, e);
    if (kind == ERR_CONFLICT) /* said before, or with this very form */
        it->typed.token = STR_NONE;
    return kind;
}

/* The same form was sent before, and what it brought is stored: this goes before everything that
 * may refuse a comment today. */
static enum err_kind find_stored(struct context *c, struct posted *it, struct comment_receipt *out,
                                 struct err *e)
{
    struct db_conn *conn;
    if (it->token_kind == ERR_INVALID) /* nothing was ever stored with it */
        return ERR_NOT_FOUND;
    it->sub.form_digest = comment_form_digest(&it->sub, c->arena);
    TRY(context_db(c, &conn, e));
    TRY(comment_find_receipt(conn, c->settings, &it->sub, c->arena, out, e));
    name_browser(c, it);
    return OK;
}

static enum err_kind accepted(struct context *c, const struct posted *it,
                              const struct comment_receipt *receipt)
{
    if (c->session == NULL)
        reader_details_set(c, &(struct reader_details){.author = it->sub.author,
                                                       .email = it->sub.email,
                                                       .url = it->sub.url,
                                                       .remembered = it->typed.remember});
    return answer_see_other(
        c, receipt_url(receipt->article_url, receipt->secret, receipt->comment_id, c->arena));
}

/* ---- refusing it ---- */

static void say_when(struct context *c, enum err_kind kind, int64_t retry_s)
{
    if (kind != ERR_TOO_MANY && kind != ERR_BUSY)
        return;
    int64_t wait_s = kind == ERR_BUSY ? BUSY_RETRY_S : retry_s > 0 ? retry_s : 1;
    response_header(c->x, "Retry-After", arena_printf(c->arena, "%" PRId64, wait_s));
}

static enum err_kind refused(struct context *c, const struct posted *it, enum err_kind kind,
                             struct err *e)
{
    struct layout_page page;
    struct article_ask ask = {
        .article = &it->article,
        .reply_to = it->sub.parent_id,
        .typed = &it->typed,
        .problems = &it->problems,
        .failed = it->problems.n > 0 ? STR_NONE : context_failure(c, e),
    };
    int status = it->too_long ? 413 : kind == ERR_INVALID ? 422 : status_of(kind);
    TRY(article_layout(c, &ask, &page, e));
    say_when(c, kind, it->retry_s);
    return layout_answer(c, status, &page, e);
}

enum err_kind comment_post(struct context *c, struct err *e)
{
    struct posted it = {0};
    struct comment_receipt receipt;
    read_form(c, &it);
    enum err_kind kind = find_stored(c, &it, &receipt, e);
    if (kind == OK)
        return accepted(c, &it, &receipt);
    if (kind != ERR_NOT_FOUND && kind != ERR_CONFLICT)
        return kind;
    TRY(read_article(c, it.sub.article_id, &it.article, e));
    kind = take(c, &it, &receipt, e);
    if (kind == OK)
        return accepted(c, &it, &receipt);
    if (kind == ERR_NOT_FOUND || err_is_fault(kind))
        return kind;
    return refused(c, &it, kind, e);
}

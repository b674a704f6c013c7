/* SPDX-License-Identifier: MIT */
/* Stores comments. Every decision is made inside the one write transaction: whether the
 * token was used, the article is open, the parent is approved, the same was said already, the
 * address posts too fast. So two copies of one request, on two servers, store one comment.
 *
 * A receipt's secret is a MAC of the form's token, so the same form leads to the same receipt. The
 * database has only a hash of the secret. */
#include "core/talk/comment_submit.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/rand.h"
#include "base/url.h"
#include "core/people/staff_name.h"
#include "core/talk/comment_key.h"
#include "core/talk/rules.h"
#include "text/comment_text.h"
#include "text/proofread.h"

enum { RATE_WINDOW_S = 60 };

static bool is_email(struct str s)
{
    size_t at = str_index(s, '@');
    if (at == 0 || at >= s.n - (s.n > 0) || str_index(str_skip(s, at + 1), '@') != s.n - at - 1)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>()[],;:\\\"", s.p[i]) != NULL)
            return false;
    struct str domain = str_skip(s, at + 1);
    return domain.p[0] != '.' && domain.p[domain.n - 1] != '.';
}

void comment_check(const struct settings *s, const struct comment_submission *sub,
                   struct problems *p)
{
    if (str_empty(sub->body))
        problem_add(p, "comment", "Please type your comment.");
    else if (sub->body.n > COMMENT_BODY_MAX)
        problem_add(p, "comment", "The comment is too long; at most about %d characters fit.",
                    COMMENT_BODY_MAX);
    else if (!comment_fits(sub->body))
        problem_add(p, "comment", "%s", MARKDOWN_TOO_COSTLY);
    if (sub->user_id != 0)
        return;
    if (s->require_identity && str_empty(sub->author))
        problem_add(p, "author", "Please type your name.");
    else if (sub->author.n > COMMENT_AUTHOR_MAX)
        problem_add(p, "author", "The name is too long; at most about %d characters fit.",
                    COMMENT_AUTHOR_MAX);
    if (s->require_identity && str_empty(sub->email))
        problem_add(p, "email", "Please type your email address.");
    else if (sub->email.n > COMMENT_EMAIL_MAX)
        problem_add(p, "email", "The email address is too long; at most %d characters fit.",
                    COMMENT_EMAIL_MAX);
    else if (sub->email.n > 0 && !is_email(sub->email))
        problem_add(p, "email",
                    "This is not an email address: it should look like name@example.org.");
    if (sub->url.n > COMMENT_URL_MAX)
        problem_add(p, "url", "The website's address is too long; at most about %d characters fit.",
                    COMMENT_URL_MAX);
    else if (sub->url.n > 0 && !url_is_web(sub->url))
        problem_add(p, "url", "This is not a website: its address should begin with https://.");
}

bool comment_open(const struct settings *s, const struct article *art, int64_t now,
                  const char **why)
{
    const int64_t day_s = 24 * 3600;
    *why = NULL;
    if (!s->comments_on)
        *why = "This site takes no comments.";
    else if (!art->comments_open)
        *why = "Comments on this article are closed.";
    else if (s->close_after_days > 0 && art->published_at + s->close_after_days * day_s <= now)
        *why = "Comments on this article are closed: it was published a while ago.";
    return *why == NULL;
}

struct submission {
    const struct settings *settings;
    const struct comment_submission *sub;
    struct arena *arena;
    struct str digest, form_digest, secret, receipt_hash, browser;
    struct verdict verdict; /* of the rules that need no database */
    int64_t now;
    int64_t *retry_s;
    struct comment_receipt *out;
    struct article article;
};

struct str comment_form_digest(const struct comment_submission *sub, struct arena *a)
{
    /* No field except the last can contain a newline. */
    struct str all = arena_printf(a, "%" PRId64 "\n%" PRId64 "\n%.*s\n%.*s\n%.*s\n%.*s",
                                  sub->article_id, sub->parent_id, STR_ARG(sub->author),
                                  STR_ARG(sub->email), STR_ARG(sub->url), STR_ARG(sub->body));
    return comment_key(a, all);
}

/* Made from the form's token, so the same form gets the same receipt again. */
static struct str receipt_secret(const unsigned char *key, struct str token, struct arena *a)
{
    return mac_token(a, key, arena_join(a, STR("receipt:"), token));
}

static bool is_same_form(struct stmt *row, const struct comment_submission *sub, struct arena *a)
{
    struct str sent = stmt_col_text(row, COL_FORM_DIGEST, a);
    if (str_empty(sent)) /* stored by a version without form digests */
        return str_eq(stmt_col_text(row, COL_BODY, a), sub->body);
    return str_eq(sent, sub->form_digest);
}

/* Finds the comment whose receipt was made with KEY. */
static enum err_kind find_receipt_with(struct db_conn *c, const unsigned char *key,
                                       const struct comment_submission *sub, struct arena *a,
                                       struct comment_receipt *out, struct err *e)
{
    struct article article = {0};
    struct str secret = receipt_secret(key, sub->token, a), hash = comment_key(a, secret);
    struct stmt *s = db_stmt(c, SQL_COMMENT_FIND_RECEIPT);
    stmt_text(s, ARG_RECEIPT_HASH, hash);
    bool found = stmt_next(s), same = found && is_same_form(s, sub, a);
    if (same) {
        *out = (struct comment_receipt){
            .comment_id = stmt_col_int(s, COL_ID),
            .status = (enum comment_status)stmt_col_int(s, COL_STATUS),
            .secret = secret,
        };
        article.id = stmt_col_int(s, COL_ARTICLE_ID);
    }
    TRY(stmt_done(s, e));
    if (!found)
        return err_set(e, ERR_NOT_FOUND, "Nothing was sent with this form.");
    if (!same)
        return err_set(e, ERR_CONFLICT,
                       "Your last comment was sent with this form. Please press the button "
                       "once more to post this one.");
    TRY(article_by_id(c, article.id, a, &article, e));
    out->article_url = article_url(&article, a);
    return OK;
}

enum err_kind comment_find_receipt(struct db_conn *c, const struct settings *settings,
                                   const struct comment_submission *sub, struct arena *a,
                                   struct comment_receipt *out, struct err *e)
{
    const unsigned char *other = secret_other_key(&settings->secret);
    enum err_kind kind = find_receipt_with(c, secret_key(&settings->secret), sub, a, out, e);
    return kind == ERR_NOT_FOUND && other != NULL ? find_receipt_with(c, other, sub, a, out, e)
                                                  : kind;
}

static enum err_kind check_article(struct db_conn *c, struct submission *submission, struct err *e)
{
    enum err_kind kind =
        article_by_id(c, submission->sub->article_id, submission->arena, &submission->article, e);
    if (kind == OK && submission->article.status != ARTICLE_PUBLISHED)
        kind = err_set(e, ERR_NOT_FOUND, "There is no such article.");
    TRY(kind);
    const char *why;
    if (!comment_open(submission->settings, &submission->article, submission->now, &why))
        return err_set(e, ERR_FORBIDDEN, "%s", why);
    return OK;
}

static enum err_kind check_rate(struct db_conn *c, struct submission *submission, struct err *e)
{
    int64_t most = submission->settings->comments_per_minute;
    if (most == 0 || submission->sub->user_id != 0 || str_empty(submission->sub->addr))
        return OK;
    struct stmt *s = db_stmt(c, SQL_COMMENT_RECENT_OF_ADDR);
    stmt_text(s, ARG_ADDR, submission->sub->addr);
    stmt_int(s, ARG_SINCE, submission->now - RATE_WINDOW_S);
    stmt_int(s, ARG_NOW, submission->now);
    stmt_int(s, ARG_ROW_LIMIT, most);
    int64_t n = 0, oldest = submission->now;
    for (; stmt_next(s); n++)
        oldest = stmt_col_int(s, COL_CREATED_AT);
    TRY(stmt_done(s, e));
    if (n < most)
        return OK;
    *submission->retry_s = oldest + RATE_WINDOW_S - submission->now;
    return err_set(e, ERR_TOO_MANY,
                   "You are commenting very quickly. Please wait a moment and press the button "
                   "again.");
}

static enum err_kind check_duplicate(struct db_conn *c, const struct submission *submission,
                                     struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_BY_DIGEST);
    stmt_int(s, ARG_ARTICLE_ID, submission->sub->article_id);
    stmt_text(s, ARG_DIGEST, submission->digest);
    bool found = stmt_next(s);
    TRY(stmt_done(s, e));
    return found ? err_set(e, ERR_CONFLICT, "It looks as though you have already said that.") : OK;
}

struct place {
    int64_t root_id, depth; /* root_id 0: the comment is its own root */
};

static enum err_kind find_parent_place(struct db_conn *c, const struct submission *submission,
                                       struct place *out, struct err *e)
{
    *out = (struct place){.depth = 1};
    if (submission->sub->parent_id == 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_COMMENT_PARENT);
    stmt_int(s, ARG_ID, submission->sub->parent_id);
    bool fits = stmt_next(s) && stmt_col_int(s, COL_ARTICLE_ID) == submission->sub->article_id &&
                stmt_col_int(s, COL_STATUS) == COMMENT_APPROVED;
    if (fits)
        *out = (struct place){.root_id = stmt_col_int(s, COL_ROOT_ID),
                              .depth = stmt_col_int(s, COL_DEPTH) + 1};
    TRY(stmt_done(s, e));
    return fits ? OK
                : err_set(e, ERR_FORBIDDEN,
                          "The comment that you are answering is no longer on the page.");
}

/* The one rule that needs the database: an author is known if their signed browser has an approved
 * comment. */
static enum err_kind judge_author(struct db_conn *c, struct submission *submission, struct err *e)
{
    if (submission->verdict.status != COMMENT_APPROVED || !submission->settings->require_approved ||
        submission->sub->user_id != 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_COMMENT_BROWSER_APPROVED);
    stmt_text(s, ARG_BROWSER, submission->browser);
    bool known = stmt_next(s);
    TRY(stmt_done(s, e));
    if (!known) {
        submission->verdict.status = COMMENT_PENDING;
        submission->verdict.reason = STR("Nothing from this browser has been approved yet.");
    }
    return OK;
}

static enum err_kind insert_comment(struct db_conn *c, struct submission *submission,
                                    struct place place, struct err *e)
{
    const struct comment_submission *sub = submission->sub;
    bool held = submission->verdict.status != COMMENT_APPROVED;
    struct stmt *s = db_stmt(c, SQL_COMMENT_INSERT);
    stmt_int(s, ARG_ARTICLE_ID, sub->article_id);
    if (sub->parent_id)
        stmt_int(s, ARG_PARENT_ID, sub->parent_id);
    else
        stmt_null(s, ARG_PARENT_ID);
    stmt_int(s, ARG_ROOT_ID, place.root_id);
    stmt_int(s, ARG_DEPTH, place.depth);
    stmt_int(s, ARG_STATUS, submission->verdict.status);
    stmt_text(s, ARG_HELD_REASON, submission->verdict.reason);
    if (sub->user_id)
        stmt_int(s, ARG_USER_ID, sub->user_id);
    else
        stmt_null(s, ARG_USER_ID);
    stmt_text(s, ARG_AUTHOR, sub->author);
    stmt_text(s, ARG_EMAIL, sub->email);
    stmt_text(s, ARG_URL, sub->url);
    stmt_text(s, ARG_BODY, sub->body);
    stmt_text(s, ARG_ADDR, sub->addr);
    stmt_text(s, ARG_USER_AGENT, sub->user_agent);
    stmt_text(s, ARG_BROWSER, submission->browser);
    stmt_text(s, ARG_RECEIPT_HASH, submission->receipt_hash);
    stmt_text(s, ARG_FORM_DIGEST, submission->form_digest);
    stmt_text(s, ARG_DIGEST, submission->digest);
    stmt_int(s, ARG_NOW, submission->now);
    stmt_int(s, ARG_DECIDED_AT, held ? 0 : submission->now);
    TRY(stmt_run(s, e));
    *submission->out = (struct comment_receipt){
        .comment_id = db_last_id(c),
        .status = submission->verdict.status,
        .secret = submission->secret,
        .article_url = article_url(&submission->article, submission->arena),
    };
    if (sub->parent_id)
        return OK;
    s = db_stmt(c, SQL_COMMENT_IS_ITS_OWN_ROOT);
    stmt_int(s, ARG_ID, submission->out->comment_id);
    return stmt_run(s, e);
}

static enum err_kind submit_job(struct db_conn *c, void *arg, struct err *e)
{
    struct submission *it = arg;
    /* First of all, since a comment that is stored stays accepted even if it would be refused now.
     */
    enum err_kind sent = comment_find_receipt(c, it->settings, it->sub, it->arena, it->out, e);
    if (sent != ERR_NOT_FOUND)
        return sent;
    struct place place;
    TRY(check_article(c, it, e));
    TRY(find_parent_place(c, it, &place, e));
    TRY(check_duplicate(c, it, e));
    TRY(check_rate(c, it, e));
    TRY(judge_author(c, it, e));
    TRY(insert_comment(c, it, place, e));
    return it->verdict.status == COMMENT_APPROVED ? db_content_changed_of(c, it->sub->article_id, e)
                                                  : OK;
}

/* Holds a comment whose author's name can be mistaken for a member of the newsroom, whatever the
 * rules and the browser's past say. */
static enum err_kind judge_name(struct db *db, struct submission *submission, struct err *e)
{
    if (submission->sub->user_id != 0 || str_empty(submission->sub->author) ||
        submission->verdict.status == COMMENT_TRASH)
        return OK;
    struct db_conn *c;
    struct str why;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = staff_name_judge(c, submission->settings, submission->sub->author,
                                          submission->arena, &why, e);
    db_end(db, &c);
    if (kind == OK && why.n > 0)
        submission->verdict = (struct verdict){COMMENT_PENDING, why};
    return kind;
}

enum err_kind comment_submit(struct db *db, const struct settings *s,
                             const struct comment_submission *sub, struct arena *a,
                             struct comment_receipt *out, int64_t *retry_s, struct problems *p,
                             struct err *e)
{
    *retry_s = 0;
    comment_check(s, sub, p);
    if (p->n > 0)
        return err_set(e, ERR_INVALID, "%s", p->item[0].text);
    *out = (struct comment_receipt){0};
    struct submission submission = {
        .settings = s, .sub = sub, .arena = a, .now = clock_now(), .retry_s = retry_s, .out = out};
    struct comment_submission whole = *sub;
    if (str_empty(whole.form_digest))
        whole.form_digest = comment_form_digest(sub, a);
    submission.sub = &whole;
    submission.digest = comment_duplicate_digest(a, sub->article_id, sub->author, sub->body);
    submission.form_digest = whole.form_digest;
    submission.secret = receipt_secret(secret_key(&s->secret), sub->token, a);
    submission.receipt_hash = comment_key(a, submission.secret);
    submission.browser = str_empty(sub->browser) ? STR_NONE : comment_key(a, sub->browser);
    submission.verdict = rules_judge(s, sub, a);
    TRY(judge_name(db, &submission, e));
    return db_write(db, submit_job, &submission, e);
}

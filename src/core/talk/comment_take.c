/* SPDX-License-Identifier: MIT */
/* The way of every comment into the database. What became of it is decided by the receipt of the
 * same form, the form's token, the session, the fields, the settings' rules, and the state of the
 * site.
 *
 * Everything that depends on the state of the site is decided inside the one write transaction:
 * whether the token was used, the article is open, the parent is approved, the same was said
 * already, the address posts too fast. So two copies of one request, on two servers, store one
 * comment. Only the names of the newsroom are compared before it, since that takes long. A
 * moderator's approval of the parent is in the same transaction, so a refusal or a crash leaves
 * nothing of it. */
#include "core/talk/comment_take.h"

#include "base/clock.h"
#include "base/rand.h"
#include "core/people/staff_name.h"
#include "core/talk/comment_check.h"
#include "core/talk/comment_key.h"
#include "core/talk/form_token.h"
#include "core/talk/rules.h"

enum { RATE_WINDOW_S = 60 };

struct submission {
    const struct settings *settings;
    const struct comment_sending *sending;
    struct comment_submission sub; /* as it is stored: under the name of who is signed in */
    struct arena *arena;
    struct str duplicate_digest, secret, receipt_hash, browser;
    struct verdict verdict; /* of the rules that need no database */
    int64_t now;
    struct article article;
    struct comment_taken *out;
};

/* ---- before the transaction ---- */

/* The result of form_token_check. A moderator's form is one of the newsroom's, which has a token of
 * another kind. */
static enum err_kind check_token(const struct submission *submission, struct err *why)
{
    if (submission->sending->moderator != NULL)
        return OK;
    return form_token_check(submission->settings, submission->sub.token, submission->sub.article_id,
                            submission->now, submission->arena, why);
}

/* Finds the receipt of the comment that this same form has stored already. ERR_NOT_FOUND also if
 * the transaction must look for it, since it has an approval to make. */
static enum err_kind find_stored(struct db *db, struct submission *submission, enum err_kind token,
                                 struct err *e)
{
    struct db_conn *c;
    if (token == ERR_INVALID || submission->sending->approve_parent)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("Nothing was sent with this form."));
    TRY(db_begin(db, &c, e));
    enum err_kind kind = comment_find_receipt(c, submission->settings, &submission->sub,
                                              submission->arena, &submission->out->receipt, e);
    db_end(db, &c);
    return kind;
}

/* Puts the name of a signed-in person under the comment. The form must have been made for their
 * session, so other sites cannot send one in their name. */
static enum err_kind sign(struct submission *submission, struct err *e)
{
    const struct session *session = submission->sending->session;
    submission->sub.user_id = 0;
    if (session == NULL)
        return OK;
    if (!str_eq_secret(submission->sending->csrf, session->csrf))
        return err_say(
            e, ERR_FORBIDDEN,
            MESSAGE("You have signed in since this page was made. Press the button again to "
                    "comment under your own name."));
    submission->sub.user_id = session->user.id;
    submission->sub.author = session->user.name;
    submission->sub.email = session->user.email;
    submission->sub.url = STR_NONE;
    return OK;
}

/* Holds a comment whose author's name can be mistaken for a member of the newsroom, whatever the
 * rules and the browser's past say. */
static enum err_kind judge_name(struct db *db, struct submission *submission, struct err *e)
{
    if (submission->sub.user_id != 0 || str_empty(submission->sub.author) ||
        submission->verdict.status == COMMENT_TRASH)
        return OK;
    struct db_conn *c;
    struct str why;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = staff_name_judge(c, submission->settings, submission->sub.author,
                                          submission->arena, &why, e);
    db_end(db, &c);
    if (kind == OK && why.n > 0)
        submission->verdict = (struct verdict){COMMENT_PENDING, why};
    return kind;
}

/* ---- inside the transaction ---- */

static enum err_kind check_article(struct db_conn *c, struct submission *submission, struct err *e)
{
    enum err_kind kind =
        article_by_id(c, submission->sub.article_id, submission->arena, &submission->article, e);
    if (kind == OK && submission->article.status != ARTICLE_PUBLISHED)
        kind = err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such article."));
    TRY(kind);
    const char *why;
    if (!comment_open(submission->settings, &submission->article, submission->now, &why))
        return err_say(e, ERR_FORBIDDEN, STORED(why));
    return OK;
}

static enum err_kind check_rate(struct db_conn *c, struct submission *submission, struct err *e)
{
    int64_t most = submission->settings->comments_per_minute;
    if (most == 0 || submission->sub.user_id != 0 || str_empty(submission->sub.addr))
        return OK;
    struct stmt *s = db_stmt(c, SQL_COMMENT_RECENT_OF_ADDR);
    stmt_text(s, ARG_ADDR, submission->sub.addr);
    stmt_int(s, ARG_SINCE, submission->now - RATE_WINDOW_S);
    stmt_int(s, ARG_NOW, submission->now);
    stmt_int(s, ARG_ROW_LIMIT, most);
    int64_t n = 0, oldest = submission->now;
    for (; stmt_next(s); n++)
        oldest = stmt_col_int(s, COL_CREATED_AT);
    TRY(stmt_done(s, e));
    if (n < most)
        return OK;
    submission->out->retry_s = oldest + RATE_WINDOW_S - submission->now;
    return err_say(
        e, ERR_TOO_MANY,
        MESSAGE("You are commenting very quickly. Please wait a moment and press the button "
                "again."));
}

static enum err_kind check_duplicate(struct db_conn *c, const struct submission *submission,
                                     struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_BY_DIGEST);
    stmt_int(s, ARG_ARTICLE_ID, submission->sub.article_id);
    stmt_text(s, ARG_DIGEST, submission->duplicate_digest);
    bool found = stmt_next(s);
    TRY(stmt_done(s, e));
    return found
               ? err_say(e, ERR_CONFLICT, MESSAGE("It looks as though you have already said that."))
               : OK;
}

struct place {
    int64_t root_id, depth; /* root_id 0: the comment is its own root */
};

static enum err_kind find_parent_place(struct db_conn *c, const struct submission *submission,
                                       struct place *out, struct err *e)
{
    *out = (struct place){.depth = 1};
    if (submission->sub.parent_id == 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_COMMENT_PARENT);
    stmt_int(s, ARG_ID, submission->sub.parent_id);
    bool fits = stmt_next(s) && stmt_col_int(s, COL_ARTICLE_ID) == submission->sub.article_id &&
                stmt_col_int(s, COL_STATUS) == COMMENT_APPROVED;
    if (fits)
        *out = (struct place){.root_id = stmt_col_int(s, COL_ROOT_ID),
                              .depth = stmt_col_int(s, COL_DEPTH) + 1};
    TRY(stmt_done(s, e));
    return fits ? OK
                : err_say(e, ERR_FORBIDDEN,
                          MESSAGE("The comment that you are answering is no longer on the page."));
}

/* The one rule that needs the database: an author is known if their signed browser has an approved
 * comment. */
static enum err_kind judge_author(struct db_conn *c, struct submission *submission, struct err *e)
{
    if (submission->verdict.status != COMMENT_APPROVED || !submission->settings->require_approved ||
        submission->sub.user_id != 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_COMMENT_BROWSER_APPROVED);
    stmt_text(s, ARG_BROWSER, submission->browser);
    bool known = stmt_next(s);
    TRY(stmt_done(s, e));
    if (!known) {
        submission->verdict.status = COMMENT_PENDING;
        submission->verdict.reason =
            str_from(N_("Nothing from this browser has been approved yet."));
    }
    return OK;
}

static enum err_kind insert_comment(struct db_conn *c, struct submission *submission,
                                    struct place place, struct err *e)
{
    const struct comment_submission *sub = &submission->sub;
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
    stmt_text(s, ARG_FORM_DIGEST, sub->form_digest);
    stmt_text(s, ARG_DIGEST, submission->duplicate_digest);
    stmt_int(s, ARG_NOW, submission->now);
    stmt_int(s, ARG_DECIDED_AT, held ? 0 : submission->now);
    TRY(stmt_run(s, e));
    submission->out->receipt = (struct comment_receipt){
        .comment_id = db_last_id(c),
        .status = submission->verdict.status,
        .secret = submission->secret,
        .article_url = article_url(&submission->article, submission->arena),
    };
    if (sub->parent_id)
        return OK;
    s = db_stmt(c, SQL_COMMENT_IS_ITS_OWN_ROOT);
    stmt_int(s, ARG_ID, submission->out->receipt.comment_id);
    return stmt_run(s, e);
}

/* Approves the parent of a moderator's reply, if it is still pending. */
static enum err_kind approve_parent(struct db_conn *c, struct submission *submission, struct err *e)
{
    struct moderation_target target = {submission->sub.parent_id, COMMENT_PENDING};
    return moderate_within(c, submission->sending->moderator, &target, 1, COMMENT_APPROVED,
                           submission->now, submission->arena, &submission->out->approved, e);
}

static enum err_kind take_job(struct db_conn *c, void *arg, struct err *e)
{
    struct submission *it = arg;
    if (it->sending->approve_parent)
        TRY(approve_parent(c, it, e));
    /* Before any check, since a comment that is stored stays accepted even if it would be refused
     * now. */
    enum err_kind sent =
        comment_find_receipt(c, it->settings, &it->sub, it->arena, &it->out->receipt, e);
    it->out->fate = COMMENT_STORED_BEFORE;
    if (sent != ERR_NOT_FOUND)
        return sent;
    struct place place;
    TRY(check_article(c, it, e));
    TRY(find_parent_place(c, it, &place, e));
    TRY(check_duplicate(c, it, e));
    TRY(check_rate(c, it, e));
    TRY(judge_author(c, it, e));
    TRY(insert_comment(c, it, place, e));
    it->out->fate = COMMENT_STORED;
    return it->verdict.status == COMMENT_APPROVED ? db_content_changed_of(c, it->sub.article_id, e)
                                                  : OK;
}

static enum err_kind store(struct db *db, struct submission *submission, struct err *e)
{
    const struct comment_submission *sub = &submission->sub;
    struct comment_taken *out = submission->out;
    struct arena *a = submission->arena;
    submission->duplicate_digest =
        comment_duplicate_digest(a, sub->article_id, sub->author, sub->body);
    submission->secret = comment_receipt_secret(submission->settings, sub->token, a);
    submission->receipt_hash = comment_key(a, submission->secret);
    submission->browser = str_empty(sub->browser) ? STR_NONE : comment_key(a, sub->browser);
    submission->verdict = rules_judge(submission->settings, sub, a);
    out->fate = COMMENT_REFUSED;
    TRY(judge_name(db, submission, e));
    enum err_kind kind = db_write(db, take_job, submission, e);
    if (kind == OK)
        return OK;
    out->fate = COMMENT_REFUSED;
    out->approved = (struct moderation_result){0};
    if (kind == ERR_CONFLICT) /* the same comment exists, or the form was used */
        out->token = STR_NONE;
    return kind;
}

/* ---- the way of a comment ---- */

enum err_kind comment_take(struct db *db, const struct settings *s,
                           const struct comment_sending *sending, struct arena *a,
                           struct comment_taken *out, struct problems *p, struct err *e)
{
    struct submission submission = {.settings = s,
                                    .sending = sending,
                                    .sub = sending->typed,
                                    .arena = a,
                                    .now = clock_now(),
                                    .out = out};
    struct err token_why;
    *out = (struct comment_taken){.fate = COMMENT_SENT_BACK};
    enum err_kind token = check_token(&submission, &token_why);
    if (token != ERR_INVALID) /* a forged form costs as little as possible */
        submission.sub.form_digest = comment_form_digest(&sending->typed, a);
    enum err_kind found = find_stored(db, &submission, token, e);
    if (found == OK)
        out->fate = COMMENT_STORED_BEFORE;
    if (found != ERR_NOT_FOUND && found != ERR_CONFLICT) /* a conflict is reported by the store */
        return found;
    TRY(sign(&submission, e));
    if (token == OK)
        out->token = sending->typed.token;
    if (token != ERR_INVALID)
        comment_check(s, &submission.sub, p);
    if (p->n > 0)
        return err_repeat(e, ERR_INVALID, &p->item[0].said);
    if (token != OK)
        return err_set(e, token, "%s", token_why.msg);
    return store(db, &submission, e);
}

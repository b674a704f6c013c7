/* SPDX-License-Identifier: MIT */
/* The receipt's secret is all the right that an author has. A changed comment is judged by the
 * rules again, so nothing gets past them by being changed. */
#include "core/talk/comment_own.h"

#include "base/clock.h"
#include "core/talk/comment_key.h"
#include "core/talk/comment_check.h"
#include "core/talk/rules.h"

enum err_kind comment_by_receipt(struct db_conn *c, struct str secret, int64_t now, struct arena *a,
                                 struct comment *out, bool *editable, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_FIND_RECEIPT);
    struct str hash = comment_key(a, secret);
    stmt_text(s, ARG_RECEIPT_HASH, hash);
    int64_t id = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
    TRY(stmt_done(s, e));
    if (id == 0)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such comment."));
    TRY(comment_by_id(c, id, a, out, e));

    s = db_stmt(c, SQL_COMMENT_HAS_REPLY);
    stmt_int(s, ARG_ID, id);
    bool answered = stmt_next(s);
    TRY(stmt_done(s, e));
    bool changeable = out->status == COMMENT_PENDING || out->status == COMMENT_APPROVED;
    *editable =
        changeable && !answered && now >= out->created_at && now < out->created_at + COMMENT_EDIT_S;
    return OK;
}

struct revision {
    const struct settings *settings; /* NULL: the comment is withdrawn */
    struct str secret, body;
    struct problems *problems;
    struct arena *arena;
};

/* The reason stored with a comment that its author withdrew. */
static const struct str withdrawn = {N_("Its author took it back."), 24};

/* True if the comment is already as its author wants it: the same request, sent again. */
static bool is_revised(const struct comment *old, const struct revision *revision)
{
    if (revision->settings == NULL)
        return old->status == COMMENT_TRASH && str_eq(old->held_reason, withdrawn);
    return old->edited_at != 0 && str_eq(old->body, revision->body);
}

static enum err_kind revise_job(struct db_conn *c, void *arg, struct err *e)
{
    struct revision *it = arg;
    int64_t now = clock_now();
    struct comment old;
    bool editable;
    TRY(comment_by_receipt(c, it->secret, now, it->arena, &old, &editable, e));
    if (is_revised(&old, it))
        return OK;
    if (!editable)
        return err_say(
            e, ERR_FORBIDDEN,
            MESSAGE(
                "The comment can no longer be changed: the time for changes is over, or somebody "
                "has answered it or decided about it."));
    struct comment new = old;
    if (it->settings == NULL) {
        new.status = COMMENT_TRASH;
        new.held_reason = withdrawn;
    } else {
        struct comment_submission sub = {.author = old.author,
                                         .email = old.email,
                                         .url = old.url,
                                         .body = it->body,
                                         .addr = old.addr,
                                         .user_agent = old.user_agent,
                                         .user_id = old.user_id};
        comment_check(it->settings, &sub, it->problems);
        if (it->problems->n > 0)
            return err_repeat(e, ERR_INVALID, &it->problems->item[0].said);
        struct verdict verdict = rules_judge(it->settings, &sub, it->arena);
        new.body = it->body;
        /* If the rules hold the new text, the comment is held again. If a moderator has approved
         * it, it stays visible only if the rules do not object. */
        if (verdict.status != COMMENT_APPROVED) {
            new.status = verdict.status;
            new.held_reason = verdict.reason;
        }
    }
    TRY(comment_rewrite(c, &new, it->arena, e));
    bool seen = old.status == COMMENT_APPROVED || new.status == COMMENT_APPROVED;
    return seen ? db_content_changed_of(c, old.article_id, e) : OK;
}

static enum err_kind revise(struct db *db, struct revision revision, struct err *e)
{
    revision.arena = arena_new(16 * 1024);
    enum err_kind kind = db_write(db, revise_job, &revision, e);
    arena_free(&revision.arena);
    return kind;
}

enum err_kind comment_edit_own(struct db *db, const struct settings *s, struct str secret,
                               struct str body, struct problems *p, struct err *e)
{
    return revise(
        db, (struct revision){.settings = s, .secret = secret, .body = body, .problems = p}, e);
}

enum err_kind comment_withdraw(struct db *db, struct str secret, struct err *e)
{
    return revise(db, (struct revision){.secret = secret}, e);
}

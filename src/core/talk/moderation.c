/* SPDX-License-Identifier: MIT */
/* Decisions and undo. A decision is one transaction, however many comments it concerns:
 * their statuses, the rows that undo reads, an audit line for each (or one for all, past
 * AUDITED_SINGLY_MAX), and the content version.
 *
 * First the comments are recorded in moderation_change; then one statement changes all recorded
 * comments. A statement for each would take quadratic time: inside a savepoint SQLite ends every
 * statement by walking everything that the savepoint has kept so far (300,000 comments took minutes
 * that way and take seconds now). */
#include "core/talk/moderation.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "core/audit/audit.h"
#include "core/talk/comment_status.h"

enum {
    TARGETS_MAX = 1000,
    AUDITED_SINGLY_MAX = 20,
};

enum err_kind comment_state(struct db_conn *c, int64_t id, struct arena *a,
                            struct comment_state *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_STATE);
    stmt_int(s, ARG_ID, id);
    bool found = stmt_next(s);
    if (found)
        *out = (struct comment_state){
            .id = id,
            .author = stmt_col_text(s, COL_AUTHOR, a),
            .status = (enum comment_status)stmt_col_int(s, COL_STATUS),
            .decided_at = stmt_col_int(s, COL_DECIDED_AT),
            .decided_by = stmt_col_text(s, COL_DECIDED_BY, a),
            .beginning = stmt_col_text(s, COL_BEGINNING, a),
        };
    TRY(stmt_done(s, e));
    return found ? OK : err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such comment."));
}

/* A change of one comment by an action. */
struct change {
    int64_t comment_id;
    enum comment_status from;
};

/* An action, or the undoing of one. */
struct action {
    const struct actor *who;
    enum comment_status to; /* for undo: the status that the action gave */
    int64_t now;
    struct arena *arena;
    struct moderation_result *out;
    /* One of three kinds: */
    const struct moderation_target *targets;
    size_t n;
    const struct queue_query *query;
    int64_t up_to_id;
    int64_t undo_id;
    /* Set on the way: */
    struct change first[AUDITED_SINGLY_MAX];
    int n_first;
};

static void bind_decision(struct stmt *s, const struct action *action, int64_t moderation_id)
{
    stmt_int(s, ARG_MODERATION_ID, moderation_id);
    stmt_int(s, ARG_STATUS, action->to);
    stmt_int(s, ARG_NOW, action->now);
    if (action->who->user_id)
        stmt_int(s, ARG_USER_ID, action->who->user_id);
    else
        stmt_null(s, ARG_USER_ID);
}

/* Records a target that somebody else decided since the moderator saw it. */
static void add_stale(struct action *action, const struct comment_state *current)
{
    if (action->out->stale++ > 0)
        return;
    char span[CLOCK_SPAN_MAX];
    snprintf(action->out->stale_text, sizeof action->out->stale_text, "already %s by %.*s, %s ago",
             current->status == COMMENT_PENDING ? "returned to the queue"
             : current->status == COMMENT_SPAM  ? "marked as spam"
             : current->status == COMMENT_TRASH ? "moved to the trash"
                                                : comment_status_name(current->status),
             STR_ARG(str_empty(current->decided_by) ? STR("somebody else") : current->decided_by),
             clock_span(action->now - current->decided_at, span));
    utf8_drop_partial(action->out->stale_text);
    action->out->stale_kind = STALE_DECIDED;
    action->out->stale_status = current->status;
    action->out->stale_ago_s = action->now - current->decided_at;
    snprintf(action->out->stale_by, sizeof action->out->stale_by, "%.*s",
             STR_ARG(current->decided_by));
    utf8_drop_partial(action->out->stale_by);
}

/* Records that the action changes this comment. */
static enum err_kind record_change(struct db_conn *c, struct action *action, int64_t moderation_id,
                                   int64_t id, enum comment_status from, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_MODERATION_CHANGE_INSERT);
    stmt_int(s, ARG_MODERATION_ID, moderation_id);
    stmt_int(s, ARG_COMMENT_ID, id);
    stmt_int(s, ARG_FROM_STATUS, from);
    TRY(stmt_run(s, e));
    action->out->changed += db_changes(c); /* 0 if it was named before */
    return OK;
}

/* Records the targets whose status is still the one that was seen. */
static enum err_kind record_targets(struct db_conn *c, struct action *action, int64_t moderation_id,
                                    struct err *e)
{
    for (size_t i = 0; i < action->n; i++) {
        const struct moderation_target *target = &action->targets[i];
        struct comment_state current;
        enum err_kind kind = comment_state(c, target->comment_id, action->arena, &current, e);
        if (kind == ERR_NOT_FOUND || (kind == OK && str_empty(current.beginning))) {
            if (action->out->stale++ == 0) {
                action->out->stale_kind = STALE_DELETED;
                snprintf(action->out->stale_text, sizeof action->out->stale_text,
                         "already deleted");
            }
            continue;
        }
        TRY(kind);
        if (current.status != target->seen)
            add_stale(action, &current);
        else if (current.status != action->to)
            TRY(record_change(c, action, moderation_id, current.id, current.status, e));
    }
    return OK;
}

/* Records everything that matches the query with one statement: it may be a million rows. */
static enum err_kind record_matching(struct db_conn *c, struct action *action,
                                     int64_t moderation_id, struct err *e)
{
    const struct queue_query *q = action->query;
    struct stmt *s;
    if (q->article_id) {
        s = db_stmt(c, SQL_MODERATION_TAKE_ARTICLE);
        stmt_int(s, ARG_ARTICLE_ID, q->article_id);
    } else if (q->addr.n > 0) {
        s = db_stmt(c, SQL_MODERATION_TAKE_ADDR);
        stmt_text(s, ARG_ADDR, q->addr);
    } else {
        s = db_stmt(c, SQL_MODERATION_TAKE_STATUS);
    }
    stmt_int(s, ARG_MODERATION_ID, moderation_id);
    stmt_int(s, ARG_STATUS, q->status);
    stmt_int(s, ARG_UP_TO_ID, action->up_to_id);
    TRY(stmt_run(s, e));
    action->out->changed = db_changes(c);
    return OK;
}

/* Reads the first of the action's changes that are still in effect, for the audit log. */
static enum err_kind read_first(struct db_conn *c, struct action *action, int64_t moderation_id,
                                struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_MODERATION_CHANGES);
    stmt_int(s, ARG_MODERATION_ID, moderation_id);
    stmt_int(s, ARG_STATUS, action->to);
    stmt_int(s, ARG_ROW_LIMIT, AUDITED_SINGLY_MAX);
    action->n_first = 0;
    while (action->n_first < AUDITED_SINGLY_MAX && stmt_next(s))
        action->first[action->n_first++] = (struct change){
            .comment_id = stmt_col_int(s, COL_COMMENT_ID),
            .from = (enum comment_status)stmt_col_int(s, COL_FROM_STATUS),
        };
    return stmt_done(s, e);
}

/* Adds one line for each of a few comments, or one line for all of many. */
static enum err_kind audit_action(struct db_conn *c, const struct action *action, struct err *e)
{
    const char *name = action->undo_id ? "comment.undo" : "comment.decide";
    struct str to = str_from(comment_status_name(action->to));
    if (action->out->changed > AUDITED_SINGLY_MAX) {
        struct str n = arena_printf(action->arena, "%" PRId64 " comments", action->out->changed);
        return audit_add(c, action->who, name, "comments", 0, n,
                         action->undo_id ? STR("what they were before") : to, e);
    }
    for (int i = 0; i < action->n_first; i++) {
        struct str from = str_from(comment_status_name(action->first[i].from));
        TRY(audit_add(c, action->who, name, "comment", action->first[i].comment_id,
                      action->undo_id ? to : from, action->undo_id ? from : to, e));
    }
    return OK;
}

/* Raises the content version for the articles of the action's few comments. */
static enum err_kind raise_articles(struct db_conn *c, const struct action *action, struct err *e)
{
    for (int i = 0; i < action->n_first; i++) {
        int64_t article_id = 0;
        struct stmt *s = db_stmt(c, SQL_COMMENT_PARENT);
        stmt_int(s, ARG_ID, action->first[i].comment_id);
        if (stmt_next(s))
            article_id = stmt_col_int(s, COL_ARTICLE_ID);
        TRY(stmt_done(s, e));
        TRY(db_content_changed_of(c, article_id, e));
    }
    return OK;
}

/* Raises the content version if the action shows something to readers or hides it. */
static enum err_kind raise_content(struct db_conn *c, const struct action *action,
                                   int64_t moderation_id, struct err *e)
{
    if (action->out->changed == 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_MODERATION_TAKES_FROM_READERS);
    stmt_int(s, ARG_MODERATION_ID, moderation_id);
    bool hides = stmt_next(s);
    TRY(stmt_done(s, e));
    if (!hides && action->to != COMMENT_APPROVED)
        return OK;
    return action->out->changed > action->n_first ? db_content_changed(c, e)
                                                  : raise_articles(c, action, e);
}

static enum err_kind moderate_job(struct db_conn *c, void *arg, struct err *e)
{
    struct action *it = arg;
    *it->out = (struct moderation_result){0};
    struct stmt *s = db_stmt(c, SQL_MODERATION_INSERT);
    stmt_int(s, ARG_USER_ID, it->who->user_id);
    stmt_int(s, ARG_NOW, it->now);
    stmt_int(s, ARG_TO_STATUS, it->to);
    TRY(stmt_run(s, e));
    int64_t id = db_last_id(c);

    TRY(it->query ? record_matching(c, it, id, e) : record_targets(c, it, id, e));
    if (it->out->changed == 0) {
        s = db_stmt(c, SQL_MODERATION_DELETE);
        stmt_int(s, ARG_ID, id);
        return stmt_run(s, e);
    }
    s = db_stmt(c, SQL_MODERATION_APPLY);
    bind_decision(s, it, id);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_MODERATION_SET_CHANGED);
    stmt_int(s, ARG_CHANGED, it->out->changed);
    stmt_int(s, ARG_ID, id);
    TRY(stmt_run(s, e));
    it->out->moderation_id = id;
    TRY(read_first(c, it, id, e));
    TRY(audit_action(c, it, e));
    return raise_content(c, it, id, e);
}

static enum err_kind run_action(struct db *db, db_write_fn *job, struct action action,
                                struct err *e)
{
    action.now = clock_now();
    action.arena = arena_new(64 * 1024);
    enum err_kind kind = db_write(db, job, &action, e);
    arena_free(&action.arena);
    return kind;
}

enum err_kind moderate(struct db *db, const struct actor *who,
                       const struct moderation_target *targets, size_t n, enum comment_status to,
                       struct moderation_result *out, struct err *e)
{
    if (n > TARGETS_MAX)
        return err_say(
            e, ERR_TOO_LARGE,
            MESSAGE("At most {max} comments can be ticked at once.", PUT_N("max", TARGETS_MAX)));
    return run_action(db, moderate_job,
                      (struct action){.who = who, .to = to, .out = out, .targets = targets, .n = n},
                      e);
}

enum err_kind moderate_within(struct db_conn *c, const struct actor *who,
                              const struct moderation_target *targets, size_t n,
                              enum comment_status to, int64_t now, struct arena *a,
                              struct moderation_result *out, struct err *e)
{
    struct action action = {
        .who = who, .to = to, .now = now, .arena = a, .out = out, .targets = targets, .n = n};
    return moderate_job(c, &action, e);
}

enum err_kind moderate_matching(struct db *db, const struct actor *who, const struct queue_query *q,
                                int64_t up_to_id, enum comment_status to,
                                struct moderation_result *out, struct err *e)
{
    if (q->status == QUEUE_ALL || q->user_id != 0 || q->status == (int)to)
        return err_say(e, ERR_INVALID, MESSAGE("Choose the status that the comments have now."));
    return run_action(
        db, moderate_job,
        (struct action){.who = who, .to = to, .out = out, .query = q, .up_to_id = up_to_id}, e);
}

/* ---- undo ---- */

/* Reads the action to undo, if it can be undone; *changed is the number of its comments. */
static enum err_kind find_undoable(struct db_conn *c, struct action *action, int64_t *changed,
                                   struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_MODERATION_GET);
    stmt_int(s, ARG_ID, action->undo_id);
    bool found = stmt_next(s);
    int64_t user_id = 0, undone_at = 0;
    if (found) {
        user_id = stmt_col_int(s, COL_USER_ID);
        undone_at = stmt_col_int(s, COL_UNDONE_AT);
        *changed = stmt_col_int(s, COL_CHANGED);
        action->to = (enum comment_status)stmt_col_int(s, COL_TO_STATUS);
    }
    TRY(stmt_done(s, e));
    if (!found)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such action."));
    if (user_id != action->who->user_id && action->who->role != ROLE_ADMIN)
        return err_say(e, ERR_FORBIDDEN,
                       MESSAGE("Only an admin can undo what another moderator did."));
    if (undone_at != 0)
        return err_say(e, ERR_CONFLICT, MESSAGE("This has been undone already."));
    if (*changed == 0) /* retention has begun to delete its changes */
        return err_say(e, ERR_NOT_FOUND, MESSAGE("That is too long ago to be undone."));
    return OK;
}

static enum err_kind undo_job(struct db_conn *c, void *arg, struct err *e)
{
    struct action *it = arg;
    int64_t changed = 0;
    *it->out = (struct moderation_result){0};
    TRY(find_undoable(c, it, &changed, e));
    TRY(read_first(c, it, it->undo_id, e));
    struct stmt *s = db_stmt(c, SQL_MODERATION_REVERT);
    bind_decision(s, it, it->undo_id);
    TRY(stmt_run(s, e));
    it->out->changed = db_changes(c);
    it->out->stale = changed - it->out->changed;
    s = db_stmt(c, SQL_MODERATION_SET_UNDONE);
    stmt_int(s, ARG_ID, it->undo_id);
    stmt_int(s, ARG_NOW, it->now);
    TRY(stmt_run(s, e));
    TRY(audit_action(c, it, e));
    return raise_content(c, it, it->undo_id, e);
}

enum err_kind moderation_undo(struct db *db, const struct actor *who, int64_t moderation_id,
                              struct moderation_result *out, struct err *e)
{
    return run_action(db, undo_job,
                      (struct action){.who = who, .out = out, .undo_id = moderation_id}, e);
}

enum err_kind moderation_last(struct db_conn *c, int64_t user_id, int64_t *id,
                              enum comment_status *to, int64_t *changed, struct err *e)
{
    *id = 0;
    struct stmt *s = db_stmt(c, SQL_MODERATION_LAST);
    stmt_int(s, ARG_USER_ID, user_id);
    if (stmt_next(s) && stmt_col_int(s, COL_UNDONE_AT) == 0 && stmt_col_int(s, COL_CHANGED) > 0) {
        *id = stmt_col_int(s, COL_ID);
        *to = (enum comment_status)stmt_col_int(s, COL_TO_STATUS);
        *changed = stmt_col_int(s, COL_CHANGED);
    }
    return stmt_done(s, e);
}

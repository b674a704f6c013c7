/* SPDX-License-Identifier: MIT */
/* A decision is one transaction, however many comments it is about: their statuses, the row that
 * undo reads, one audit line each for a few and one for all of many, and the content version. */
#include "core/moderation.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/rand.h"
#include "core/audit.h"

enum {
    TARGETS_MAX = 1000,
    AUDITED_SINGLY_MAX = 20,
    BATCH = 500, /* ids read at a time from a filter or an action */
};

static const char *const status_names[COMMENT_STATUSES] = {
    [COMMENT_PENDING] = "pending",
    [COMMENT_APPROVED] = "approved",
    [COMMENT_SPAM] = "spam",
    [COMMENT_TRASH] = "trash",
};

const char *comment_status_name(enum comment_status status)
{
    return (unsigned)status < COMMENT_STATUSES ? status_names[status] : "";
}

bool comment_status_parse(struct str name, enum comment_status *out)
{
    for (int i = 0; i < COMMENT_STATUSES; i++) {
        if (str_eq(name, str_from(status_names[i]))) {
            *out = (enum comment_status)i;
            return true;
        }
    }
    return false;
}

/* ---- the queue ---- */

/* The statement that finds Q's comments older than BEFORE_ID. */
static struct stmt *queue_stmt(struct db_conn *c, const struct queue_query *q, int64_t before_id,
                               int64_t limit)
{
    struct stmt *s;
    bool all = q->status == QUEUE_ALL;
    if (q->user_id) {
        s = db_stmt(c, SQL_QUEUE_OF_USER);
        stmt_int(s, ARG_USER_ID, q->user_id);
    } else if (q->article_id) {
        s = db_stmt(c, all ? SQL_QUEUE_ALL_OF_ARTICLE : SQL_QUEUE_OF_ARTICLE);
        stmt_int(s, ARG_ARTICLE_ID, q->article_id);
    } else if (q->addr.n > 0) {
        s = db_stmt(c, all ? SQL_QUEUE_ALL_OF_ADDR : SQL_QUEUE_OF_ADDR);
        stmt_text(s, ARG_ADDR, q->addr);
    } else {
        s = db_stmt(c, all ? SQL_QUEUE_ALL : SQL_QUEUE_BY_STATUS);
    }
    if (!all && q->user_id == 0)
        stmt_int(s, ARG_STATUS, q->status);
    stmt_int(s, ARG_BEFORE_ID, before_id ? before_id : INT64_MAX);
    stmt_int(s, ARG_ROW_LIMIT, limit);
    return s;
}

/* Reads up to LIMIT ids of Q older than BEFORE_ID into IDS, newest first. */
static enum err_kind queue_ids(struct db_conn *c, const struct queue_query *q, int64_t before_id,
                               int64_t limit, int64_t *ids, int64_t *n, struct err *e)
{
    struct stmt *s = queue_stmt(c, q, before_id, limit);
    *n = 0;
    while (*n < limit && stmt_next(s))
        ids[(*n)++] = stmt_col_int(s, COL_ID);
    return stmt_done(s, e);
}

static enum err_kind read_history(struct db_conn *c, struct comment *it, struct err *e)
{
    if (str_empty(it->email))
        return OK;
    struct stmt *s = db_stmt(c, SQL_AUTHOR_TOTALS);
    stmt_text(s, ARG_EMAIL, it->email);
    while (stmt_next(s)) {
        int64_t status = stmt_col_int(s, COL_STATUS), n = stmt_col_int(s, COL_N);
        if (status == (int64_t)it->status)
            n--; /* this one */
        if (status == COMMENT_APPROVED)
            it->approved_before += n;
        else if (status != COMMENT_PENDING)
            it->refused_before += n;
    }
    return stmt_done(s, e);
}

enum err_kind comment_queue(struct db_conn *c, const struct queue_query *q, struct arena *a,
                            struct comment_list *out, struct err *e)
{
    int64_t *ids = ARENA_ARRAY(a, int64_t, (size_t)q->limit + 1), n;
    TRY(queue_ids(c, q, q->before_id, q->limit + 1, ids, &n, e));
    *out = (struct comment_list){.items = ARENA_ARRAY(a, struct comment, (size_t)q->limit)};
    out->older = n > q->limit;
    for (int64_t i = 0; i < n && i < q->limit; i++) {
        struct comment *it = &out->items[out->n++];
        TRY(comment_by_id(c, ids[i], a, it, e));
        TRY(read_history(c, it, e));
    }
    return OK;
}

enum err_kind comment_totals(struct db_conn *c, int64_t totals[COMMENT_STATUSES], struct err *e)
{
    memset(totals, 0, COMMENT_STATUSES * sizeof *totals);
    struct stmt *s = db_stmt(c, SQL_COMMENT_TOTALS);
    while (stmt_next(s)) {
        int64_t status = stmt_col_int(s, COL_STATUS);
        if (status >= 0 && status < COMMENT_STATUSES)
            totals[status] = stmt_col_int(s, COL_N);
    }
    return stmt_done(s, e);
}

enum err_kind comment_queue_count(struct db_conn *c, const struct queue_query *q, int64_t limit,
                                  int64_t *out, struct err *e)
{
    struct stmt *s = queue_stmt(c, q, 0, limit);
    *out = 0;
    while (stmt_next(s))
        (*out)++;
    return stmt_done(s, e);
}

/* ---- deciding ---- */

struct action {
    const struct actor *who;
    enum comment_status to;
    int64_t now;
    struct arena *arena;
    struct moderation_result *out;
    /* One of the two: */
    const struct moderation_target *targets;
    size_t n;
    const struct queue_query *query;
    int64_t up_to_id;
    /* For undo: */
    int64_t undo_id;
    bool seen_by_readers; /* something that readers see has changed */
};

/* One that was emptied for good stays where it is. */
static enum err_kind set_status(struct db_conn *c, struct action *it, int64_t id,
                                enum comment_status from, enum comment_status to, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_COMMENT_SET_STATUS);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_STATUS, to);
    stmt_int(s, ARG_NOW, it->now);
    if (it->who->user_id)
        stmt_int(s, ARG_USER_ID, it->who->user_id);
    else
        stmt_null(s, ARG_USER_ID);
    TRY(stmt_run(s, e));
    if (db_changes(c) == 0)
        return OK;
    if (from == COMMENT_APPROVED || to == COMMENT_APPROVED)
        it->seen_by_readers = true;
    if (++it->out->changed <= AUDITED_SINGLY_MAX)
        TRY(audit_add(c, it->who, it->undo_id ? "comment.undo" : "comment.decide", "comment", id,
                      str_from(status_names[from]), str_from(status_names[to]), e));
    return OK;
}

static enum err_kind decide(struct db_conn *c, struct action *it, int64_t id,
                            enum comment_status from, struct err *e)
{
    int64_t before = it->out->changed;
    TRY(set_status(c, it, id, from, it->to, e));
    if (it->out->changed == before)
        return OK;
    struct stmt *s = db_stmt(c, SQL_MODERATION_CHANGE_INSERT);
    stmt_int(s, ARG_MODERATION_ID, it->out->moderation_id);
    stmt_int(s, ARG_COMMENT_ID, id);
    stmt_int(s, ARG_FROM_STATUS, from);
    return stmt_run(s, e);
}

/* Somebody decided this one since the moderator looked. */
static void tell_stale(struct action *it, const struct comment *now_is)
{
    if (it->out->stale++ > 0)
        return;
    int64_t ago = it->now - now_is->decided_at;
    const char *unit = ago < 120 ? "s" : ago < 7200 ? "min" : "h";
    int64_t n = ago < 120 ? ago : ago < 7200 ? ago / 60 : ago / 3600;
    snprintf(it->out->stale_text, sizeof it->out->stale_text,
             "already %s by %.*s, %" PRId64 " %s ago",
             now_is->status == COMMENT_PENDING ? "returned to the queue"
             : now_is->status == COMMENT_SPAM  ? "marked as spam"
             : now_is->status == COMMENT_TRASH ? "moved to the trash"
                                               : status_names[now_is->status],
             STR_ARG(str_empty(now_is->decided_by) ? STR("somebody else") : now_is->decided_by),
             n > 0 ? n : 0, unit);
}

static enum err_kind decide_targets(struct db_conn *c, struct action *it, struct err *e)
{
    for (size_t i = 0; i < it->n; i++) {
        const struct moderation_target *target = &it->targets[i];
        struct comment now_is;
        enum err_kind kind = comment_by_id(c, target->comment_id, it->arena, &now_is, e);
        if (kind == ERR_NOT_FOUND) {
            if (it->out->stale++ == 0)
                snprintf(it->out->stale_text, sizeof it->out->stale_text, "already deleted");
            continue;
        }
        TRY(kind);
        if (now_is.status != target->seen)
            tell_stale(it, &now_is);
        else if (now_is.status != it->to)
            TRY(decide(c, it, now_is.id, now_is.status, e));
    }
    return OK;
}

static enum err_kind decide_matching(struct db_conn *c, struct action *it, struct err *e)
{
    int64_t ids[BATCH], n, before = it->up_to_id + 1;
    enum comment_status from = (enum comment_status)it->query->status;
    do {
        TRY(queue_ids(c, it->query, before, BATCH, ids, &n, e));
        for (int64_t i = 0; i < n; i++)
            TRY(decide(c, it, ids[i], from, e));
        before = n ? ids[n - 1] : 0;
    } while (n == BATCH);
    return OK;
}

static enum err_kind finish(struct db_conn *c, struct action *it, const char *name, struct err *e)
{
    if (it->out->changed > AUDITED_SINGLY_MAX)
        TRY(audit_add(c, it->who, name, "comments", 0,
                      arena_printf(it->arena, "%" PRId64 " comments", it->out->changed),
                      it->undo_id ? STR("what they were before") : str_from(status_names[it->to]),
                      e));
    return it->seen_by_readers ? db_content_changed(c, e) : OK;
}

static enum err_kind moderate_job(struct db_conn *c, void *arg, struct err *e)
{
    struct action *it = arg;
    *it->out = (struct moderation_result){0};
    it->seen_by_readers = false;
    struct stmt *s = db_stmt(c, SQL_MODERATION_INSERT);
    stmt_int(s, ARG_USER_ID, it->who->user_id);
    stmt_int(s, ARG_NOW, it->now);
    stmt_int(s, ARG_TO_STATUS, it->to);
    TRY(stmt_run(s, e));
    int64_t id = it->out->moderation_id = db_last_id(c);

    TRY(it->query ? decide_matching(c, it, e) : decide_targets(c, it, e));
    if (it->out->changed == 0) {
        it->out->moderation_id = 0;
        s = db_stmt(c, SQL_MODERATION_DELETE);
    } else {
        s = db_stmt(c, SQL_MODERATION_SET_CHANGED);
        stmt_int(s, ARG_CHANGED, it->out->changed);
    }
    stmt_int(s, ARG_ID, id);
    TRY(stmt_run(s, e));
    return finish(c, it, "comment.decide", e);
}

static enum err_kind act(struct db *db, db_write_fn *job, struct action it, struct err *e)
{
    it.now = clock_now();
    it.arena = arena_new(64 * 1024);
    enum err_kind kind = db_write(db, job, &it, e);
    arena_free(&it.arena);
    return kind;
}

enum err_kind moderate(struct db *db, const struct actor *who,
                       const struct moderation_target *targets, size_t n, enum comment_status to,
                       struct moderation_result *out, struct err *e)
{
    if (n > TARGETS_MAX)
        return err_set(e, ERR_TOO_LARGE, "At most %d comments can be ticked.", TARGETS_MAX);
    return act(db, moderate_job,
               (struct action){.who = who, .to = to, .out = out, .targets = targets, .n = n}, e);
}

enum err_kind moderate_matching(struct db *db, const struct actor *who, const struct queue_query *q,
                                int64_t up_to_id, enum comment_status to,
                                struct moderation_result *out, struct err *e)
{
    if (q->status == QUEUE_ALL || q->user_id != 0 || q->status == (int)to)
        return err_set(e, ERR_INVALID, "Choose the status that the comments have now.");
    return act(db, moderate_job,
               (struct action){.who = who, .to = to, .out = out, .query = q, .up_to_id = up_to_id},
               e);
}

/* ---- undo ---- */

struct change {
    int64_t comment_id;
    enum comment_status from, now;
};

static enum err_kind read_changes(struct db_conn *c, int64_t moderation_id, int64_t after,
                                  struct change *changes, int *n, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_MODERATION_CHANGES);
    stmt_int(s, ARG_MODERATION_ID, moderation_id);
    stmt_int(s, ARG_KEY_ID, after);
    stmt_int(s, ARG_ROW_LIMIT, BATCH);
    *n = 0;
    while (*n < BATCH && stmt_next(s))
        changes[(*n)++] = (struct change){
            .comment_id = stmt_col_int(s, COL_COMMENT_ID),
            .from = (enum comment_status)stmt_col_int(s, COL_FROM_STATUS),
            .now = (enum comment_status)stmt_col_int(s, COL_STATUS),
        };
    return stmt_done(s, e);
}

static enum err_kind undo_changes(struct db_conn *c, struct action *it, struct err *e)
{
    struct change changes[BATCH];
    int n;
    int64_t after = 0;
    do {
        TRY(read_changes(c, it->undo_id, after, changes, &n, e));
        for (int i = 0; i < n; i++) {
            after = changes[i].comment_id;
            if (changes[i].now == it->to)
                TRY(set_status(c, it, after, it->to, changes[i].from, e));
            else
                it->out->stale++;
        }
    } while (n == BATCH);
    return OK;
}

static enum err_kind undo_job(struct db_conn *c, void *arg, struct err *e)
{
    struct action *it = arg;
    *it->out = (struct moderation_result){0};
    it->seen_by_readers = false;
    struct stmt *s = db_stmt(c, SQL_MODERATION_GET);
    stmt_int(s, ARG_ID, it->undo_id);
    bool found = stmt_next(s);
    int64_t user_id = 0, undone_at = 0;
    if (found) {
        user_id = stmt_col_int(s, COL_USER_ID);
        undone_at = stmt_col_int(s, COL_UNDONE_AT);
        it->to = (enum comment_status)stmt_col_int(s, COL_TO_STATUS);
    }
    TRY(stmt_done(s, e));
    if (!found)
        return err_set(e, ERR_NOT_FOUND, "There is no such action.");
    if (user_id != it->who->user_id && it->who->role != ROLE_ADMIN)
        return err_set(e, ERR_FORBIDDEN, "Only an admin can undo what somebody else did.");
    if (undone_at != 0)
        return err_set(e, ERR_CONFLICT, "This was undone already.");

    TRY(undo_changes(c, it, e));
    s = db_stmt(c, SQL_MODERATION_SET_UNDONE);
    stmt_int(s, ARG_ID, it->undo_id);
    stmt_int(s, ARG_NOW, it->now);
    TRY(stmt_run(s, e));
    return finish(c, it, "comment.undo", e);
}

enum err_kind moderation_undo(struct db *db, const struct actor *who, int64_t moderation_id,
                              struct moderation_result *out, struct err *e)
{
    return act(db, undo_job, (struct action){.who = who, .out = out, .undo_id = moderation_id}, e);
}

enum err_kind moderation_last(struct db_conn *c, int64_t user_id, int64_t *id,
                              enum comment_status *to, int64_t *changed, struct err *e)
{
    *id = 0;
    struct stmt *s = db_stmt(c, SQL_MODERATION_LAST);
    stmt_int(s, ARG_USER_ID, user_id);
    if (stmt_next(s) && stmt_col_int(s, COL_UNDONE_AT) == 0) {
        *id = stmt_col_int(s, COL_ID);
        *to = (enum comment_status)stmt_col_int(s, COL_TO_STATUS);
        *changed = stmt_col_int(s, COL_CHANGED);
    }
    return stmt_done(s, e);
}

/* ---- changing and deleting ---- */

struct str comment_fingerprint(const struct comment *it, struct arena *a)
{
    return hash_hex(a, arena_printf(a, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(it->author),
                                    STR_ARG(it->email), STR_ARG(it->url), STR_ARG(it->body)));
}

struct edit {
    const struct actor *who;
    const struct comment_edit *edit;
    struct arena *arena;
};

static enum err_kind edit_job(struct db_conn *c, void *arg, struct err *e)
{
    struct edit *it = arg;
    struct comment old;
    TRY(comment_by_id(c, it->edit->id, it->arena, &old, e));
    if (!str_eq(it->edit->seen, comment_fingerprint(&old, it->arena)))
        return err_set(e, ERR_CONFLICT, "Somebody has changed this comment since.");
    struct comment new = old;
    new.author = it->edit->author;
    new.email = it->edit->email;
    new.url = it->edit->url;
    new.body = it->edit->body;
    TRY(comment_rewrite(c, &new, it->arena, e));
    TRY(audit_add(c, it->who, "comment.edit", "comment", old.id, old.body, new.body, e));
    return old.status == COMMENT_APPROVED ? db_content_changed(c, e) : OK;
}

enum err_kind comment_edit(struct db *db, const struct settings *s, const struct actor *who,
                           const struct comment_edit *edit, struct problems *p, struct err *e)
{
    struct comment_submission sub = {
        .author = edit->author, .email = edit->email, .url = edit->url, .body = edit->body};
    struct settings lenient = *s;
    lenient.require_identity = false;
    comment_check(&lenient, &sub, p);
    if (p->n > 0)
        return err_set(e, ERR_INVALID, "%s", p->item[0].text);
    struct edit it = {who, edit, arena_new(16 * 1024)};
    enum err_kind kind = db_write(db, edit_job, &it, e);
    arena_free(&it.arena);
    return kind;
}

struct deletion {
    const struct actor *who;
    int64_t id;
    struct arena *arena;
};

/* One that has replies is emptied and stays, so that they keep their place; else its row goes. */
static enum err_kind delete_job(struct db_conn *c, void *arg, struct err *e)
{
    struct deletion *it = arg;
    struct comment old;
    TRY(comment_by_id(c, it->id, it->arena, &old, e));
    if (old.status != COMMENT_SPAM && old.status != COMMENT_TRASH)
        return err_set(e, ERR_CONFLICT, "Only a comment in spam or trash can be deleted.");
    struct stmt *s = db_stmt(c, SQL_COMMENT_HAS_REPLY);
    stmt_int(s, ARG_ID, it->id);
    bool answered = stmt_next(s);
    TRY(stmt_done(s, e));
    s = db_stmt(c, answered ? SQL_COMMENT_BLANK : SQL_COMMENT_DELETE);
    stmt_int(s, ARG_ID, it->id);
    TRY(stmt_run(s, e));
    return audit_add(c, it->who, "comment.delete", "comment", it->id, old.body, STR_NONE, e);
}

enum err_kind comment_delete(struct db *db, const struct actor *who, int64_t id, struct err *e)
{
    struct deletion it = {who, id, arena_new(16 * 1024)};
    enum err_kind kind = db_write(db, delete_job, &it, e);
    arena_free(&it.arena);
    return kind;
}

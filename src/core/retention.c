/* SPDX-License-Identifier: MIT */
/* Deletes what is too old. A round runs the parts below in turn; each is a statement that deletes
 * the oldest rows by an index. A part that deleted a whole batch runs again. Everything may run
 * twice, or in two processes.
 *
 * The audit log refuses to lose lines (sql/schema/0017_retention.sql) except those before a mark.
 * The mark is moved first; the schema keeps it a month away from the newest line. */
#include "core/retention.h"

#include "core/site/secret.h"
#include "core/people/throttle.h"

enum { DAY_S = 24 * 3600, ACTIONS_A_STEP = 100 };

struct round {
    const struct settings *settings;
    int64_t now;
    struct retention progress;
    int64_t dropped; /* RETENTION_BATCH: there may be more */
};

static enum err_kind run_batch(struct stmt *s, struct db_conn *c, struct round *r, struct err *e)
{
    stmt_int(s, ARG_ROW_LIMIT, RETENTION_BATCH);
    TRY(stmt_run(s, e));
    r->dropped = db_changes(c);
    return OK;
}

/* ---- the audit log ---- */

static enum err_kind drop_lines(struct db_conn *c, struct round *r, bool access, int64_t days,
                                struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_AUDIT_END_MOVE);
    stmt_int(s, ARG_ACCESS, access);
    stmt_int(s, ARG_BEFORE_AT, r->now - days * DAY_S);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_AUDIT_DROP);
    stmt_int(s, ARG_ACCESS, access);
    return run_batch(s, c, r, e);
}

static enum err_kind drop_changes(struct db_conn *c, struct round *r, struct err *e)
{
    return drop_lines(c, r, false, r->settings->audit_days, e);
}

static enum err_kind drop_access(struct db_conn *c, struct round *r, struct err *e)
{
    return drop_lines(c, r, true, r->settings->access_days, e);
}

/* ---- decisions that undo can take back ---- */

static enum err_kind run_with_id(struct stmt *s, int64_t id, struct err *e)
{
    stmt_int(s, ARG_ID, id);
    return stmt_run(s, e);
}

static enum err_kind oldest_action(struct db_conn *c, const struct round *r, int64_t *id,
                                   struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_MODERATION_OLDEST);
    stmt_int(s, ARG_BEFORE_AT, r->now - r->settings->undo_days * DAY_S);
    *id = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
    return stmt_done(s, e);
}

/* An action may concern a million comments, so its rows are deleted in batches, too. */
static enum err_kind drop_decisions(struct db_conn *c, struct round *r, struct err *e)
{
    int64_t id, left = RETENTION_BATCH;
    for (int i = 0; i < ACTIONS_A_STEP; i++) {
        TRY(oldest_action(c, r, &id, e));
        if (id == 0)
            return OK;
        TRY(run_with_id(db_stmt(c, SQL_MODERATION_FORGET), id, e));
        struct stmt *s = db_stmt(c, SQL_MODERATION_CHANGE_DROP);
        stmt_int(s, ARG_ROW_LIMIT, left);
        TRY(run_with_id(s, id, e));
        left -= db_changes(c);
        if (left == 0)
            break;
        TRY(run_with_id(db_stmt(c, SQL_MODERATION_DELETE), id, e));
    }
    r->dropped = RETENTION_BATCH;
    return OK;
}

/* ---- expired ---- */

static enum err_kind drop_tokens(struct db_conn *c, struct round *r, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_LIVE_TOKEN_DROP);
    stmt_int(s, ARG_BEFORE_AT, r->now - r->settings->form_days * DAY_S);
    return run_batch(s, c, r, e);
}

static enum err_kind drop_forms(struct db_conn *c, struct round *r, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_USED_FORM_DROP);
    stmt_int(s, ARG_BEFORE_AT, r->now - r->settings->form_days * DAY_S);
    return run_batch(s, c, r, e);
}

static enum err_kind drop_sessions(struct db_conn *c, struct round *r, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SESSION_DROP);
    stmt_int(s, ARG_NOW, r->now);
    return run_batch(s, c, r, e);
}

static enum err_kind drop_failures(struct db_conn *c, struct round *r, struct err *e)
{
    TRY(throttle_sweep(c, r->now, RETENTION_BATCH, e));
    r->dropped = db_changes(c);
    return OK;
}

static enum err_kind drop_secret(struct db_conn *c, struct round *r, struct err *e)
{
    (void)r;
    return secret_sweep(c, e);
}

/* ---- no longer used ---- */

static enum err_kind drop_totals(struct db_conn *c, struct round *r, struct err *e)
{
    return run_batch(db_stmt(c, SQL_AUTHOR_TOTAL_DROP), c, r, e);
}

/* Walks all tags, a batch at a time: only a lookup tells if one is used. */
static enum err_kind drop_tags(struct db_conn *c, struct round *r, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_TAG_LAST_OF);
    stmt_int(s, ARG_AFTER_ID, r->progress.tag_id);
    stmt_int(s, ARG_ROW_LIMIT, RETENTION_BATCH);
    int64_t last = stmt_next(s) ? stmt_col_int(s, COL_ID) : 0;
    TRY(stmt_done(s, e));
    if (last == 0)
        return OK;
    s = db_stmt(c, SQL_TAG_DROP_UNUSED);
    stmt_int(s, ARG_AFTER_ID, r->progress.tag_id);
    stmt_int(s, ARG_UP_TO_ID, last);
    TRY(stmt_run(s, e));
    r->progress.tag_id = last;
    r->dropped = RETENTION_BATCH;
    return OK;
}

/* ---- a round ---- */

static enum err_kind (*const parts[])(struct db_conn *c, struct round *r, struct err *e) = {
    drop_sessions, drop_failures, drop_access, drop_changes, drop_decisions,
    drop_tokens,   drop_totals,   drop_tags,   drop_secret,  drop_forms,
};
enum { PARTS = sizeof parts / sizeof parts[0] };

static enum err_kind step_job(struct db_conn *c, void *arg, struct err *e)
{
    struct round *r = arg;
    return parts[r->progress.part](c, r, e);
}

enum err_kind retention_step(struct db *db, const struct settings *s, int64_t now,
                             struct retention *progress, bool *more, struct err *e)
{
    struct round r = {.settings = s, .now = now, .progress = *progress};
    *more = true;
    TRY(db_write(db, step_job, &r, e));
    *progress = r.progress;
    if (r.dropped == RETENTION_BATCH)
        return OK;
    progress->part++;
    *more = progress->part < PARTS;
    if (!*more)
        *progress = (struct retention){0};
    return OK;
}

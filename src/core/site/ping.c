/* SPDX-License-Identifier: MIT */
/* The queue of pings. Rows are claimed for a time, so several processes share the work and a
 * crashed one loses nothing: its claim runs out. A row is updated only while its `claimed` is the
 * time that the batch wrote; by that a process notices that it has lost the row. `changes` counts
 * the article's changes; a row is deleted only if it has not grown since it was read. */
#include "core/site/ping.h"

int64_t ping_backoff_s(int64_t tries)
{
    int64_t s = PING_RETRY_S;
    for (int64_t i = 1; i < tries && i < PING_TRIES_MAX; i++)
        s *= 2;
    return s;
}

enum err_kind ping_queue(struct db_conn *c, int64_t article_id, int64_t now, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_PING_QUEUE);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_NOW, now);
    return stmt_run(s, e);
}

/* ---- claiming ---- */

struct claim {
    enum ping_kind kind;
    int64_t now;
    struct arena *arena;
    struct ping_list *out;
};

static enum err_kind claim_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct claim *it = arg;
    *it->out = (struct ping_list){.items = ARENA_ARRAY(it->arena, struct ping, PING_BATCH)};
    struct stmt *s = db_stmt(c, SQL_PING_DUE);
    stmt_int(s, ARG_KIND, it->kind);
    stmt_int(s, ARG_NOW, it->now);
    while (it->out->n < PING_BATCH && stmt_next(s))
        it->out->items[it->out->n++] = (struct ping){
            .id = stmt_col_int(s, COL_ID),
            .changes = stmt_col_int(s, COL_CHANGES),
            .tries = stmt_col_int(s, COL_TRIES),
            .day = stmt_col_int(s, COL_ARTICLE_DAY),
            .slug = stmt_col_text(s, COL_ARTICLE_SLUG, it->arena),
            .section_slug = stmt_col_text(s, COL_SECTION_SLUG, it->arena),
        };
    TRY(stmt_done(s, e));
    it->out->claimed = it->now + PING_CLAIM_S;
    s = db_stmt(c, SQL_PING_CLAIM);
    stmt_int(s, ARG_KIND, it->kind);
    stmt_int(s, ARG_NOW, it->now);
    stmt_int(s, ARG_UNTIL_AT, it->out->claimed);
    return stmt_run(s, e);
}

/* Reads before ping_claim writes: most of the time nothing is due. */
static enum err_kind any_due(struct db *db, enum ping_kind kind, int64_t now, bool *any,
                             struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct stmt *s = db_stmt(c, SQL_PING_ANY_DUE);
    stmt_int(s, ARG_KIND, kind);
    stmt_int(s, ARG_NOW, now);
    *any = stmt_next(s);
    enum err_kind rc = stmt_done(s, e);
    db_end(db, &c);
    return rc;
}

enum err_kind ping_claim(struct db *db, enum ping_kind kind, int64_t now, struct arena *a,
                         struct ping_list *out, struct err *e)
{
    bool any;
    *out = (struct ping_list){0};
    TRY(any_due(db, kind, now, &any, e));
    if (!any)
        return OK;
    struct claim claim = {kind, now, a, out};
    return db_write(db, claim_job, &claim, e);
}

/* ---- extending a claim ---- */

struct extension {
    const struct ping_list *list;
    int64_t until;
    bool lost[PING_BATCH];
};

static enum err_kind extend_job(struct db_conn *c, void *arg, struct err *e)
{
    struct extension *it = arg;
    for (size_t i = 0; i < it->list->n; i++) {
        it->lost[i] = it->list->items[i].lost;
        if (it->lost[i])
            continue;
        struct stmt *s = db_stmt(c, SQL_PING_KEEP);
        stmt_int(s, ARG_ID, it->list->items[i].id);
        stmt_int(s, ARG_CLAIMED, it->list->claimed);
        stmt_int(s, ARG_UNTIL_AT, it->until);
        TRY(stmt_run(s, e));
        it->lost[i] = db_changes(c) == 0;
    }
    return OK;
}

enum err_kind ping_extend(struct db *db, struct ping_list *list, int64_t now, size_t *kept,
                          struct err *e)
{
    /* Not earlier than the claim that it extends: the clock may have been set back. */
    int64_t from = now > list->claimed ? now : list->claimed;
    struct extension extension = {.list = list, .until = from + PING_CLAIM_S};
    *kept = 0;
    TRY(db_write(db, extend_job, &extension, e));
    list->claimed = extension.until;
    for (size_t i = 0; i < list->n; i++) {
        list->items[i].lost = extension.lost[i];
        *kept += !extension.lost[i];
    }
    return OK;
}

/* ---- results ---- */

static enum err_kind sent_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct ping_list *list = arg;
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].lost)
            continue;
        struct stmt *s = db_stmt(c, SQL_PING_DONE);
        stmt_int(s, ARG_CLAIMED, list->claimed);
        stmt_int(s, ARG_ID, list->items[i].id);
        stmt_int(s, ARG_CHANGES, list->items[i].changes);
        TRY(stmt_run(s, e));
    }
    return OK;
}

enum err_kind ping_sent(struct db *db, const struct ping_list *list, struct err *e)
{
    struct ping_list ping_list = *list;
    return db_write(db, sent_job, &ping_list, e);
}

struct failure {
    const struct ping_list *list;
    int64_t now;
    size_t given_up;
};

static enum err_kind failed_job(struct db_conn *c, void *arg, struct err *e)
{
    struct failure *it = arg;
    it->given_up = 0;
    for (size_t i = 0; i < it->list->n; i++) {
        const struct ping *p = &it->list->items[i];
        if (p->lost)
            continue;
        bool last = p->tries + 1 >= PING_TRIES_MAX;
        struct stmt *s = db_stmt(c, last ? SQL_PING_DONE : SQL_PING_AGAIN);
        stmt_int(s, ARG_ID, p->id);
        stmt_int(s, ARG_CLAIMED, it->list->claimed);
        if (last)
            stmt_int(s, ARG_CHANGES, p->changes);
        else
            stmt_int(s, ARG_DUE_AT, it->now + ping_backoff_s(p->tries + 1));
        TRY(stmt_run(s, e));
        it->given_up += last && db_changes(c) > 0;
    }
    return OK;
}

enum err_kind ping_failed(struct db *db, const struct ping_list *list, int64_t now,
                          size_t *given_up, struct err *e)
{
    struct failure failure = {.list = list, .now = now};
    enum err_kind kind = db_write(db, failed_job, &failure, e);
    *given_up = failure.given_up;
    return kind;
}

enum err_kind ping_totals(struct db_conn *c, int64_t totals[PING_KINDS], struct err *e)
{
    memset(totals, 0, PING_KINDS * sizeof *totals);
    struct stmt *s = db_stmt(c, SQL_PING_TOTALS);
    while (stmt_next(s)) {
        int64_t kind = stmt_col_int(s, COL_KIND);
        if (kind >= 0 && kind < PING_KINDS)
            totals[kind] = stmt_col_int(s, COL_N);
    }
    return stmt_done(s, e);
}

/* SPDX-License-Identifier: MIT */
/* Publishes scheduled articles. Each is published in a transaction of its own, so one that cannot
 * be published does not hold up others. A job calls this each second on every server; whoever is
 * first publishes. */
#include "core/desk/article_due.h"

#include <inttypes.h>

#include "base/log.h"
#include "core/desk/article_move_internal.h"
#include "core/desk/publish_failure.h"

enum { DUE_MAX = 100 }; /* articles read at once */

struct due {
    struct article_move move;
    bool published;
};

/* Publishes one article. */
static enum err_kind due_job(struct db_conn *c, void *arg, struct err *e)
{
    struct due *due = arg;
    struct article art;
    due->published = false;
    TRY(article_by_id(c, due->move.id, due->move.arena, &art, e));
    if (art.status != ARTICLE_SCHEDULED || art.published_at > due->move.now)
        return OK; /* another server or a person was faster */
    TRY(article_move_within(c, &due->move, e));
    due->published = true;
    return OK;
}

static enum err_kind failure_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct article_move *it = arg;
    return publish_failure_add(c, it->id, it->now, e);
}

/* Publishes one article, or records that it failed. Only a fault that would stop every article ends
 * the round. */
static enum err_kind publish_one(struct db *db, struct article_move move, int *n, struct err *e)
{
    struct due due = {.move = move};
    enum err_kind kind = db_write(db, due_job, &due, e);
    *n += kind == OK && due.published;
    if (kind == OK || kind == ERR_BUSY)
        return kind;
    log_error("article %" PRId64 " cannot be published on time, and is tried again: %s", move.id,
              e->msg);
    return db_write(db, failure_job, &move, e);
}

static enum err_kind list_due(struct db *db, int64_t now, int64_t ids[DUE_MAX], int *n,
                              struct err *e)
{
    struct db_conn *c;
    *n = 0;
    TRY(db_begin(db, &c, e));
    struct stmt *s = db_stmt(c, SQL_ARTICLE_DUE);
    stmt_int(s, ARG_NOW, now);
    while (*n < DUE_MAX && stmt_next(s))
        ids[(*n)++] = stmt_col_int(s, COL_ID);
    enum err_kind kind = stmt_done(s, e);
    db_end(db, &c);
    return kind;
}

bool article_is_overdue(const struct article *art, int64_t now)
{
    return art->status == ARTICLE_SCHEDULED && art->published_at <= now - PUBLISH_WAIT_S;
}

enum err_kind article_publish_due(struct db *db, const struct settings *s, int64_t now, int *n,
                                  struct err *e)
{
    static const struct actor clock = {0, {"the clock", 9}, ROLE_ADMIN};
    int64_t ids[DUE_MAX];
    int found;
    *n = 0;
    TRY(list_due(db, now, ids, &found, e));
    if (found == 0)
        return OK;
    struct article_move move = {.who = &clock, .settings = s, .to = ARTICLE_PUBLISHED, .now = now};
    move.arena = arena_new(64 * 1024);
    enum err_kind kind = OK;
    for (int i = 0; i < found && kind == OK; i++) {
        move.id = ids[i];
        kind = publish_one(db, move, n, e);
        arena_reset(move.arena);
    }
    arena_free(&move.arena);
    return kind;
}

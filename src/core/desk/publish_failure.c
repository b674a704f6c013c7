/* SPDX-License-Identifier: MIT */
/* Keeps a row for each article that could not be published on time (table publish_failure). An
 * article without a row is tried at its time. */
#include "core/desk/publish_failure.h"

enum { WAIT_MAX_S = 60 * 60 };

enum err_kind publish_failure_add(struct db_conn *c, int64_t id, int64_t now, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_PUBLISH_FAILURE_TRIES);
    stmt_int(s, ARG_ID, id);
    int64_t tries = stmt_next(s) ? stmt_col_int(s, COL_TRIES) : 0;
    TRY(stmt_done(s, e));
    int64_t wait = tries < 6 ? (int64_t)PUBLISH_WAIT_S << tries : WAIT_MAX_S;
    s = db_stmt(c, SQL_PUBLISH_FAILURE_PUT);
    stmt_int(s, ARG_ID, id);
    stmt_int(s, ARG_NOW, now);
    stmt_int(s, ARG_WAIT, wait < WAIT_MAX_S ? wait : WAIT_MAX_S);
    return stmt_run(s, e);
}

enum err_kind publish_failure_clear(struct db_conn *c, int64_t id, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_PUBLISH_FAILURE_CLEAR);
    stmt_int(s, ARG_ID, id);
    return stmt_run(s, e);
}

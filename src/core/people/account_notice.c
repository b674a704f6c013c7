/* SPDX-License-Identifier: MIT */
/* The notices of an account: one row for each kind of change, replaced by a later change of the
 * same kind. Confirming a notice names its time, so a change that came after the page was made is
 * not confirmed unseen. */
#include "core/people/account_notice.h"

#include "base/clock.h"

enum err_kind account_notice_add(struct db_conn *c, const struct actor *who, int64_t user_id,
                                 const char *what, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ACCOUNT_NOTICE_PUT);
    stmt_int(s, ARG_USER_ID, user_id);
    stmt_text(s, ARG_WHAT, str_from(what));
    stmt_int(s, ARG_AT, clock_now());
    stmt_text(s, ARG_WHO, who->name);
    stmt_int(s, ARG_BY_SELF, who->user_id == user_id);
    return stmt_run(s, e);
}

enum err_kind account_notice_list(struct db_conn *c, int64_t user_id, struct arena *a,
                                  struct account_notice out[ACCOUNT_NOTICES_MAX], size_t *n,
                                  struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_ACCOUNT_NOTICE_OF);
    stmt_int(s, ARG_USER_ID, user_id);
    *n = 0;
    while (*n < ACCOUNT_NOTICES_MAX && stmt_next(s))
        out[(*n)++] = (struct account_notice){
            .what = stmt_col_text(s, COL_WHAT, a),
            .who = stmt_col_text(s, COL_WHO, a),
            .at = stmt_col_int(s, COL_AT),
            .by_self = stmt_col_int(s, COL_BY_SELF) != 0,
        };
    return stmt_done(s, e);
}

struct confirmation {
    int64_t user_id, at;
    struct str what;
};

static enum err_kind confirm_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct confirmation *it = arg;
    struct stmt *s = db_stmt(c, SQL_ACCOUNT_NOTICE_KNOWN);
    stmt_int(s, ARG_USER_ID, it->user_id);
    stmt_text(s, ARG_WHAT, it->what);
    stmt_int(s, ARG_AT, it->at);
    return stmt_run(s, e);
}

enum err_kind account_notice_confirm(struct db *db, int64_t user_id, struct str what, int64_t at,
                                     struct err *e)
{
    struct confirmation confirmation = {user_id, at, what};
    return db_write(db, confirm_job, &confirmation, e);
}

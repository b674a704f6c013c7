/* SPDX-License-Identifier: MIT */
/* What somebody is told of a change of what they sign in with, until they have said that they know.
 */
#ifndef CORE_PEOPLE_ACCOUNT_NOTICE_H
#define CORE_PEOPLE_ACCOUNT_NOTICE_H

#include "core/audit/actor.h"
#include "db/db.h"

struct account_notice {
    struct str what; /* "password", "email", "login" */
    struct str who;  /* who changed it */
    int64_t at;
    bool by_self;
};
enum { ACCOUNT_NOTICES_MAX = 3 };

/* Inside the write transaction of the change: WHO changed WHAT of USER_ID. Takes the place of an
 * earlier one of the same kind. */
MUST_CHECK enum err_kind account_notice_put(struct db_conn *c, const struct actor *who,
                                            int64_t user_id, const char *what, struct err *e);
/* Those of USER_ID, in A: *n of OUT. */
MUST_CHECK enum err_kind account_notice_list(struct db_conn *c, int64_t user_id, struct arena *a,
                                             struct account_notice out[ACCOUNT_NOTICES_MAX],
                                             size_t *n, struct err *e);
/* USER_ID knows of the one about WHAT of the time AT; a later one stays. */
MUST_CHECK enum err_kind account_notice_known(struct db *db, int64_t user_id, struct str what,
                                              int64_t at, struct err *e);

#endif

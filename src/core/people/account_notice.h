/* SPDX-License-Identifier: MIT */
/* Notices to a person that their password, e-mail address or sign-in name was changed. A notice is
 * shown until they confirm it. */
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

/* Stores that WHO changed WHAT of USER_ID, inside the write transaction of the change. Replaces an
 * earlier notice of the same kind. ERR_DB. */
MUST_CHECK enum err_kind account_notice_add(struct db_conn *c, const struct actor *who,
                                            int64_t user_id, const char *what, struct err *e);
/* The notices of USER_ID, in A: *n of OUT. ERR_DB. */
MUST_CHECK enum err_kind account_notice_list(struct db_conn *c, int64_t user_id, struct arena *a,
                                             struct account_notice out[ACCOUNT_NOTICES_MAX],
                                             size_t *n, struct err *e);
/* Removes the notice about WHAT from the time AT, which USER_ID has confirmed; a later one stays.
 * The errors of db_write. */
MUST_CHECK enum err_kind account_notice_confirm(struct db *db, int64_t user_id, struct str what,
                                                int64_t at, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* How often a password may be tried. Attempts are counted before the password is looked at, in one
 * write transaction, so that many at once are not more than one after another; what turns out right
 * is taken back. Counters are in the database: all servers of a site share them. */
#ifndef CORE_PEOPLE_THROTTLE_H
#define CORE_PEOPLE_THROTTLE_H

#include "db/db.h"

/* What attempts are counted by. */
struct throttle_keys {
    struct str who;  /* the account, the known browser or the session: waits after 5 failures */
    struct str addr; /* the address: waits after 20; empty: not counted by it */
};

/* A known browser: counted apart from strangers, whose failures then cannot lock it out. */
struct str throttle_device_key(struct arena *a, int64_t user_id, struct str device);
/* A stranger who names the account USER_ID or, where it is 0, no account: NAME. */
struct str throttle_account_key(struct arena *a, int64_t user_id, struct str name);

/* Counts an attempt as one that failed. ERR_TOO_MANY where too many have: *retry_s is how long to
 * wait, and nothing was counted. A failure that a wrong clock put into the future is taken as one
 * of now, once. */
MUST_CHECK enum err_kind throttle_count(struct db *db, const struct throttle_keys *keys,
                                        int64_t *retry_s, struct err *e);
/* Whether one would be let through now: ERR_TOO_MANY as above; only reads. */
MUST_CHECK enum err_kind throttle_look(struct db_conn *c, const struct throttle_keys *keys,
                                       int64_t *retry_s, struct err *e);

/* Inside a write transaction: the attempt that was counted was right. */
MUST_CHECK enum err_kind throttle_take_back(struct db_conn *c, const struct throttle_keys *keys,
                                            struct err *e);
/* Inside a write transaction: a new password was set, and earlier failures mean nothing. */
MUST_CHECK enum err_kind throttle_clear_user(struct db_conn *c, int64_t user_id, struct err *e);
/* Inside a write transaction: forgets up to ROW_LIMIT failures that count no more at NOW. */
MUST_CHECK enum err_kind throttle_sweep(struct db_conn *c, int64_t now, int64_t row_limit,
                                        struct err *e);

#endif

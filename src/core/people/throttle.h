/* SPDX-License-Identifier: MIT */
/* Limits how often a password may be tried. An attempt is counted before the password is checked,
 * in one write transaction, so parallel attempts get no further than sequential ones. A right
 * password takes its attempt back. The counters are in the database: all servers of a site share
 * them. */
#ifndef CORE_PEOPLE_THROTTLE_H
#define CORE_PEOPLE_THROTTLE_H

#include "db/db.h"

/* What an attempt is counted by. */
struct throttle_keys {
    struct str who;  /* the account, the known browser or the session: must wait after 5 failures */
    struct str addr; /* the address: must wait after 20; empty: not counted by address */
};

/* The key of a known browser. It is counted apart from strangers, so their failures cannot lock it
 * out. */
struct str throttle_device_key(struct arena *a, int64_t user_id, struct str device);
/* The key of an unknown browser that names the account USER_ID or, if that is 0, no account: NAME.
 */
struct str throttle_account_key(struct arena *a, int64_t user_id, struct str name);

/* Counts an attempt as failed. ERR_TOO_MANY if too many have failed: *retry_s is the time to wait,
 * and the attempt was not counted. A failure that a wrong clock put into the future is treated once
 * as one of now. */
MUST_CHECK enum err_kind throttle_count(struct db *db, const struct throttle_keys *keys,
                                        int64_t *retry_s, struct err *e);
/* Checks whether an attempt would be allowed now: ERR_TOO_MANY as above. Only reads. */
MUST_CHECK enum err_kind throttle_check(struct db_conn *c, const struct throttle_keys *keys,
                                        int64_t *retry_s, struct err *e);

/* Takes back an attempt that turned out to be right. Inside a write transaction. ERR_DB. */
MUST_CHECK enum err_kind throttle_take_back(struct db_conn *c, const struct throttle_keys *keys,
                                            struct err *e);
/* Forgets the failures of a user who has a new password. Inside a write transaction. ERR_DB. */
MUST_CHECK enum err_kind throttle_clear_user(struct db_conn *c, int64_t user_id, struct err *e);
/* Deletes up to ROW_LIMIT failures that no longer count at NOW. Inside a write transaction. ERR_DB.
 */
MUST_CHECK enum err_kind throttle_sweep(struct db_conn *c, int64_t now, int64_t row_limit,
                                        struct err *e);

#endif

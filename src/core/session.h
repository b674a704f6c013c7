/* SPDX-License-Identifier: MIT */
/* Signing in and out. The browser holds a 256-bit token, the database its hash. Failed attempts
 * slow down further ones, by account and by address. */
#ifndef CORE_SESSION_H
#define CORE_SESSION_H

#include "core/user.h"

struct session {
    struct user user;
    struct str csrf; /* goes into every form of the session */
    struct str token_hash;
};

enum { SESSION_TTL_S = 14 * 24 * 3600 };

/* Checks login and password and opens a session; *token, in A, is what the browser gets.
 * ERR_FORBIDDEN where they do not match, or the account is disabled (the same answer for all).
 * ERR_TOO_MANY after too many failures; *retry_s then says how long to wait. Runs argon2id: slow
 * pool only. */
MUST_CHECK enum err_kind session_open(struct db *db, struct str login, struct str password,
                                      struct str addr, struct arena *a, struct str *token,
                                      int64_t *retry_s, struct err *e);
/* The session of a browser's token; ERR_NOT_FOUND where it is unknown, expired, or its user
 * disabled. */
MUST_CHECK enum err_kind session_find(struct db_conn *c, struct str token, struct arena *a,
                                      struct session *out, struct err *e);
/* Ends it. An unknown one is as good as ended. */
MUST_CHECK enum err_kind session_close(struct db *db, struct str token_hash, struct err *e);
/* Ends all sessions of a user but the one with KEEP_TOKEN_HASH (may be empty). */
MUST_CHECK enum err_kind session_close_all(struct db *db, const struct actor *who, int64_t user_id,
                                           struct str keep_token_hash, struct err *e);
/* Removes what has expired; a job calls it now and then. */
MUST_CHECK enum err_kind session_sweep(struct db *db, struct err *e);

#endif

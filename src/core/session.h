/* SPDX-License-Identifier: MIT */
/* Signing in and out. The browser holds a 256-bit token, the database its hash. Failed attempts
 * slow down further ones, by account and by address. Who came in, who went and who was refused is
 * in the audit log. */
#ifndef CORE_SESSION_H
#define CORE_SESSION_H

#include "core/user.h"

struct session {
    struct user user;
    struct str csrf; /* goes into every form of the session */
    struct str token_hash;
};

enum { SESSION_TTL_S = 14 * 24 * 3600 };

/* What somebody types to sign in, and from where. */
struct sign_in {
    struct str login, password, addr;
    struct str device;           /* the browser's device cookie; may be empty or anything */
    const unsigned char *secret; /* the site's, 32 bytes */
};
/* What the browser gets; in the arena. */
struct signed_in {
    struct str token, device;
};
enum { DEVICE_TTL_S = 365 * 24 * 3600 };

/* Checks login and password and opens a session. ERR_FORBIDDEN where they do not match, or the
 * account is disabled (the same answer for all). ERR_TOO_MANY after too many failures; *retry_s
 * then says how long to wait. ERR_BUSY where too many wait for a place to hash, or nothing can be
 * written. Runs argon2id: slow pool only. */
MUST_CHECK enum err_kind session_open(struct db *db, const struct sign_in *it, struct arena *a,
                                      struct signed_in *out, int64_t *retry_s, struct err *e);
/* Whether PASSWORD is that of whoever SESSION is, at ADDR; attempts are counted by the session.
 * ERR_TOO_MANY with a sentence that says how long to wait; ERR_BUSY as above. */
MUST_CHECK enum err_kind session_prove(struct db *db, const struct session *session,
                                       struct str password, struct str addr, struct arena *a,
                                       bool *right, struct err *e);
/* The session of a browser's token; ERR_NOT_FOUND where it is unknown, expired, or its user
 * disabled. */
MUST_CHECK enum err_kind session_find(struct db_conn *c, struct str token, struct arena *a,
                                      struct session *out, struct err *e);
/* Ends it; ADDR is where its person asks for that. An unknown one is as good as ended. */
MUST_CHECK enum err_kind session_close(struct db *db, const struct session *session,
                                       struct str addr, struct err *e);
/* Ends all sessions of a user but the one with KEEP_TOKEN_HASH (may be empty). */
MUST_CHECK enum err_kind session_close_all(struct db *db, const struct actor *who, int64_t user_id,
                                           struct str keep_token_hash, struct err *e);
/* Removes what has expired; a job calls it now and then. */
MUST_CHECK enum err_kind session_sweep(struct db *db, struct err *e);

#endif

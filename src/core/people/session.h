/* SPDX-License-Identifier: MIT */
/* Signing in and out. The browser holds a 256-bit token, the database its hash. Failed attempts
 * slow further ones down, by account and by address. Sign-ins, sign-outs and refusals are in the
 * audit log. */
#ifndef CORE_PEOPLE_SESSION_H
#define CORE_PEOPLE_SESSION_H

#include "core/site/setting.h"
#include "core/people/user.h"

struct session {
    struct user user;
    struct str csrf; /* in every form of the session */
    struct str token_hash;
    struct str browser;                /* "Firefox, Linux" */
    int64_t since, seen_at, proved_at; /* proved_at: when its password was typed last */
    bool host_only;                    /* its cookie has a name that can be set over https only */
    bool locked; /* a limit of the settings has passed: nothing is allowed until the password is
                    typed */
};

/* The time of a request is stored at most this often, so a limit of idleness may take this much
 * longer. */
enum { SESSION_NOTED_EVERY_S = 120 };
/* A locked session is kept for this long, so that a person who comes back to a form loses nothing
 * of it. */
enum { SESSION_KEPT_S = 7 * 24 * 3600 };
/* The lifetime of the row and the cookie of a session whose password was typed now. */
int64_t session_ttl_s(const struct settings *s);

/* What a person types to sign in, and from where. */
struct sign_in {
    struct str login, password, addr, user_agent;
    struct str device; /* the browser's device cookie; may be empty or forged */
    bool host_only;    /* the session's cookie will have a name that can be set over https only */
    const struct session *before; /* the browser's locked session; NULL: none */
    const struct settings *settings;
};
/* What is sent to the browser; in the arena. */
struct signed_in {
    struct str token, device;
};
enum { DEVICE_TTL_S = 365 * 24 * 3600 };

/* Checks login and password, and opens a session. Forms that were made in BEFORE are valid in it,
 * if it is the same person's. ERR_FORBIDDEN if name and password do not match or the account is
 * disabled (the same answer for both). ERR_TOO_MANY after too many failures; *retry_s is then the
 * time to wait. ERR_BUSY if too many wait for a place to hash, or the database cannot be written.
 * Runs argon2id: slow pool only. */
MUST_CHECK enum err_kind session_open(struct db *db, const struct sign_in *sign_in, struct arena *a,
                                      struct signed_in *out, int64_t *retry_s, struct err *e);
/* Checks PASSWORD against the account of SESSION, for a request from ADDR; attempts are counted by
 * session. If it is right, the session counts as proved now, and a locked one is unlocked: *token
 * is then its new token (in A), otherwise empty. ERR_TOO_MANY with a sentence that says how long to
 * wait; ERR_FORBIDDEN if the session has ended; ERR_BUSY as above. */
MUST_CHECK enum err_kind session_confirm_password(struct db *db, const struct settings *s,
                                                  struct session *session, struct str password,
                                                  struct str addr, struct arena *a, bool *right,
                                                  struct str *token, struct err *e);
/* True if the password was typed recently enough for sensitive changes. */
enum { SESSION_FRESH_S = 15 * 60 };
bool session_is_fresh(const struct session *s, int64_t now);
/* The session of a browser's token; it may be locked. ERR_NOT_FOUND if it is unknown or expired, or
 * its user is disabled. */
MUST_CHECK enum err_kind session_find(struct db_conn *c, const struct settings *s, struct str token,
                                      struct arena *a, struct session *out, struct err *e);

/* An entry in the list of a user's sessions. */
struct session_entry {
    struct str token_hash, browser;
    int64_t since, seen_at;
};
struct session_list {
    struct session_entry *items; /* the one that was active last comes first; at most 100 */
    size_t n;
};
/* The sessions of USER_ID that are not locked. ERR_DB. */
MUST_CHECK enum err_kind session_list(struct db_conn *c, const struct settings *s, int64_t user_id,
                                      struct arena *a, struct session_list *out, struct err *e);
/* Ends one of WHO's own sessions. ERR_NOT_FOUND if WHO has no such session. */
MUST_CHECK enum err_kind session_end(struct db *db, const struct actor *who, struct str token_hash,
                                     struct err *e);
/* Ends SESSION at the request of its owner at ADDR. Ending one that no longer exists is not an
 * error. */
MUST_CHECK enum err_kind session_close(struct db *db, const struct session *session,
                                       struct str addr, struct err *e);
/* Ends all sessions of a user except the one with KEEP_TOKEN_HASH (may be empty). If FORM (or NULL)
 * is sent again, it ends the sessions that began since, and is recorded again only if there are
 * any. The errors of db_write. */
MUST_CHECK enum err_kind session_close_all(struct db *db, const struct actor *who, int64_t user_id,
                                           struct str keep_token_hash, struct used_form *form,
                                           struct err *e);

#endif

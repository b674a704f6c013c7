/* SPDX-License-Identifier: MIT */
/* Signing in and out. The browser holds a 256-bit token, the database its hash. Failed attempts
 * slow down further ones, by account and by address. Who came in, who went and who was refused is
 * in the audit log. */
#ifndef CORE_PEOPLE_SESSION_H
#define CORE_PEOPLE_SESSION_H

#include "core/site/setting.h"
#include "core/people/user.h"

struct session {
    struct user user;
    struct str csrf; /* goes into every form of the session */
    struct str token_hash;
    struct str browser;                /* "Firefox, Linux" */
    int64_t since, seen_at, proved_at; /* proved: when its password was typed last */
    bool host_only;                    /* its cookie has the name that only https can set */
    bool locked; /* by the limits of the settings: it allows nothing until the password is typed */
};

/* A request is noted in the database at most so often; a limit of idleness is so much longer. */
enum { SESSION_NOTED_EVERY_S = 120 };
/* A locked session is known for so long: who comes back with a form loses nothing of it. */
enum { SESSION_KEPT_S = 7 * 24 * 3600 };
/* How long the row and the cookie of a session live whose password was typed now. */
int64_t session_ttl_s(const struct settings *s);

/* What somebody types to sign in, and from where. */
struct sign_in {
    struct str login, password, addr, user_agent;
    struct str device;            /* the browser's device cookie; may be empty or anything */
    bool host_only;               /* the cookie will have the name that only https can set */
    const struct session *before; /* the browser's own that was locked; NULL: none */
    const struct settings *settings;
};
/* What the browser gets; in the arena. */
struct signed_in {
    struct str token, device;
};
enum { DEVICE_TTL_S = 365 * 24 * 3600 };

/* Checks login and password and opens a session. Forms that were made in BEFORE, of the same
 * person, are good in it. ERR_FORBIDDEN where they do not match, or the account is disabled (the
 * same answer for all). ERR_TOO_MANY after too many failures; *retry_s then says how long to wait.
 * ERR_BUSY where too many wait for a place to hash, or nothing can be written. Runs argon2id: slow
 * pool only. */
MUST_CHECK enum err_kind session_open(struct db *db, const struct sign_in *it, struct arena *a,
                                      struct signed_in *out, int64_t *retry_s, struct err *e);
/* Whether PASSWORD is that of whoever SESSION is, at ADDR; attempts are counted by the session.
 * Where it is, SESSION is proved, and opened where it was locked: then *token is its new token (in
 * A), and otherwise empty. ERR_TOO_MANY with a sentence that says how long to wait; ERR_BUSY as
 * above. */
MUST_CHECK enum err_kind session_prove(struct db *db, const struct settings *s,
                                       struct session *session, struct str password,
                                       struct str addr, struct arena *a, bool *right,
                                       struct str *token, struct err *e);
/* Whether the password was typed so lately that what is delicate may be done. */
enum { SESSION_FRESH_S = 15 * 60 };
bool session_is_fresh(const struct session *s, int64_t now);
/* The session of a browser's token, which may be locked; ERR_NOT_FOUND where it is unknown,
 * expired, or its user disabled. */
MUST_CHECK enum err_kind session_find(struct db_conn *c, const struct settings *s, struct str token,
                                      struct arena *a, struct session *out, struct err *e);

/* One of somebody's sessions. */
struct session_entry {
    struct str token_hash, browser;
    int64_t since, seen_at;
};
struct session_list {
    struct session_entry *items; /* the one seen last first; at most 100 */
    size_t n;
};
/* Those of USER_ID that are not locked. */
MUST_CHECK enum err_kind session_list(struct db_conn *c, const struct settings *s, int64_t user_id,
                                      struct arena *a, struct session_list *out, struct err *e);
/* Ends one of WHO's own. ERR_NOT_FOUND where they have none such. */
MUST_CHECK enum err_kind session_end(struct db *db, const struct actor *who, struct str token_hash,
                                     struct err *e);
/* Ends it; ADDR is where its person asks for that. An unknown one is as good as ended. */
MUST_CHECK enum err_kind session_close(struct db *db, const struct session *session,
                                       struct str addr, struct err *e);
/* Ends all sessions of a user but the one with KEEP_TOKEN_HASH (may be empty). */
MUST_CHECK enum err_kind session_close_all(struct db *db, const struct actor *who, int64_t user_id,
                                           struct str keep_token_hash, struct err *e);

#endif

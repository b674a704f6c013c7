/* SPDX-License-Identifier: MIT */
/* The people of the newsroom: their accounts, and their pages as authors. */
#ifndef CORE_PEOPLE_USER_H
#define CORE_PEOPLE_USER_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/people/password.h"
#include "core/site/used_form.h"
#include "db/db.h"

struct user {
    int64_t id;
    struct str login, slug, name, email, bio;
    struct str picture; /* a path on this site; may be empty */
    struct str links;   /* user_links reads them */
    enum role role;
    bool disabled;
    int64_t created_at;
};

struct user_list {
    struct user *items;
    size_t n;
};

/* The user in the current row of a statement that selects a user's columns. */
struct user user_from_row(struct stmt *s, struct arena *a);
/* ERR_NOT_FOUND where there is none. */
MUST_CHECK enum err_kind user_by_id(struct db_conn *c, int64_t id, struct arena *a,
                                    struct user *out, struct err *e);
MUST_CHECK enum err_kind user_by_slug(struct db_conn *c, struct str slug, struct arena *a,
                                      struct user *out, struct err *e);
MUST_CHECK enum err_kind user_by_login(struct db_conn *c, struct str login, struct arena *a,
                                       struct user *out, struct err *e);
/* All of them by name (a newsroom is small: at most 1,000). */
MUST_CHECK enum err_kind user_list(struct db_conn *c, struct arena *a, struct user_list *out,
                                   struct err *e);

/* What a form, or the command line, says of a user. */
struct user_edit {
    struct str login, name, email, bio, picture, links;
    struct str slug; /* empty: made from the name */
    enum role role;
    bool disabled;
};

/* Where somebody is elsewhere: one address a line, a name for it behind a space if need be. */
enum { USER_LINKS_MAX = 8 };
struct user_link {
    struct str url, label; /* without a name: the address' host */
};
/* The links in LINKS, in A: *n of them; lines that are none are passed over. */
struct user_link *user_links(struct str links, struct arena *a, size_t *n);

/* Adds an account with PASSWORD (empty: one that nobody can sign in to). ERR_INVALID with *p
 * filled; ERR_CONFLICT, also in *p, where the login is taken. *id is the new user's. FORM (or
 * NULL): one that is sent again adds nothing, and *id is of the first time. */
MUST_CHECK enum err_kind user_add(struct db *db, const struct actor *who, const struct user_edit *u,
                                  struct str password, struct used_form *form, int64_t *id,
                                  struct problems *p, struct err *e);
/* Changes everything but the password. The last enabled admin can neither be disabled nor given
 * another role (ERR_INVALID). Disabling ends the user's sessions. They are told of another sign-in
 * name or e-mail address, and of a new password (account_notice.h). */
MUST_CHECK enum err_kind user_update(struct db *db, const struct actor *who, int64_t id,
                                     const struct user_edit *u, struct problems *p, struct err *e);
/* Changes the role alone. The last enabled admin keeps it (ERR_INVALID). ERR_NOT_FOUND. */
MUST_CHECK enum err_kind user_set_role(struct db *db, const struct actor *who, int64_t id,
                                       enum role role, struct err *e);
/* Keeps somebody out, and ends their sessions; the last enabled admin stays (ERR_INVALID). */
MUST_CHECK enum err_kind user_disable(struct db *db, const struct actor *who, int64_t id,
                                      struct err *e);
/* Lets somebody sign in again: enables the account and forgets failed attempts. */
MUST_CHECK enum err_kind user_unlock(struct db *db, const struct actor *who, int64_t id,
                                     struct err *e);
/* user_update, inside a write job and without its checks of the fields: for user_state.c. */
MUST_CHECK enum err_kind user_update_within(struct db_conn *c, const struct actor *who, int64_t id,
                                            const struct user_edit *u, struct arena *a,
                                            struct err *e);
/* Sets a password and ends all sessions of the user but the one with KEEP_TOKEN_HASH (may be
 * empty). Failed attempts are forgotten. ERR_INVALID with *p
 * ("password") where it is too short or too long. */
MUST_CHECK enum err_kind user_set_password(struct db *db, const struct actor *who, int64_t id,
                                           struct str password, struct str keep_token_hash,
                                           struct problems *p, struct err *e);
/* Hashing a password is slow by design (argon2id, 64 MB): at most two run at a time, and a few
 * others wait for a place. ERR_BUSY where too many wait, or it took too long. */
MUST_CHECK enum err_kind password_place_take(struct err *e);
void password_place_leave(void);
/* True where PASSWORD is the user's: as password_prepared makes it, or as typed, for one that was
 * set before passwords were prepared, which is then hashed anew. The caller has a place. */
MUST_CHECK enum err_kind user_check_password(struct db *db, int64_t id, struct str password,
                                             bool *right, struct err *e);
/* Whether PASSWORD is good enough for the person that U describes: adds a problem where not. */
MUST_CHECK enum err_kind user_judge_password(struct db *db, const struct user_edit *u,
                                             struct str password, struct problems *p,
                                             struct err *e);
/* A password worth giving to somebody: 20 characters without look-alikes, in A. */
struct str password_random(struct arena *a);

#endif

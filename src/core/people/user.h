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
    struct str links;   /* lines for user_links */
    enum role role;
    bool disabled;
    struct str language; /* that the newsroom speaks to them, a tag; empty: the site's */
    int64_t created_at;
    int64_t articles; /* published ones; set by user_authors only */
};

struct user_list {
    struct user *items;
    size_t n;
};

/* The user in the current row of a statement that selects a user's columns; texts in A. */
struct user user_from_row(struct stmt *s, struct arena *a);
/* ERR_NOT_FOUND if there is no such user. */
MUST_CHECK enum err_kind user_by_id(struct db_conn *c, int64_t id, struct arena *a,
                                    struct user *out, struct err *e);
MUST_CHECK enum err_kind user_by_slug(struct db_conn *c, struct str slug, struct arena *a,
                                      struct user *out, struct err *e);
MUST_CHECK enum err_kind user_by_login(struct db_conn *c, struct str login, struct arena *a,
                                       struct user *out, struct err *e);
/* All users (a newsroom is small: at most 1,000), by name as LANGUAGE sorts them
 * (base/collation.h). */
MUST_CHECK enum err_kind user_list(struct db_conn *c, struct str language, struct arena *a,
                                   struct user_list *out, struct err *e);
/* Those with published articles, in the same order, whether their accounts are enabled or not. */
MUST_CHECK enum err_kind user_authors(struct db_conn *c, struct str language, struct arena *a,
                                      struct user_list *out, struct err *e);

/* Calls REPORT for each account whose stored role does not exist. ERR_DB. */
MUST_CHECK enum err_kind users_verify(struct db *db, db_report_fn *report, void *arg,
                                      struct err *e);
/* *out: somebody can sign in, that is, an enabled account has a password. ERR_DB. */
MUST_CHECK enum err_kind users_can_sign_in(struct db *db, bool *out, struct err *e);

/* A user as a form or the command line describes one. */
struct user_edit {
    struct str login, name, email, bio, picture, links;
    struct str language; /* a known tag, or empty: the site's */
    struct str slug;     /* empty: made from the name */
    enum role role;
    bool disabled;
};

/* A person's other pages: one address a line, optionally a space and a label. */
enum { USER_LINKS_MAX = 8 };
struct user_link {
    struct str url, label; /* label: the host of the address if none was typed */
};
/* The links in LINKS, in A: *n of them. Lines that are not links are skipped. */
struct user_link *user_links(struct str links, struct arena *a, size_t *n);

/* Adds an account with PASSWORD (empty: nobody can sign in to it). *id is the new user's. If FORM
 * (may be NULL) was sent before, nothing is added and *id is the user it added then. ERR_INVALID
 * with *p filled; ERR_CONFLICT, also in *p, if the sign-in name or page address is taken. */
MUST_CHECK enum err_kind user_add(struct db *db, const struct actor *who, const struct user_edit *u,
                                  struct str password, struct used_form *form, int64_t *id,
                                  struct problems *p, struct err *e);
/* Changes everything except the password. The last enabled admin can be neither disabled nor given
 * another role (ERR_INVALID). Disabling ends the user's sessions. The person gets a notice of a new
 * sign-in name, e-mail address or password (account_notice.h). If FORM (or NULL) is sent again, it
 * changes nothing. */
MUST_CHECK enum err_kind user_update(struct db *db, const struct actor *who, int64_t id,
                                     const struct user_edit *u, struct used_form *form,
                                     struct problems *p, struct err *e);
/* Changes the role only. The last enabled admin keeps it (ERR_INVALID). ERR_NOT_FOUND. */
MUST_CHECK enum err_kind user_set_role(struct db *db, const struct actor *who, int64_t id,
                                       enum role role, struct err *e);
/* Disables the account and ends its sessions; the last enabled admin stays (ERR_INVALID). */
MUST_CHECK enum err_kind user_disable(struct db *db, const struct actor *who, int64_t id,
                                      struct err *e);
/* Lets a person sign in again: enables the account and forgets failed attempts. */
MUST_CHECK enum err_kind user_unlock(struct db *db, const struct actor *who, int64_t id,
                                     struct err *e);
/* user_update inside a write job, without checking the fields: for user_state.c. */
MUST_CHECK enum err_kind user_update_within(struct db_conn *c, const struct actor *who, int64_t id,
                                            const struct user_edit *u, struct arena *a,
                                            struct err *e);
/* Sets a password and ends all sessions of the user except the one with KEEP_TOKEN_HASH (may be
 * empty). Failed attempts are forgotten. If FORM (or NULL) is sent again, it sets nothing.
 * ERR_INVALID with *p ("password") if the password is refused; ERR_NOT_FOUND. */
MUST_CHECK enum err_kind user_set_password(struct db *db, const struct actor *who, int64_t id,
                                           struct str password, struct str keep_token_hash,
                                           struct used_form *form, struct problems *p,
                                           struct err *e);
/* Takes a place for hashing. Hashing is slow by design (argon2id, 64 MB): at most two run at a
 * time, and a few wait. ERR_BUSY if too many wait, or the wait took too long. */
MUST_CHECK enum err_kind password_place_take(struct err *e);
void password_place_release(void);
/* Sets *right if PASSWORD is the user's: as password_prepared makes it, or as typed, if it was set
 * before passwords were prepared; it is then hashed again. The caller has a place. */
MUST_CHECK enum err_kind user_check_password(struct db *db, int64_t id, struct str password,
                                             bool *right, struct err *e);
/* The same, but takes a place itself: ERR_BUSY. Counts no attempt, so it must not be reachable for
 * somebody who guesses. */
MUST_CHECK enum err_kind user_has_password(struct db *db, int64_t id, struct str password,
                                           bool *right, struct err *e);
/* Adds a problem if PASSWORD is not good enough for the person that U describes. */
MUST_CHECK enum err_kind user_judge_password(struct db *db, const struct user_edit *u,
                                             struct str password, struct problems *p,
                                             struct err *e);
/* A random password to give to a person: 20 characters, no look-alikes. In A. */
struct str password_random(struct arena *a);

#endif

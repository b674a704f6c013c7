/* SPDX-License-Identifier: MIT */
/* The part of the audit log about access: who signed in or out, and who was refused and why. A
 * typed sign-in name is never stored if no account has it: it may be a password typed into the
 * wrong field.
 *
 * A repeated refusal is one row with a count. Its key is the hour, the person, the action, the
 * object and the address. After ACCESS_ROWS_AN_HOUR rows in an hour the address is left out of the
 * key, so a flood from many addresses adds at most one more row for each account. */
#ifndef CORE_AUDIT_ACCESS_H
#define CORE_AUDIT_ACCESS_H

#include "core/audit/actor.h"
#include "db/db.h"

enum { ACCESS_ROWS_AN_HOUR = 200 };

enum access_event {
    ACCESS_WRONG_PASSWORD, /* a wrong password in the sign-in form; each one is counted */
    ACCESS_WRONG_PROOF, /* a wrong current password, typed by a person who is signed in; each one is
                           counted */
    /* These are counted at most once a minute, so that refusing needs no write each time. */
    ACCESS_TOO_OFTEN,     /* refused because too many attempts failed before */
    ACCESS_FOREIGN_LOGIN, /* a sign-in form that was sent from another site */
    ACCESS_NO_RIGHT,
    ACCESS_FOREIGN_FORM, /* a form without the session's token */
};

struct access {
    enum access_event event;
    struct actor who; /* {0}: the visitor is not signed in */
    int64_t user_id; /* the account that was tried; 0: there is none of that name, or the refusal is
                        about a page */
    struct str page; /* the route's pattern; empty if the refusal is about an account */
    struct str addr;
};

/* Adds a refusal to the audit log. A failure to write is reported in the program's log only: the
 * visitor is refused all the same. The caller must hold no connection. */
void access_refused(struct db *db, const struct access *access);

/* Adds that WHO signed in or out. Called inside the write transaction that opens or ends the
 * session. ERR_DB. */
MUST_CHECK enum err_kind access_signed_in(struct db_conn *c, const struct actor *who,
                                          struct str addr, struct err *e);
MUST_CHECK enum err_kind access_signed_out(struct db_conn *c, const struct actor *who,
                                           struct str addr, struct err *e);

#endif

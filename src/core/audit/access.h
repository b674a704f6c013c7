/* SPDX-License-Identifier: MIT */
/* Who came in, and who was refused, for the audit log: sign-ins that worked and that did not, and
 * what a right was missing for. Names and passwords that were typed are not kept: what is typed in
 * place of a name may be a password.
 *
 * What can be repeated without end is one row for an hour and a key, with a count: the same who,
 * action, object and address. After ACCESS_ROWS_AN_HOUR of them the address is left out of the key,
 * so that a flood from many addresses adds no more than a row for an account. */
#ifndef CORE_AUDIT_ACCESS_H
#define CORE_AUDIT_ACCESS_H

#include "core/audit/actor.h"
#include "db/db.h"

enum { ACCESS_ROWS_AN_HOUR = 200 };

enum access_event {
    ACCESS_WRONG_PASSWORD, /* at the sign-in form; each one is counted */
    ACCESS_WRONG_PROOF,    /* the current password, asked of who is signed in; the same */
    /* Of these it is noted once a minute that they happened: refusing must cost no write each. */
    ACCESS_TOO_OFTEN,     /* made to wait by failures before */
    ACCESS_FOREIGN_LOGIN, /* a sign-in form that another site sent */
    ACCESS_NO_RIGHT,
    ACCESS_FOREIGN_FORM, /* a form without the session's token */
};

struct access {
    enum access_event event;
    struct actor who; /* {0}: somebody who is not signed in */
    int64_t user_id;  /* the account that was tried; 0: none of that name, or it is about a page */
    struct str page;  /* the route's pattern; empty where it is about an account */
    struct str addr;
};

/* Writes down a refusal. What cannot be written is told in the log, and nowhere else: whoever is
 * refused stays refused. The caller holds no connection. */
void access_refused(struct db *db, const struct access *it);

/* Inside the write transaction that opens or ends a session: WHO came in, or went. */
MUST_CHECK enum err_kind access_came_in(struct db_conn *c, const struct actor *who, struct str addr,
                                        struct err *e);
MUST_CHECK enum err_kind access_went_out(struct db_conn *c, const struct actor *who,
                                         struct str addr, struct err *e);

#endif

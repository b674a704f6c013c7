/* SPDX-License-Identifier: MIT */
/* The site's secret: it signs the tokens of forms, readers' and sign-in cookies, and receipts. It
 * can be changed (`broadsheet secret rotate`): what was signed with the one before is taken until a
 * time. All servers of a site read both from the database, and notice a change as one of content.
 */
#ifndef CORE_SITE_SECRET_H
#define CORE_SITE_SECRET_H

#include "core/audit/actor.h"
#include "db/db.h"

struct secret {
    unsigned char key[32], old_key[32];
    int64_t since;     /* until then the old one signs: some server may not know the new one yet */
    int64_t old_until; /* when the old one is no longer taken; 0: there is none */
};

/* Reads it in C's snapshot. ERR_DB where it is damaged. */
MUST_CHECK enum err_kind secret_read(struct db_conn *c, struct secret *out, struct err *e);

/* The key that signs now. */
const unsigned char *secret_key(const struct secret *s);
/* The other one that is taken; NULL: none. */
const unsigned char *secret_other_key(const struct secret *s);
/* The MAC of TEXT (mac_token), in A. */
struct str secret_sign(const struct secret *s, struct arena *a, struct str text);
/* Whether MAC is one of TEXT, under any key that is taken. */
bool secret_signed(const struct secret *s, struct arena *a, struct str text, struct str mac);

/* Makes a new one. What the present one signed is taken until OLD_UNTIL; 0: no longer at all. One
 * that was still taken besides it is forgotten. */
MUST_CHECK enum err_kind secret_rotate(struct db *db, const struct actor *who, int64_t old_until,
                                       struct err *e);
/* Inside a write transaction: forgets the old one when its time is over. */
MUST_CHECK enum err_kind secret_sweep(struct db_conn *c, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The site's secret. It signs the tokens of forms, the cookies of readers and of sign-ins, and
 * receipts. `broadsheet secret rotate` replaces it; signatures of the previous one are accepted
 * until a given time. All servers of a site read both keys from the database, and notice a rotation
 * as they notice a change of content. */
#ifndef CORE_SITE_SECRET_H
#define CORE_SITE_SECRET_H

#include "core/audit/actor.h"
#include "db/db.h"

struct secret {
    unsigned char key[32], old_key[32];
    int64_t since;     /* until then the old key signs: some server may not know the new one yet */
    int64_t old_until; /* when the old key stops being accepted; 0: there is none */
};

/* Reads both keys in C's snapshot. ERR_DB, also if they are damaged. */
MUST_CHECK enum err_kind secret_read(struct db_conn *c, struct secret *out, struct err *e);

/* The key that signs now. */
const unsigned char *secret_key(const struct secret *s);
/* The other accepted key; NULL: there is none. */
const unsigned char *secret_other_key(const struct secret *s);
/* The MAC of TEXT (mac_token), in A. */
struct str secret_sign(const struct secret *s, struct arena *a, struct str text);
/* True if MAC is a signature of TEXT under an accepted key. */
bool secret_verify(const struct secret *s, struct arena *a, struct str text, struct str mac);

/* Makes a new key. What the present key signed is accepted until OLD_UNTIL; 0: not at all. A still
 * older key is dropped. */
MUST_CHECK enum err_kind secret_rotate(struct db *db, const struct actor *who, int64_t old_until,
                                       struct err *e);
/* Deletes the old key once its time is over. Inside a write transaction. ERR_DB. */
MUST_CHECK enum err_kind secret_sweep(struct db_conn *c, struct err *e);

#endif

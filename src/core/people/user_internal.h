/* SPDX-License-Identifier: MIT */
/* What the files that change accounts share. */
#ifndef CORE_PEOPLE_USER_INTERNAL_H
#define CORE_PEOPLE_USER_INTERNAL_H

#include <sodium.h>

#include "core/people/user.h"

/* Hashes PASSWORD, which must have been judged. ERR_BUSY if there is no place (password_place_take)
 * or no memory for it. */
MUST_CHECK enum err_kind user_password_hash(struct str password, char hash[crypto_pwhash_STRBYTES],
                                            struct err *e);
/* Ends the user's sessions inside a write job, except the one with the token hash KEEP (may be
 * empty). ERR_DB. */
MUST_CHECK enum err_kind user_end_sessions(struct db_conn *c, int64_t user_id, struct str keep,
                                           struct err *e);

#endif

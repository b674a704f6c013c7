/* SPDX-License-Identifier: MIT */
/* Which sessions were heard of, until a job writes it down: a request must not wait for the lock to
 * write only because somebody is at work. */
#ifndef CORE_PEOPLE_SEEN_H
#define CORE_PEOPLE_SEEN_H

#include "db/db.h"

struct seen;

struct seen *seen_new(void);
void seen_free(struct seen **s);

/* Notes that the session of TOKEN_HASH (hash_hex) was heard of at AT. Where too many wait to be
 * written, it is passed over: its next request is noted. A password
 * that, by a clock that was ahead, was typed after AT counts as typed before AT, and not lately.
 * Any thread. */
void seen_note(struct seen *s, struct str token_hash, int64_t at);

/* Writes down what waits; *some: there was something. What cannot be written goes on waiting. One
 * thread at a time. */
MUST_CHECK enum err_kind seen_flush(struct seen *s, struct db *db, bool *some, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Collects which sessions were active, until a job stores it. A request must not wait for the write
 * lock just because somebody is working. */
#ifndef CORE_PEOPLE_SEEN_H
#define CORE_PEOPLE_SEEN_H

#include "db/db.h"

struct seen;

struct seen *seen_new(void);
void seen_free(struct seen **s);

/* Notes that the session of TOKEN_HASH (hash_hex) was active at AT. If too many are waiting to be
 * stored, this one is skipped; the session's next request notes it. If the stored time of the last
 * password lies after AT (a clock was ahead), storing AT makes it count as typed too long ago to be
 * fresh. Any thread. */
void seen_note(struct seen *s, struct str token_hash, int64_t at);

/* Stores what was collected; *some: there was something. What cannot be stored stays for the next
 * call. One thread at a time. The errors of db_write. */
MUST_CHECK enum err_kind seen_flush(struct seen *s, struct db *db, bool *some, struct err *e);

#endif

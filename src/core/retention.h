/* SPDX-License-Identifier: MIT */
/* What grows with time alone is dropped when it is old: lines of the audit log, what undo reads,
 * used forms' tokens, sessions and failures that are over, tags and numbers of nobody. How old is
 * a setting where somebody may want it otherwise. ARCHITECTURE.md has the list of all tables. */
#ifndef CORE_RETENTION_H
#define CORE_RETENTION_H

#include "core/site/setting.h"

enum { RETENTION_BATCH = 500 /* rows in one transaction, so that nobody waits long for it */ };

/* How far a round is; all zero at its beginning. Another process may be at another place. */
struct retention {
    int part;
    int64_t tag_id; /* the last that was looked at */
};

/* Drops up to RETENTION_BATCH rows that are too old at NOW. *more is false when the round is over,
 * and *it then at the beginning again. */
MUST_CHECK enum err_kind retention_step(struct db *db, const struct settings *s, int64_t now,
                                        struct retention *it, bool *more, struct err *e);

#endif

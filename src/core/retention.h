/* SPDX-License-Identifier: MIT */
/* Deletes what only grows with time once it is old: lines of the audit log, decisions that undo can
 * take back, tokens of used forms, expired sessions and failures, and unused tags and totals. Ages
 * that a site may want to change are settings. ARCHITECTURE.md lists all tables. */
#ifndef CORE_RETENTION_H
#define CORE_RETENTION_H

#include "core/site/setting.h"

enum { RETENTION_BATCH = 500 /* rows in one transaction, so that nobody waits long */ };

/* The progress of a round; zeros at its start. Each process has its own. */
struct retention {
    int part;
    int64_t tag_id; /* the last one looked at */
};

/* Deletes up to RETENTION_BATCH rows that are too old at NOW. *more is false when the round is
 * complete; *progress is then back at the start. The errors of db_write. */
MUST_CHECK enum err_kind retention_step(struct db *db, const struct settings *s, int64_t now,
                                        struct retention *progress, bool *more, struct err *e);

#endif

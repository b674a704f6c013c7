/* SPDX-License-Identifier: MIT */
/* Articles that could not be published at their time: how often that was tried, and when it is
 * tried again. */
#ifndef CORE_DESK_PUBLISH_FAILURE_H
#define CORE_DESK_PUBLISH_FAILURE_H

#include "db/db.h"

enum { PUBLISH_WAIT_S = 60 }; /* after a first failure */

/* Notes at NOW that article ID could not be published: it is tried again after PUBLISH_WAIT_S,
 * doubled with each further failure, at most after an hour. Inside a write job, as the next one. */
MUST_CHECK enum err_kind publish_failure_note(struct db_conn *c, int64_t id, int64_t now,
                                              struct err *e);
/* Forgets the failures of article ID: what has been changed is tried again at once. */
MUST_CHECK enum err_kind publish_failure_clear(struct db_conn *c, int64_t id, struct err *e);

#endif

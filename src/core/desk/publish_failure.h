/* SPDX-License-Identifier: MIT */
/* Records articles that could not be published on time: how often that was tried, and when it is
 * tried again. */
#ifndef CORE_DESK_PUBLISH_FAILURE_H
#define CORE_DESK_PUBLISH_FAILURE_H

#include "db/db.h"

enum { PUBLISH_WAIT_S = 60 }; /* the wait after the first failure */

/* Records at NOW that article ID could not be published. It is tried again after PUBLISH_WAIT_S,
 * doubled with each further failure, at most after an hour. Inside a write job, as the next
 * function. ERR_DB. */
MUST_CHECK enum err_kind publish_failure_add(struct db_conn *c, int64_t id, int64_t now,
                                             struct err *e);
/* Forgets the failures of article ID: an article that was changed is tried again at once. ERR_DB.
 */
MUST_CHECK enum err_kind publish_failure_clear(struct db_conn *c, int64_t id, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The site as a whole: what distinguishes its database from others, and whether the parts of it
 * agree. */
#ifndef CORE_SITE_SITE_H
#define CORE_SITE_SITE_H

#include "db/db.h"

/* Gives the empty database that db_create made its UUID and its secret. ERR_CONFLICT if it has them
 * already. */
MUST_CHECK enum err_kind site_make(struct db *db, struct err *e);

/* Checks that the database has the site's UUID and the secret that signs forms and cookies. Calls
 * REPORT if not: nothing can be served then. ERR_DB. */
MUST_CHECK enum err_kind site_verify_identity(struct db *db, db_report_fn *report, void *arg,
                                              struct err *e);
/* Counts again every number that triggers keep in a row, and calls REPORT with one sentence for
 * each that is wrong, at most 100 of a kind. Reads all articles and comments: for `broadsheet
 * check`. ERR_DB. */
MUST_CHECK enum err_kind site_verify_totals(struct db *db, db_report_fn *report, void *arg,
                                            struct err *e);

/* Writes a row that nobody reads, to find out whether the database can be written. The errors of
 * db_write. */
MUST_CHECK enum err_kind site_probe_write(struct db *db, struct err *e);

#endif

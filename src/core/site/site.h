/* SPDX-License-Identifier: MIT */
/* The site as a whole: what makes one database differ from another, and whether its parts agree. */
#ifndef CORE_SITE_SITE_H
#define CORE_SITE_SITE_H

#include "db/db.h"

/* Gives the empty database that db_create made its identity and its secret. ERR_CONFLICT where it
 * has them. */
MUST_CHECK enum err_kind site_make(struct db *db, struct err *e);

/* Whether the database says which site it is, and has the secret that signs its forms and cookies:
 * calls REPORT where it does not, for nothing can be served then. ERR_DB. */
MUST_CHECK enum err_kind site_verify_identity(struct db *db, db_report_fn *report, void *arg,
                                              struct err *e);
/* Counts everything that is kept as a number in a row (db triggers keep them) and calls REPORT with
 * one sentence for each number that is wrong, for at most 100 of a kind. Reads all articles and
 * comments: for `broadsheet check`. */
MUST_CHECK enum err_kind site_verify_totals(struct db *db, db_report_fn *report, void *arg,
                                            struct err *e);

/* Writes a row that nobody reads: errors as db_write's. For finding out whether anything can be
 * written. */
MUST_CHECK enum err_kind site_probe_write(struct db *db, struct err *e);

#endif

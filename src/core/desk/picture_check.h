/* SPDX-License-Identifier: MIT */
/* Whether the pictures that readers are to see are among the site's files. */
#ifndef CORE_DESK_PICTURE_CHECK_H
#define CORE_DESK_PICTURE_CHECK_H

#include "db/db.h"

/* Looks for every picture under /media/ that a published article shows (over it, in its text, in
 * its live entries), an author or a video, in the site in SITE_DIR. Calls REPORT for each that is
 * missing, with where it is shown, for at most PICTURES_REPORTED; then once with how many more.
 * Reads all articles, a few at a time: for `broadsheet check`. */
MUST_CHECK enum err_kind picture_check_all(struct db *db, const char *site_dir,
                                           db_report_fn *report, void *arg, struct err *e);
enum { PICTURES_REPORTED = 100 };

#endif

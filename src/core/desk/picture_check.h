/* SPDX-License-Identifier: MIT */
/* Checks that the pictures that readers see are among the site's files. */
#ifndef CORE_DESK_PICTURE_CHECK_H
#define CORE_DESK_PICTURE_CHECK_H

#include "db/db.h"

/* Looks in the site's folder SITE_DIR for every picture under /media/ that is shown by a published
 * article (above it, in its text, in its live entries), an author or a video. Calls REPORT for each
 * missing one, with where it is shown, for at most PICTURES_REPORTED; then once with the number of
 * others. Reads all articles, a few at a time: for `broadsheet check`. ERR_DB. */
MUST_CHECK enum err_kind picture_check_all(struct db *db, const char *site_dir,
                                           db_report_fn *report, void *arg, struct err *e);
enum { PICTURES_REPORTED = 100 };

#endif

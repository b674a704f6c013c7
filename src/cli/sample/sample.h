/* SPDX-License-Identifier: MIT */
/* The sample site, a small town's newspaper, which `broadsheet init DIR --sample` puts into a new
 * site. Texts and pictures are in src/cli/sample/, in the format described in sample_record.h. All
 * dates in them are relative, so the site is up to date whenever it is made. */
#ifndef CLI_SAMPLE_SAMPLE_H
#define CLI_SAMPLE_SAMPLE_H

#include "db/db.h"

/* Fills DB, which belongs to the empty site in SITE_DIR. The accounts have no passwords, so nobody
 * can sign in to them until they are given one. ERR_INVALID, with file and line: a mistake in the
 * sample itself; other errors come from the database and the file system. After a failure the site
 * may be half filled; remove it. */
MUST_CHECK enum err_kind sample_load(struct db *db, const char *site_dir, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The sample site, a small town's newspaper: what `broadsheet init DIR --sample` puts into a new
 * site. The text and the pictures are in src/cli/sample/, in the format that sample_record.h tells
 * of; every date in them is relative, so that the site is fresh whenever it is made. */
#ifndef CLI_SAMPLE_SAMPLE_H
#define CLI_SAMPLE_SAMPLE_H

#include "db/db.h"

/* Fills DB, of the empty site that was just made in SITE_DIR. Nobody can sign in to the accounts
 * that it adds before they are given a password. ERR_INVALID, with file and line, where the sample
 * itself is wrong; else what the database and the file system say. After a failure a part of it may
 * be there: such a site is of no use. */
MUST_CHECK enum err_kind sample_load(struct db *db, const char *site_dir, struct err *e);

#endif

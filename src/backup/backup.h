/* SPDX-License-Identifier: MIT */
/* Backups of a site, and what is made of them again. There are two kinds:
 *
 *     a database   a copy of broadsheet.db, as db_backup makes it
 *     a full one   a tar file of
 *                      broadsheet-backup.txt   what it is, of which site, and when it was made
 *                      broadsheet.db, views.bin, public/, templates/
 *                      SHA256SUMS              of all others, for sha256sum -c; the last one
 *
 * A full one is an ordinary tar file: tar unpacks it where this program is not at hand. */
#ifndef BACKUP_BACKUP_H
#define BACKUP_BACKUP_H

#include "db/db.h"

enum backup_kind { BACKUP_DATABASE, BACKUP_FULL };

/* What a backup says of itself. */
struct backup_label {
    enum backup_kind kind;
    char site[64]; /* the site's identity (site.uuid) */
    int schema;
};

/* The label of a backup of DB made now. ERR_INVALID where the database names no site; ERR_DB. */
MUST_CHECK enum err_kind backup_label_of(struct db *db, enum backup_kind kind,
                                         struct backup_label *out, struct err *e);
/* The label of the file PATH. ERR_INVALID where it is no backup (a database that is in use is
 * none), or one of a newer program; ERR_IO. */
MUST_CHECK enum err_kind backup_label_read(const char *path, struct backup_label *out,
                                           struct err *e);

/* Writes a full backup of the site in SITE_DIR to TO, which may be a pipe. COPY is a checked copy
 * of its database (db_copy). Views are counted on meanwhile; a file that changes while it is read
 * is an error (ERR_BUSY), as is a full disk. What is no file or folder is left out, and WARN told
 * of it. */
MUST_CHECK enum err_kind backup_write_full(const char *site_dir, struct db *db,
                                           const struct backup_label *label, int copy, int to,
                                           db_report_fn *warn, void *arg, struct err *e);

/* Unpacks the full backup PATH into FOLDER, which is empty and nobody else's. Nothing is made
 * outside of it, whatever the file holds, nothing but plain files and folders, and not more bytes
 * than PATH has. ERR_INVALID where it is cut off, has other names, or a sum is another one;
 * ERR_BUSY where the disk is full; ERR_IO. What was unpacked stays, and is synced where all is
 * well. */
MUST_CHECK enum err_kind backup_unpack(const char *path, const char *folder, struct err *e);

struct backup_restored {
    struct backup_label label;
    const char *replaced; /* the folder with what stood there before; NULL: nothing did */
};
/* Puts the site of the backup PATH into the folder DIR, which is made where it is missing. It is
 * unpacked and checked there first, so where anything is wrong, DIR is as it was. A site that is
 * there already is ERR_CONFLICT; with FORCE, what the backup has in its place is moved into a
 * folder below DIR, and nothing is lost. A backup of the database alone leaves public/ and
 * templates/. ERR_BUSY where a program has the site open, or the disk is full; ERR_FORBIDDEN to
 * root where DIR is another user's, whose program could not read what root made;
 * backup_label_read's and backup_unpack's. OUT is in A. */
MUST_CHECK enum err_kind backup_restore(const char *path, const char *dir, bool force,
                                        struct arena *a, struct backup_restored *out,
                                        struct err *e);

/* Removes all but the newest KEEP backups of LABEL's site and kind from the folder of PATH, which
 * is one of them: those whose names differ from PATH's in their digits alone. Any other file stays,
 * as does a database that is in use. Calls REMOVED with the path of each. */
MUST_CHECK enum err_kind backup_rotate(const char *path, const struct backup_label *label, int keep,
                                       db_report_fn *removed, void *arg, struct err *e);

/* ---- what is in a full backup ---- */

#define BACKUP_ABOUT "broadsheet-backup.txt"
#define BACKUP_SUMS  "SHA256SUMS"
enum { BACKUP_NAME_MAX = 2000, BACKUP_DEPTH_MAX = 32 };

/* Whether NAME may stand in one: of the names above, or a path below the two folders, without empty
 * parts, "." and "..", control characters and backslashes. */
bool backup_name_ok(struct str name);
/* The first line of *rest, as sha256sum writes it, into its two parts; false where it is none. */
bool backup_sum_next(struct str *rest, struct str *hex, struct str *name);
/* Reads the text of BACKUP_ABOUT. */
bool backup_about_parse(struct str text, struct backup_label *out);

#endif

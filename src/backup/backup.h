/* SPDX-License-Identifier: MIT */
/* Backups of a site, and restoring them. There are two kinds:
 *
 *     database   a copy of broadsheet.db, made by db_backup
 *     full       a tar file of
 *                    broadsheet-backup.txt   which site this is, its schema, and when it was made
 *                    broadsheet.db, views.bin, public/, templates/
 *                    SHA256SUMS              of all the others, for sha256sum -c; the last entry
 *
 * A full backup is an ordinary tar file, so tar can unpack it without this program. */
#ifndef BACKUP_BACKUP_H
#define BACKUP_BACKUP_H

#include "db/db.h"

enum backup_kind { BACKUP_DATABASE, BACKUP_FULL };

/* What a backup says about itself. */
struct backup_label {
    enum backup_kind kind;
    char site[64]; /* the site's identity (site.uuid) */
    int schema;
};

/* The label for a backup of DB that is made now. ERR_INVALID: the database contains no site;
 * ERR_DB. */
MUST_CHECK enum err_kind backup_label_of(struct db *db, enum backup_kind kind,
                                         struct backup_label *out, struct err *e);
/* The label of the backup in the file PATH. ERR_NOT_FOUND; ERR_INVALID: it is not a backup (a
 * database in use is not one), or it was made by a newer program; ERR_IO. */
MUST_CHECK enum err_kind backup_label_read(const char *path, struct backup_label *out,
                                           struct err *e);

/* Writes a full backup of the site in SITE_DIR to the descriptor TO, which may be a pipe. COPY is a
 * descriptor of a checked copy of its database (db_copy). The site may be in use meanwhile.
 * ERR_BUSY: a file changed while it was read, or the disk is full. Anything that is neither a file
 * nor a folder is left out and reported to WARN. */
MUST_CHECK enum err_kind backup_write_full(const char *site_dir, struct db *db,
                                           const struct backup_label *label, int copy, int to,
                                           db_report_fn *warn, void *arg, struct err *e);

/* Unpacks the full backup PATH into FOLDER, which must be empty and used by nobody else. Whatever
 * PATH contains, only plain files and folders are created, all of them inside FOLDER, with no more
 * bytes in all than PATH has. ERR_INVALID: it is cut off, contains a name that a backup does not
 * have, or a checksum differs; ERR_BUSY: the disk is full; ERR_IO. What was unpacked stays after a
 * failure, and is synced after success. */
MUST_CHECK enum err_kind backup_unpack(const char *path, const char *folder, struct err *e);

struct backup_restored {
    struct backup_label label;
    const char *replaced; /* the folder that has what was there before; NULL: there was nothing */
};
/* Restores the site of the backup PATH into the folder DIR, which is created if it is missing. The
 * backup is unpacked and checked first, so DIR is unchanged after a failure. A database backup
 * leaves public/ and templates/ as they are. ERR_CONFLICT: DIR already contains a site; with FORCE,
 * what the backup replaces is moved into a folder below DIR instead, and nothing is lost. ERR_BUSY:
 * a program has the site open, or the disk is full; ERR_FORBIDDEN: the caller is root and DIR
 * belongs to another user, whose program could not read what root creates; and the errors of
 * backup_label_read and backup_unpack. OUT is in A. */
MUST_CHECK enum err_kind backup_restore(const char *path, const char *dir, bool force,
                                        struct arena *a, struct backup_restored *out,
                                        struct err *e);

/* Removes old backups from the folder of the backup PATH: those with LABEL's site and kind whose
 * names differ from PATH's in digits only. PATH and the newest KEEP - 1 of the others stay. Any
 * other file stays, as does a database in use. Calls REMOVED with the path of each file that was
 * removed. */
MUST_CHECK enum err_kind backup_rotate(const char *path, const struct backup_label *label, int keep,
                                       db_report_fn *removed, void *arg, struct err *e);

/* ---- the contents of a full backup ---- */

#define BACKUP_ABOUT "broadsheet-backup.txt"
#define BACKUP_SUMS  "SHA256SUMS"
enum { BACKUP_NAME_MAX = 2000, BACKUP_DEPTH_MAX = 32 };

/* True if a full backup may contain NAME: one of the names above, or a path below the two folders
 * without empty parts, "." and "..", control characters and backslashes. */
bool backup_name_ok(struct str name);
/* Removes the first line from *rest and splits it into its two parts. False if it is not a line of
 * sha256sum. */
bool backup_sum_next(struct str *rest, struct str *hex, struct str *name);
/* Parses the text of BACKUP_ABOUT. False if it is not ours. */
bool backup_about_parse(struct str text, struct backup_label *out);

#endif

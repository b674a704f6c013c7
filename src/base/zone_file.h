/* SPDX-License-Identifier: MIT */
/* Finds the files of time zones in the system's tzdata. Names come from people, so only a plain
 * name below the folder leads to a file. */
#ifndef BASE_ZONE_FILE_H
#define BASE_ZONE_FILE_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

/* What tells one version of a file from the next. All zero: there was no file. */
struct file_mark {
    dev_t dev;
    ino_t ino;
    off_t size;
    int64_t changed_s, changed_ns;
};

/* The folder of tzdata. Lives as long as the environment is unchanged. */
const char *zone_folder(void);
/* The name of the zone that TYPED means, in A: in the spelling of tzdata, whatever case was typed,
 * with "_" for a space. Empty if there is no such zone. Reads a few folders. */
struct str zone_spelling(struct str typed, struct arena *a);
/* ERR_IO, with advice in the message, if the machine has no tzdata. */
MUST_CHECK enum err_kind zone_data_check(struct err *e);

/* True for names such as "Europe/Berlin" and "Etc/GMT+5": at most three parts of letters, digits
 * and - + _, none of which begins with a sign. False for the folders `right` (which counts leap
 * seconds) and `posix`, and for files that are no zones. */
bool zone_name_is_plain(struct str name);
/* The path of the zone NAME, in A. A name that has no file of its own is looked up among the links
 * of tzdata.zi, which has all old names. The file itself may be missing. */
const char *zone_path(struct str name, struct arena *a);

/* The whole file, in A, and its mark. ERR_NOT_FOUND if there is none; ERR_IO if it cannot be read,
 * is not a plain file, or has more than MAX bytes. */
MUST_CHECK enum err_kind zone_file_read(const char *path, size_t max, struct arena *a,
                                        struct str *out, struct file_mark *mark, struct err *e);
/* The mark of the file as it is now. */
struct file_mark file_mark_of(const char *path);
bool file_mark_eq(const struct file_mark *x, const struct file_mark *y);

#endif

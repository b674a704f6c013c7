/* SPDX-License-Identifier: MIT */
/* Opens files that other people put in place, and makes new files that survive a power cut. A
 * file's content and its name are synced separately: fsync on the file keeps the content, fsync on
 * the folder keeps the name. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"

/* Opens PATH for reading if it is a regular file. Returns a descriptor that the caller closes, or
 * -1 with errno set (EINVAL: it is a folder, a pipe, a socket or a device). Never blocks, while a
 * plain open() of a named pipe waits for a writer. Any thread. */
int file_open_regular(const char *path);

/* Syncs the folder that contains PATH, so that files created, linked or renamed there keep their
 * names after a power cut. ERR_IO. */
MUST_CHECK enum err_kind file_sync_folder(const char *path, struct err *e);
/* Makes the folder PATH and its missing parents, all with MODE. Does nothing if it exists. ERR_IO;
 * ERR_CONFLICT if a part of PATH exists and is not a folder. */
MUST_CHECK enum err_kind file_make_folder(const char *path, unsigned mode, struct err *e);
/* Opens an empty file at PATH (mode 0600) and locks it, so that only this process writes it.
 * Content that a killed process left is dropped. The caller closes *fd. ERR_CONFLICT: another
 * process is writing the file, or it is not a plain file; ERR_IO. */
MUST_CHECK enum err_kind file_open_part(const char *path, int *fd, struct err *e);
/* Renames the file PART to PATH and syncs the folder. The caller has synced PART's content.
 * ERR_CONFLICT: PATH exists, and is left as it is; ERR_IO. The name PART is removed in every case.
 */
MUST_CHECK enum err_kind file_publish(const char *part, const char *path, struct err *e);

#endif

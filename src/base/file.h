/* SPDX-License-Identifier: MIT */
/* Opening files that somebody else has put where they are, and keeping those that must still be
 * there, whole, after a power cut: a file's bytes and its name are synced apart, and the second is
 * in its folder. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"

/* Opens PATH for reading where it is a regular file, a descriptor that the caller closes; else -1
 * with errno set (EINVAL: it is a folder, a pipe, a socket or a device). Never waits: the plain
 * open of a named pipe would wait for its writer. Any thread. */
int file_open_regular(const char *path);

/* Syncs the folder that PATH is in: whatever was made, linked or renamed there keeps its name.
 * ERR_IO. */
MUST_CHECK enum err_kind file_sync_folder(const char *path, struct err *e);
/* Makes the folder PATH where it is not there, with those above it, all of MODE. ERR_IO;
 * ERR_CONFLICT where something else is in the way. */
MUST_CHECK enum err_kind file_make_folder(const char *path, unsigned mode, struct err *e);
/* An empty file at PATH (mode 0600) that this process alone writes: it is locked, and what a killed
 * process left in it is dropped. ERR_CONFLICT: another process is writing it, or it is no plain
 * file; ERR_IO. */
MUST_CHECK enum err_kind file_open_part(const char *path, int *fd, struct err *e);
/* Gives the file PART, whose bytes are synced, the name PATH, and syncs the folder. ERR_CONFLICT:
 * there is something of that name, which is left; ERR_IO. PART is gone in any case. */
MUST_CHECK enum err_kind file_publish(const char *part, const char *path, struct err *e);

#endif

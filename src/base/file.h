/* SPDX-License-Identifier: MIT */
/* Files that must still be there, whole, after a power cut. A file's bytes and its name are synced
 * apart: the second is in its folder. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"

/* Syncs the folder that PATH is in: whatever was made, linked or renamed there keeps its name.
 * ERR_IO. */
MUST_CHECK enum err_kind file_sync_folder(const char *path, struct err *e);

#endif

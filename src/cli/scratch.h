/* SPDX-License-Identifier: MIT */
/* A folder for a file that passes through a pipe, in $TMPDIR or /var/tmp: a backup may be larger
 * than the memory, in which many systems keep /tmp. */
#ifndef CLI_SCRATCH_H
#define CLI_SCRATCH_H

#include "base/arena.h"
#include "base/err.h"

/* Makes a folder that only this user can read; its path is in A. The caller removes it. ERR_IO. */
MUST_CHECK enum err_kind scratch_make(struct arena *a, const char **folder, struct err *e);

#endif

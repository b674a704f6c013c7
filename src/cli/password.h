/* SPDX-License-Identifier: MIT */
/* Where the command line gets a password from. */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include "base/arena.h"
#include "base/err.h"

/* The first line of FILE ("-": standard input) where FILE is not NULL. Else what is typed at the
 * terminal, twice, without being shown; else, where there is no terminal or nothing is typed, a
 * random one, and *made is set. In A. ERR_INVALID: the file's first line is empty, or the two
 * differ; ERR_IO. */
MUST_CHECK enum err_kind password_get(struct arena *a, const char *file, struct str *out,
                                      bool *made, struct err *e);

#endif

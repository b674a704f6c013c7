/* SPDX-License-Identifier: MIT */
/* Where the command line gets a password from. */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include "base/arena.h"
#include "base/err.h"

/* Gets a password, in A. If FILE is not NULL, it is the first line of FILE ("-": standard input).
 * Otherwise it is asked for twice at the terminal, without echo. If there is no terminal or nothing
 * is typed, it is a random one, and *made is set. ERR_INVALID: the file's first line is empty, or
 * the two answers differ; ERR_IO. */
MUST_CHECK enum err_kind password_get(struct arena *a, const char *file, struct str *out,
                                      bool *made, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Functions that the commands about accounts share. */
#ifndef CLI_USER_USER_H
#define CLI_USER_USER_H

#include "cli/cli.h"
#include "core/people/user.h"

/* The account that signs in as TYPED, in A. ERR_INVALID if TYPED is not UTF-8, ERR_NOT_FOUND. */
MUST_CHECK enum err_kind cli_user_find(struct db *db, const char *typed, struct arena *a,
                                       struct user *out, struct err *e);

#endif

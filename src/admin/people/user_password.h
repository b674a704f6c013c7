/* SPDX-License-Identifier: MIT */
/* A password that the program makes for somebody: shown once. */
#ifndef ADMIN_PEOPLE_USER_PASSWORD_H
#define ADMIN_PEOPLE_USER_PASSWORD_H

#include "core/people/user.h"
#include "web/context.h"

/* Answers with the page that shows user ID's new PASSWORD. */
MUST_CHECK enum err_kind user_password_answer(struct context *c, int64_t id, struct str password,
                                              struct err *e);
/* Gives USER a new password, and answers with that page. */
MUST_CHECK enum err_kind user_password_make(struct context *c, const struct user *user,
                                            struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The roles' names in the language of the newsroom. */
#ifndef ADMIN_WORDS_ROLE_WORDS_H
#define ADMIN_WORDS_ROLE_WORDS_H

#include "web/context.h"

/* "editor": within a line, or beside a name. */
struct str role_shown(struct context *c, enum role role);
/* "Editor": as an option to choose. */
struct str role_chosen(struct context *c, enum role role);

#endif

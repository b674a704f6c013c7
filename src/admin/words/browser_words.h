/* SPDX-License-Identifier: MIT */
/* The browser of a session, in the language of the newsroom. */
#ifndef ADMIN_WORDS_BROWSER_WORDS_H
#define ADMIN_WORDS_BROWSER_WORDS_H

#include "web/context.h"

/* STORED as core/people/browser_name.h made it: "Firefox, Linux"; or empty. */
struct str browser_shown(struct context *c, struct str stored);

#endif

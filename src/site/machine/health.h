/* SPDX-License-Identifier: MIT */
/* Whether pages can be made: tried on the front page and the newest article. */
#ifndef SITE_MACHINE_HEALTH_H
#define SITE_MACHINE_HEALTH_H

#include "web/context.h"

/* Tries at most once a second; the last answer in between. What fails is in the log, once. */
bool pages_can_be_made(struct context *c);

/* home.c, article.c: make the page of C's site, not from the cache and not counted, and drop it.
 * Both write C's arguments over. */
MUST_CHECK enum err_kind home_try(struct context *c, struct err *e);
MUST_CHECK enum err_kind article_try(struct context *c, struct err *e);

#endif

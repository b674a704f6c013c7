/* SPDX-License-Identifier: MIT */
/* What is read most: the block on other pages. The page of all five lists is the route's. */
#ifndef SITE_LISTS_MOST_READ_H
#define SITE_LISTS_MOST_READ_H

#include "web/context.h"

/* The block; includes nothing where nothing was ever read. CURRENT_ID is the article that the page
 * is of (0: none): the link to it says so. */
MUST_CHECK enum err_kind most_read_include(struct context *c, int64_t current_id,
                                           struct tpl_include *out, struct err *e);

#endif

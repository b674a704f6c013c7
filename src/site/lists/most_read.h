/* SPDX-License-Identifier: MIT */
/* What is read most: the block on other pages. The page of all five lists is the route's. */
#ifndef SITE_LISTS_MOST_READ_H
#define SITE_LISTS_MOST_READ_H

#include "web/context.h"

/* The block; includes nothing where nothing was ever read. CURRENT is the path of the page that it
 * stands on: a link to that page says so. It lives with the page in the cache. */
MUST_CHECK enum err_kind most_read_include(struct context *c, struct str current,
                                           struct tpl_include *out, struct err *e);

#endif

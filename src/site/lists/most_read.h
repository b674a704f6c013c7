/* SPDX-License-Identifier: MIT */
/* The block of most-read articles on other pages. The page with all five lists is a route's handler
 * (site.h). */
#ifndef SITE_LISTS_MOST_READ_H
#define SITE_LISTS_MOST_READ_H

#include "web/context.h"

/* The block; includes nothing if nothing was ever read. CURRENT_ID is the article of the page that
 * shows it (0: none); the link to that article is marked as current. */
MUST_CHECK enum err_kind most_read_include(struct context *c, int64_t current_id,
                                           struct tpl_include *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Lists whose address is spelled in another way: "/section/Town/", "/tag/Caf%C3%A9/feed.xml". */
#ifndef SITE_PAGE_SPELLING_H
#define SITE_PAGE_SPELLING_H

#include "web/context.h"

/* For a route that begins with "/section/:slug/", "/tag/:slug/" or "/author/:slug/" and found
 * nothing: *e is that ERR_NOT_FOUND. Redirects to the same page of the list whose slug is spelled
 * so, with the query, if readers may know that there is one. Otherwise returns ERR_NOT_FOUND, with
 * *e as it was; or ERR_DB. */
MUST_CHECK enum err_kind spelling_moved(struct context *c, struct err *e);

#endif

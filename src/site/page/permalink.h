/* SPDX-License-Identifier: MIT */
/* The article that an address names: /:year/:month/:day/:slug/ and the paths below it. */
#ifndef SITE_PAGE_PERMALINK_H
#define SITE_PAGE_PERMALINK_H

#include "core/news/article.h"
#include "web/context.h"

/* The day, as YYYYMMDD, and the slug of a route that begins with /:year/:month/:day/:slug. */
int64_t permalink_day(const struct context *c);
struct str permalink_slug(const struct context *c);

/* Finds the published article that used to have the route's address, or that has it in another
 * spelling ("/2026/11/23/Harbour-Bridge/"). ERR_NOT_FOUND. */
MUST_CHECK enum err_kind permalink_elsewhere(struct context *c, struct db_conn *conn,
                                             struct article *out, struct err *e);

#endif

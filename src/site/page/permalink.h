/* SPDX-License-Identifier: MIT */
/* The article that an address names: /:year/:month/:day/:slug/ and the paths below it. */
#ifndef SITE_PAGE_PERMALINK_H
#define SITE_PAGE_PERMALINK_H

#include "web/context.h"

/* The day, as YYYYMMDD, and the slug of a route that begins with /:year/:month/:day/:slug. */
int64_t permalink_day(const struct context *c);
struct str permalink_slug(const struct context *c);

#endif

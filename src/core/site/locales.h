/* SPDX-License-Identifier: MIT */
/* Locales of one time zone, by language, each made when it is first asked for. */
#ifndef CORE_SITE_LOCALES_H
#define CORE_SITE_LOCALES_H

#include "base/locale.h"

struct locales;

struct locales *locales_new(void);
void locales_free(struct locales **l);
/* The locale of LANGUAGE in ZONE, which is the same at each call; NULL if there is no such one, or
 * if there are too many already. It lives as long as L. Any thread. */
const struct locale *locales_get(struct locales *l, struct str language, struct zone *zone);

#endif

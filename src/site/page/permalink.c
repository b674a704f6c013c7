/* SPDX-License-Identifier: MIT */
/* Reads the parts of an article's address from the arguments of its route. */
#include "site/page/permalink.h"

enum { YEAR, MONTH, DAY, SLUG }; /* the route's arguments */

int64_t permalink_day(const struct context *c)
{
    int64_t year = 0, month = 0, day = 0;
    /* The route matches digits only, so these cannot fail. */
    str_int(c->arg[YEAR], &year);
    str_int(c->arg[MONTH], &month);
    str_int(c->arg[DAY], &day);
    return year * 10000 + month * 100 + day;
}

struct str permalink_slug(const struct context *c)
{
    return c->arg[SLUG];
}

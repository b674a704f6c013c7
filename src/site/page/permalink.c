/* SPDX-License-Identifier: MIT */
/* Reads the parts of an article's address from the arguments of its route. */
#include "site/page/permalink.h"

#include "text/slug.h"

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

enum err_kind permalink_elsewhere(struct context *c, struct db_conn *conn, struct article *out,
                                  struct err *e)
{
    int64_t day = permalink_day(c);
    struct str spellings[SLUG_SPELLINGS];
    enum err_kind kind = article_by_permalink(conn, day, permalink_slug(c), c->arena, out, e);
    slug_spellings(c->arena, permalink_slug(c), spellings);
    for (size_t i = 0; kind == ERR_NOT_FOUND && i < SLUG_SPELLINGS; i++)
        kind = article_by_permalink(conn, day, spellings[i], c->arena, out, e);
    return kind;
}

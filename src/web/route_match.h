/* SPDX-License-Identifier: MIT */
/* Finds the row of the route table (route.h) that a request's path and method belong to. */
#ifndef WEB_ROUTE_MATCH_H
#define WEB_ROUTE_MATCH_H

#include "web/route.h"

enum { PATH_BYTES_MAX = 2048 }; /* of a path that can match */

/* The result of matching a path. */
struct route_match {
    const struct route *route; /* NULL: none */
    struct str arg[PATH_ARGS_MAX];
    unsigned methods;    /* of all rows whose pattern fits: for the Allow header of a 405 */
    struct str moved_to; /* the path as the table spells it, if it fits no row as it is; or empty */
};

/* Fills in M, which is zero, for the path of X. Any thread may call it. */
void route_find(struct exchange *x, struct route_match *m);

#endif

/* SPDX-License-Identifier: MIT */
/* The one table of roles and rights. A route's policy (web/routes.c) and the newsroom's pages ask
 * it; nothing else decides by role. */
#include "core/audit/actor.h"

#define MAY(right) (1u << (right))

/* Indexed by enum role. */
static const struct {
    const char *name;
    unsigned rights;
} roles[] = {
    [ROLE_NONE] = {"", 0},
    [ROLE_MODERATOR] = {"moderator", MAY(RIGHT_SIGNED_IN) | MAY(RIGHT_MODERATE)},
    [ROLE_AUTHOR] = {"author", MAY(RIGHT_SIGNED_IN) | MAY(RIGHT_WRITE)},
    [ROLE_EDITOR] = {"editor", MAY(RIGHT_SIGNED_IN) | MAY(RIGHT_MODERATE) | MAY(RIGHT_WRITE) |
                                   MAY(RIGHT_PUBLISH) | MAY(RIGHT_VIDEOS)},
    [ROLE_ADMIN] = {"admin", MAY(RIGHT_SIGNED_IN) | MAY(RIGHT_MODERATE) | MAY(RIGHT_WRITE) |
                                 MAY(RIGHT_PUBLISH) | MAY(RIGHT_VIDEOS) | MAY(RIGHT_SETTINGS) |
                                 MAY(RIGHT_USERS) | MAY(RIGHT_AUDIT)},
};
enum { ROLES = sizeof roles / sizeof roles[0] };

bool role_may(enum role role, enum right right)
{
    return (unsigned)role < ROLES && (roles[role].rights & MAY(right)) != 0;
}

const char *role_name(enum role role)
{
    return (unsigned)role < ROLES ? roles[role].name : "";
}

enum role role_from_name(struct str name)
{
    for (int i = 1; i < ROLES; i++)
        if (str_eq(name, str_from(roles[i].name)))
            return (enum role)i;
    return ROLE_NONE;
}

/* SPDX-License-Identifier: MIT */
/* Who acts: the roles, what each may do, and the name that the audit log shows. */
#ifndef CORE_AUDIT_ACTOR_H
#define CORE_AUDIT_ACTOR_H

#include "base/str.h"

/* Stored in the database: never renumber. */
enum role { ROLE_NONE = 0, ROLE_MODERATOR = 1, ROLE_AUTHOR = 2, ROLE_EDITOR = 3, ROLE_ADMIN = 4 };

/* the table is in actor.c */
enum right {
    RIGHT_SIGNED_IN, /* any signed-in person: dashboard, own profile */
    RIGHT_MODERATE,  /* comments */
    RIGHT_WRITE,     /* own articles: write, edit while unpublished, preview */
    RIGHT_PUBLISH,   /* any article: edit, publish, schedule, unpublish, trash, restore */
    RIGHT_VIDEOS,
    RIGHT_SETTINGS, /* settings, sections */
    RIGHT_USERS,
    RIGHT_AUDIT,
};

struct actor {
    int64_t user_id; /* 0: the command line or a job */
    struct str name;
    enum role role;
};

bool role_may(enum role role, enum right right);
/* "admin", "editor", "author", "moderator"; "" for ROLE_NONE. */
const char *role_name(enum role role);
/* ROLE_NONE if no role has this name. */
enum role role_from_name(struct str name);

#endif

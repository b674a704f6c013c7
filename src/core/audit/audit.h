/* SPDX-License-Identifier: MIT */
/* The audit log: who did what, when; append-only (the schema refuses changes). Refusals, of which
 * there may be many, are added by access.h. */
#ifndef CORE_AUDIT_AUDIT_H
#define CORE_AUDIT_AUDIT_H

#include "core/audit/actor.h"
#include "db/db.h"

/* Adds a line inside the write transaction of what it tells of. ACTION as "article.publish", OBJECT
 * as "article 12". */
MUST_CHECK enum err_kind audit_add(struct db_conn *c, const struct actor *who, const char *action,
                                   const char *noun, int64_t id, struct str was, struct str became,
                                   struct err *e);

/* The same for a sign-in or a sign-out of WHO at ADDR. */
MUST_CHECK enum err_kind audit_add_access(struct db_conn *c, const struct actor *who,
                                          const char *action, struct str addr, struct err *e);

/* Says of something that was changed since a form was made of it: ERR_CONFLICT with "NAME DONE 5
 * min ago.", by the last line about it. DONE as "saved this article". */
enum err_kind audit_conflict(struct db_conn *c, const char *noun, int64_t id, const char *done,
                             struct arena *a, struct err *e);

struct audit_entry {
    int64_t id, at;
    int64_t times, last_at; /* of one that is counted: how often, and when last; else 1 and 0 */
    struct str who, action, object, was, became;
    struct str addr; /* of a sign-in or a refusal; else empty */
};
struct audit_list {
    struct audit_entry *items; /* newest first */
    size_t n;
    bool older;
};
enum audit_kind {
    AUDIT_ALL,
    AUDIT_CHANGES, /* of what the site holds */
    AUDIT_ACCESS,  /* accounts, sign-ins, refusals */
};
/* BEFORE_ID: the key; 0: from the newest. */
MUST_CHECK enum err_kind audit_list(struct db_conn *c, enum audit_kind kind, int64_t before_id,
                                    int64_t limit, struct arena *a, struct audit_list *out,
                                    struct err *e);

#endif

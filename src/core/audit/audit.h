/* SPDX-License-Identifier: MIT */
/* The audit log: who did what, and when. It is append-only; the schema refuses changes. Refusals
 * are added by access.h, since there may be many. */
#ifndef CORE_AUDIT_AUDIT_H
#define CORE_AUDIT_AUDIT_H

#include "core/audit/actor.h"
#include "db/db.h"

/* Adds a line, inside the write transaction of the change. ACTION is like "article.publish". NOUN
 * and ID name the object: "article 12"; ID 0: NOUN alone. WAS and BECAME are the texts before and
 * after; either may be empty. ERR_DB. */
MUST_CHECK enum err_kind audit_add(struct db_conn *c, const struct actor *who, const char *action,
                                   const char *noun, int64_t id, struct str was, struct str became,
                                   struct err *e);

/* Adds the sign-in or sign-out of WHO from ADDR. ERR_DB. */
MUST_CHECK enum err_kind audit_add_access(struct db_conn *c, const struct actor *who,
                                          const char *action, struct str addr, struct err *e);

/* Sentences about a form whose object was changed meanwhile, with {name}, and {n} of the unit:
 * messages, marked with N_. */
struct audit_conflict_words {
    const char *unknown;                              /* without a name */
    const char *just_now, *seconds, *minutes, *hours; /* "{name} saved this article {n} h ago." */
};
/* Returns ERR_CONFLICT with one of WORDS, by the last line about the object. ERR_DB. */
enum err_kind audit_conflict(struct db_conn *c, const char *noun, int64_t id,
                             const struct audit_conflict_words *words, struct arena *a,
                             struct err *e);

struct audit_entry {
    int64_t id, at;
    int64_t times, last_at; /* for a counted line, how often and when last; otherwise 1 and 0 */
    struct str who, action, object, was, became;
    struct str addr; /* of a sign-in or a refusal; otherwise empty */
};
struct audit_list {
    struct audit_entry *items; /* newest first */
    size_t n;
    bool older; /* there are lines older than the last one here */
};
enum audit_kind {
    AUDIT_ALL,
    AUDIT_CHANGES, /* changes of content and settings */
    AUDIT_ACCESS,  /* accounts, sign-ins, refusals */
};
/* Lists at most LIMIT lines of KIND whose ids are less than BEFORE_ID (0: from the newest), in A.
 * ERR_DB. */
MUST_CHECK enum err_kind audit_list(struct db_conn *c, enum audit_kind kind, int64_t before_id,
                                    int64_t limit, struct arena *a, struct audit_list *out,
                                    struct err *e);

#endif

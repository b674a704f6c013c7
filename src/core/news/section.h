/* SPDX-License-Identifier: MIT */
/* The sections of the site: few (at most 100), in the order that the newsroom chose. */
#ifndef CORE_NEWS_SECTION_H
#define CORE_NEWS_SECTION_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/site/used_form.h"
#include "db/db.h"

struct section {
    int64_t id;
    struct str slug, name, description;
    int64_t position;
    int64_t articles; /* published ones */
};

struct section_list {
    struct section *items;
    size_t n;
};

MUST_CHECK enum err_kind section_list(struct db_conn *c, struct arena *a, struct section_list *out,
                                      struct err *e);
/* ERR_NOT_FOUND if there is no such section. */
MUST_CHECK enum err_kind section_by_slug(struct db_conn *c, struct str slug, struct arena *a,
                                         struct section *out, struct err *e);
/* Saves S; id 0 adds it. *id is the section's id afterwards. An empty slug is made from the name.
 * If FORM (may be NULL) was sent before, nothing is saved and *id is the section it saved then.
 * ERR_INVALID and ERR_CONFLICT (slug taken) with *p filled; ERR_NOT_FOUND. */
MUST_CHECK enum err_kind section_save(struct db *db, const struct actor *who,
                                      const struct section *s, struct used_form *form, int64_t *id,
                                      struct problems *p, struct err *e);
/* Sets *exists if there is a section with ID. ERR_DB. */
MUST_CHECK enum err_kind section_exists(struct db_conn *c, int64_t id, bool *exists, struct err *e);
/* Removes a section; does nothing if it is gone already. ERR_CONFLICT if it has articles or is the
 * last one. */
MUST_CHECK enum err_kind section_remove(struct db *db, const struct actor *who, int64_t id,
                                        struct err *e);

#endif

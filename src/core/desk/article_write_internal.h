/* SPDX-License-Identifier: MIT */
/* Saves an article as part of a larger write job: for article_batch.c. */
#ifndef CORE_DESK_ARTICLE_WRITE_INTERNAL_H
#define CORE_DESK_ARTICLE_WRITE_INTERNAL_H

#include "core/desk/article_write.h"

struct article_save {
    const struct actor *who;
    const struct article_edit *edit;
    struct problems *problems;
    struct arena *arena;
    struct str slug, excerpt, translations;
    int64_t words;
    int64_t now;
    int64_t id, version;
};

/* Prepares a save: everything that needs no database, in A. WHO, EDIT, P and A must outlive the
 * result. */
struct article_save article_save_prepare(const struct settings *s, const struct actor *who,
                                         const struct article_edit *edit, struct problems *p,
                                         struct arena *a);
/* article_save inside a write job, without checking the fields: sets save->id and save->version. */
MUST_CHECK enum err_kind article_save_within(struct db_conn *c, struct article_save *save,
                                             struct err *e);

#endif

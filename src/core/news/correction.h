/* SPDX-License-Identifier: MIT */
/* Corrections: dated sentences under an article that tell readers what was wrong in it. A new one
 * counts as an update that readers are told of (article.revised_at). */
#ifndef CORE_NEWS_CORRECTION_H
#define CORE_NEWS_CORRECTION_H

#include "base/problem.h"
#include "core/audit/actor.h"
#include "core/site/used_form.h"
#include "db/db.h"

enum { CORRECTION_MAX = 2000, CORRECTIONS_MAX = 100 };

struct correction {
    int64_t id, at;
    struct str text;
};

struct correction_list {
    struct correction *items; /* the oldest first */
    size_t n;
};

MUST_CHECK enum err_kind correction_list(struct db_conn *c, int64_t article_id, struct arena *a,
                                         struct correction_list *out, struct err *e);
/* Adds a correction to a published article, dated now. If FORM (may be NULL) was sent before,
 * nothing is added. ERR_INVALID with *p ("text") filled; ERR_NOT_FOUND; ERR_CONFLICT if the article
 * is not published or has the most corrections it can have; ERR_FORBIDDEN for those who may not
 * publish. */
MUST_CHECK enum err_kind correction_add(struct db *db, const struct actor *who, int64_t article_id,
                                        struct str text, struct used_form *form, struct problems *p,
                                        struct err *e);
/* Changes the text of a correction; its date stays. An empty TEXT removes it, and does nothing if
 * it is gone already. Errors as above. */
MUST_CHECK enum err_kind correction_change(struct db *db, const struct actor *who,
                                           int64_t article_id, int64_t id, struct str text,
                                           struct problems *p, struct err *e);

#endif

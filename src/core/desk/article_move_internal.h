/* SPDX-License-Identifier: MIT */
/* Moving an article as a part of a larger write job: for article_batch.c and article_due.c. */
#ifndef CORE_DESK_ARTICLE_MOVE_INTERNAL_H
#define CORE_DESK_ARTICLE_MOVE_INTERNAL_H

#include "core/desk/article_move.h"

struct article_move {
    const struct actor *who;
    const struct settings *settings; /* for publishing only */
    int64_t id;
    enum article_status to;
    int64_t at; /* of publishing (0: now) and scheduling */
    int64_t now;
    struct arena *arena;
};

/* Moves the article inside a write job; rights to publish and times are the caller's to check.
 * ERR_FORBIDDEN where it->who may not change it, ERR_CONFLICT where it cannot go there from what it
 * is, ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_move_within(struct db_conn *c, const struct article_move *it,
                                             struct err *e);

#endif

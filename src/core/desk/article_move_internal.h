/* SPDX-License-Identifier: MIT */
/* Moves an article as part of a larger write job: for article_batch.c and article_due.c. */
#ifndef CORE_DESK_ARTICLE_MOVE_INTERNAL_H
#define CORE_DESK_ARTICLE_MOVE_INTERNAL_H

#include "core/desk/article_move.h"

struct article_move {
    const struct actor *who;
    const struct settings *settings; /* only for publishing */
    int64_t id;
    enum article_status to;
    int64_t at; /* time of publishing (0: now) or scheduling */
    int64_t now;
    struct arena *arena;
};

/* Moves the article inside a write job. The caller checks the right to publish, and times.
 * ERR_FORBIDDEN if move->who may not change the article; ERR_CONFLICT if its status does not allow
 * the move; ERR_NOT_FOUND. */
MUST_CHECK enum err_kind article_move_within(struct db_conn *c, const struct article_move *move,
                                             struct err *e);

#endif

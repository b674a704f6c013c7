/* SPDX-License-Identifier: MIT */
/* A board is one span's ranking together with what is stored of it: the candidates, the shown list,
 * and bounds on the articles outside. For popular_job.c, which explains the method. */
#ifndef CORE_POPULAR_POPULAR_BOARD_H
#define CORE_POPULAR_POPULAR_BOARD_H

#include "core/popular/popular.h"
#include "core/popular/ranking.h"

struct board_state {
    int64_t refused; /* as stored; in memory the current value is in the ranking */
    int64_t refused_before, turned_at;
    int64_t version;   /* raised when the shown list changes */
    int64_t ranked_at; /* when the board last changed in any way */
};

struct board {
    struct ranking ranking;
    struct ranked stored[RANKING_MAX];
    size_t n_stored;
    struct board_state state, stored_state;
    bool changed; /* the candidates or the shown list have changed */
};

/* Loads all boards. BOARDS must be zeros. ERR_DB. */
MUST_CHECK enum err_kind boards_load(struct db_conn *c, struct board boards[POPULAR_SPANS],
                                     struct err *e);
/* Writes what has changed; nothing if nothing was read on the site. RANKED_AT 0: keep the stored
 * time. ERR_DB. */
MUST_CHECK enum err_kind board_store(struct db_conn *c, enum popular_span span, struct board *b,
                                     int64_t ranked_at, struct err *e);

/* Makes the published articles at the top the shown list, and stores it. ERR_DB. */
MUST_CHECK enum err_kind board_update_shown(struct db_conn *c, enum popular_span span,
                                            struct board *b, struct err *e);
/* True if an article outside the ranking may belong above the last shown one. */
bool board_is_in_doubt(const struct board *b);
/* Forgets refusals that are older than REACH_S; 0: none. */
void board_swap_halves(struct board *b, int64_t reach_s, int64_t now);

#endif

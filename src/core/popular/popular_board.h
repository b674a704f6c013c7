/* SPDX-License-Identifier: MIT */
/* One span's ranking with what is stored of it: the candidates, what is shown, and what is known of
 * the articles outside. For popular_job.c, which says what it is all about. */
#ifndef CORE_POPULAR_POPULAR_BOARD_H
#define CORE_POPULAR_POPULAR_BOARD_H

#include "core/popular/popular.h"
#include "core/popular/ranking.h"

struct board_state {
    int64_t refused; /* as stored; while the board is worked on it is the ranking's */
    int64_t refused_before, turned_at;
    int64_t version;   /* raised when what is shown is another */
    int64_t ranked_at; /* when it last changed in any way */
};

struct board {
    struct ranking ranking;
    struct ranked stored[RANKING_MAX];
    size_t n_stored;
    struct board_state state, stored_state;
    bool changed; /* the candidates, or what is shown */
};

/* BOARDS begin as zeros. */
MUST_CHECK enum err_kind boards_load(struct db_conn *c, struct board boards[POPULAR_SPANS],
                                     struct err *e);
/* Writes what has changed: on a site where nothing is read, nothing. RANKED_AT 0: as it was. */
MUST_CHECK enum err_kind board_store(struct db_conn *c, enum popular_span span, struct board *b,
                                     int64_t ranked_at, struct err *e);

/* Takes the published articles at the top as what is shown of the span, and writes that. */
MUST_CHECK enum err_kind board_show(struct db_conn *c, enum popular_span span, struct board *b,
                                    struct err *e);
/* Whether an article outside of the ranking may belong above the last that is shown. */
bool board_in_doubt(const struct board *b);
/* Forgets what was refused longer ago than REACH_S; 0: nothing. */
void board_turn(struct board *b, int64_t reach_s, int64_t now);

#endif

/* SPDX-License-Identifier: MIT */
/* Reads and writes the one row of search_state. search_state_set writes how far filling is; index.c
 * adds to the number of articles in the index. The number of published articles and the newest id
 * are read from the articles themselves. */
#include "core/search/index/state.h"

#include "db/fts.h"

enum err_kind search_state_get(struct db_conn *c, struct search_state *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SEARCH_STATE_GET);
    bool found = stmt_next(s);
    if (found)
        *out = (struct search_state){.generation = stmt_col_int(s, COL_GENERATION),
                                     .docs = stmt_col_int(s, COL_DOCS),
                                     .published = stmt_col_int(s, COL_PUBLISHED),
                                     .phase = (enum search_phase)stmt_col_int(s, COL_PHASE),
                                     .key_at = stmt_col_int(s, COL_KEY_AT),
                                     .key_id = stmt_col_int(s, COL_KEY_ID),
                                     .gap = stmt_col_int(s, COL_GAP),
                                     .desk_id = stmt_col_int(s, COL_DESK_ID),
                                     .newest_id = stmt_col_int(s, COL_NEWEST_ID),
                                     .folding = stmt_col_int(s, COL_FOLDING),
                                     .desk_folding = stmt_col_int(s, COL_DESK_FOLDING),
                                     .target = stmt_col_int(s, COL_TARGET),
                                     .desk_key = stmt_col_int(s, COL_DESK_KEY)};
    TRY(stmt_done(s, e));
    return found ? OK
                 : err_set(e, ERR_DB,
                           "the state of the search index is missing (broadsheet reindex builds "
                           "the index again)");
}

enum err_kind search_state_folding(struct db_conn *c, int64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SEARCH_STATE_FOLDING);
    *out = stmt_next(s) ? stmt_col_int(s, COL_FOLDING) : FOLDING_NOW;
    return stmt_done(s, e);
}

enum err_kind search_state_set(struct db_conn *c, const struct search_state *state, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SEARCH_STATE_SET);
    stmt_int(s, ARG_PHASE, state->phase);
    stmt_int(s, ARG_KEY_AT, state->key_at);
    stmt_int(s, ARG_KEY_ID, state->key_id);
    stmt_int(s, ARG_GAP, state->gap);
    stmt_int(s, ARG_FOLDING, state->folding);
    stmt_int(s, ARG_DESK_FOLDING, state->desk_folding);
    stmt_int(s, ARG_TARGET, state->target);
    stmt_int(s, ARG_DESK_KEY, state->desk_key);
    return stmt_run(s, e);
}

enum err_kind search_state_restart(struct db_conn *c, struct err *e)
{
    TRY(fts_clear(c, SQL_SEARCH_TEXT_CLEAR, e));
    TRY(stmt_run(db_stmt(c, SQL_SEARCH_WORD_CLEAR), e));
    struct stmt *s = db_stmt(c, SQL_SEARCH_STATE_RESTART);
    stmt_int(s, ARG_FOLDING, FOLDING_NOW);
    return stmt_run(s, e);
}

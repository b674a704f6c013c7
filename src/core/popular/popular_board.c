/* SPDX-License-Identifier: MIT */
/* Loads and stores the five boards. A step loads all of them, and writes only rows that differ from
 * the stored ones. */
#include "core/popular/popular_board.h"

#include "core/news/article.h"

/* ---- loading and storing ---- */

static enum err_kind load_candidates(struct db_conn *c, enum popular_span span, struct board *b,
                                     struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_CANDIDATES);
    stmt_int(s, ARG_SPAN, span);
    while (b->n_stored < RANKING_MAX && stmt_next(s))
        b->stored[b->n_stored++] = (struct ranked){
            .id = stmt_col_int(s, COL_ARTICLE_ID),
            .n = stmt_col_int(s, COL_N),
            .published = stmt_col_int(s, COL_STATUS) == ARTICLE_PUBLISHED,
        };
    memcpy(b->ranking.items, b->stored, sizeof b->stored);
    b->ranking.n = b->n_stored;
    return stmt_done(s, e);
}

enum err_kind boards_load(struct db_conn *c, struct board boards[POPULAR_SPANS], struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_SPANS);
    while (stmt_next(s)) {
        int64_t span = stmt_col_int(s, COL_SPAN);
        if (span < 0 || span >= POPULAR_SPANS)
            continue;
        struct board *b = &boards[span];
        b->state = b->stored_state = (struct board_state){
            .refused = stmt_col_int(s, COL_REFUSED),
            .refused_before = stmt_col_int(s, COL_REFUSED_BEFORE),
            .turned_at = stmt_col_int(s, COL_TURNED_AT),
            .version = stmt_col_int(s, COL_VERSION),
            .ranked_at = stmt_col_int(s, COL_RANKED_AT),
        };
        b->ranking.refused = b->state.refused;
    }
    TRY(stmt_done(s, e));
    for (enum popular_span span = 0; span < POPULAR_SPANS; span++)
        TRY(load_candidates(c, span, &boards[span], e));
    return OK;
}

static enum err_kind store_item(struct db_conn *c, enum sql_id sql, enum popular_span span,
                                size_t place, int64_t id, int64_t n, struct err *e)
{
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, ARG_SPAN, span);
    stmt_int(s, ARG_PLACE, (int64_t)place);
    stmt_int(s, ARG_ARTICLE_ID, id);
    stmt_int(s, ARG_N, n);
    return stmt_run(s, e);
}

static enum err_kind delete_from(struct db_conn *c, enum sql_id sql, enum popular_span span,
                                 size_t place, struct err *e)
{
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, ARG_SPAN, span);
    stmt_int(s, ARG_PLACE, (int64_t)place);
    return stmt_run(s, e);
}

/* Writes the candidates that differ from what is stored at their place. */
static enum err_kind store_candidates(struct db_conn *c, enum popular_span span, struct board *b,
                                      struct err *e)
{
    const struct ranking *r = &b->ranking;
    for (size_t i = 0; i < r->n; i++) {
        const struct ranked *item = &r->items[i], *was = &b->stored[i];
        if (i < b->n_stored && item->id == was->id && item->n == was->n)
            continue;
        TRY(store_item(c, SQL_POPULAR_CANDIDATE_PUT, span, i + 1, item->id, item->n, e));
        b->changed = true;
    }
    if (r->n >= b->n_stored)
        return OK;
    b->changed = true;
    return delete_from(c, SQL_POPULAR_CANDIDATE_CUT, span, r->n, e);
}

enum err_kind board_store(struct db_conn *c, enum popular_span span, struct board *b,
                          int64_t ranked_at, struct err *e)
{
    TRY(store_candidates(c, span, b, e));
    b->state.refused = b->ranking.refused;
    if (b->changed && ranked_at != 0)
        b->state.ranked_at = ranked_at;
    if (memcmp(&b->state, &b->stored_state, sizeof b->state) == 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_POPULAR_SPAN_PUT);
    stmt_int(s, ARG_SPAN, span);
    stmt_int(s, ARG_REFUSED, b->state.refused);
    stmt_int(s, ARG_REFUSED_BEFORE, b->state.refused_before);
    stmt_int(s, ARG_TURNED_AT, b->state.turned_at);
    stmt_int(s, ARG_VERSION, b->state.version);
    stmt_int(s, ARG_RANKED_AT, b->state.ranked_at);
    return stmt_run(s, e);
}

/* ---- the shown list, and articles outside ---- */

static enum err_kind read_shown(struct db_conn *c, enum popular_span span, struct popular_list *out,
                                struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_SHOWN);
    stmt_int(s, ARG_SPAN, span);
    out->n = 0;
    while (out->n < POPULAR_SHOWN && stmt_next(s))
        out->items[out->n++] = (struct popular_item){
            .article_id = stmt_col_int(s, COL_ARTICLE_ID),
            .n = stmt_col_int(s, COL_N),
        };
    return stmt_done(s, e);
}

enum err_kind board_update_shown(struct db_conn *c, enum popular_span span, struct board *b,
                                 struct err *e)
{
    struct popular_list was, list = {.n = 0};
    for (size_t i = 0; i < b->ranking.n && list.n < POPULAR_SHOWN; i++)
        if (b->ranking.items[i].published)
            list.items[list.n++] =
                (struct popular_item){b->ranking.items[i].id, b->ranking.items[i].n};
    TRY(read_shown(c, span, &was, e));
    for (size_t i = 0; i < list.n; i++) {
        const struct popular_item *item = &list.items[i];
        if (i < was.n && item->article_id == was.items[i].article_id && item->n == was.items[i].n)
            continue;
        TRY(store_item(c, SQL_POPULAR_PUT, span, i + 1, item->article_id, item->n, e));
        b->changed = true;
    }
    if (list.n < was.n)
        TRY(delete_from(c, SQL_POPULAR_CUT, span, list.n, e));
    bool same = popular_list_equal(&list, &was);
    b->changed = b->changed || !same;
    b->state.version += !same;
    return OK;
}

bool board_is_in_doubt(const struct board *b)
{
    int64_t refused = b->ranking.refused;
    if (refused < b->state.refused_before)
        refused = b->state.refused_before;
    size_t published = 0;
    for (size_t i = 0; i < b->ranking.n && published < POPULAR_SHOWN; i++) {
        if (b->ranking.items[i].n < refused)
            return true;
        published += b->ranking.items[i].published;
    }
    return published < POPULAR_SHOWN && refused > 0;
}

void board_swap_halves(struct board *b, int64_t reach_s, int64_t now)
{
    bool none = b->ranking.refused == 0 && b->state.refused_before == 0;
    if (reach_s == 0 || none || (now >= b->state.turned_at && now - b->state.turned_at < reach_s))
        return;
    b->state.refused_before = b->ranking.refused;
    b->ranking.refused = 0;
    b->state.turned_at = now;
}

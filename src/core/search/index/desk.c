/* SPDX-License-Identifier: MIT */
/* The newsroom's index: upkeep and search. Its row of an article (desk_doc) says what the index
 * has, so that removing it needs only that row. Authors and status are facets, words that nobody
 * can type. */
#include "core/search/index/desk.h"

#include "core/search/index/terms.h"
#include "db/fts.h"
#include "text/searchable.h"

/* ---- upkeep ---- */

static enum err_kind run_on_article(struct db_conn *c, enum sql_id sql, int64_t article_id,
                                    struct err *e)
{
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, ARG_ID, article_id);
    return stmt_run(s, e);
}

enum err_kind search_desk_put(struct db_conn *c, int64_t article_id, struct err *e)
{
    enum { BACKLOG_MAX = 100 };
    struct search_state state;
    TRY(search_state_get(c, &state, e));
    if (article_id > state.desk_id)
        return search_desk_fill(c, state.desk_id, BACKLOG_MAX, e);
    TRY(run_on_article(c, SQL_DESK_TEXT_REMOVE, article_id, e));
    struct stmt *s = db_stmt(c, SQL_DESK_DOC_PUT);
    stmt_int(s, ARG_ID, article_id);
    stmt_int(s, ARG_FOLDING, FOLDING_NOW);
    TRY(stmt_run(s, e));
    return run_on_article(c, SQL_DESK_TEXT_ADD, article_id, e);
}

/* A part of the articles: those after AFTER, up to UNTIL. */
struct id_range {
    int64_t after, until;
};

static enum err_kind run_on_range(struct db_conn *c, enum sql_id sql, struct id_range range,
                                  struct err *e)
{
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, ARG_KEY_ID, range.after);
    stmt_int(s, ARG_UNTIL_ID, range.until);
    if (sql != SQL_DESK_FILL)
        stmt_int(s, ARG_FOLDING, FOLDING_NOW);
    return stmt_run(s, e);
}

enum err_kind search_desk_fill(struct db_conn *c, int64_t after_id, int64_t limit, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_DESK_FILL_UNTIL);
    stmt_int(s, ARG_KEY_ID, after_id);
    stmt_int(s, ARG_ROW_LIMIT, limit);
    struct id_range range = {after_id, stmt_next(s) ? stmt_col_int(s, COL_ID) : 0};
    TRY(stmt_done(s, e));
    if (range.until == 0)
        return OK;
    TRY(run_on_range(c, SQL_DESK_FILL_DOCS, range, e));
    TRY(run_on_range(c, SQL_DESK_FILL, range, e));
    s = db_stmt(c, SQL_SEARCH_STATE_SET_DESK);
    stmt_int(s, ARG_KEY_ID, range.until);
    return stmt_run(s, e);
}

enum err_kind search_desk_refold(struct db_conn *c, struct search_state *state, int64_t limit,
                                 struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_DESK_OLD_UNTIL);
    stmt_int(s, ARG_KEY_ID, state->desk_key);
    stmt_int(s, ARG_UNTIL_ID, state->desk_id);
    stmt_int(s, ARG_ROW_LIMIT, limit);
    struct id_range range = {state->desk_key, stmt_next(s) ? stmt_col_int(s, COL_ID) : 0};
    TRY(stmt_done(s, e));
    if (range.until != 0) {
        TRY(run_on_range(c, SQL_DESK_OLD_REMOVE, range, e));
        TRY(run_on_range(c, SQL_DESK_OLD_ADD, range, e));
        TRY(run_on_range(c, SQL_DESK_OLD_DONE, range, e));
        state->desk_key = range.until;
    } else {
        state->desk_folding = state->target;
    }
    return search_state_set(c, state, e);
}

enum err_kind search_desk_clear(struct db_conn *c, struct err *e)
{
    return fts_clear(c, SQL_DESK_TEXT_CLEAR, e);
}

/* ---- searching ---- */

static void add_facet(struct buf *b, const char *before, int kind, int64_t id)
{
    buf_add_c(b, before);
    search_word_quoted(b, facet_word(b->arena, kind, id));
}

/* Adds the words of a term in each of its spellings. */
static void add_term(struct buf *b, const struct search_term *t)
{
    buf_add_char(b, '(');
    for (int i = 0; i < t->n_spellings; i++) {
        buf_add_c(b, i > 0 ? " OR " : "");
        search_spelling_quoted(b, &t->spelling[i]);
        buf_add_c(b, t->unfinished ? " *" : "");
    }
    buf_add_char(b, ')');
}

/* The query for FTS5: (words AND facets) NOT (excluded words). */
static struct str match_query(const struct search_desk_query *q, const struct search_terms *terms,
                              struct arena *a)
{
    bool any = q->status == ARTICLE_STATUSES;
    struct buf b = buf_in(a);
    buf_add_c(&b, "(");
    for (int i = 0, n = 0; i < terms->n; i++) {
        if (terms->item[i].excluded)
            continue;
        buf_add_c(&b, n++ > 0 ? " AND " : "");
        add_term(&b, &terms->item[i]);
    }
    if (q->author_id != 0)
        add_facet(&b, " AND ", FACET_AUTHOR, q->author_id);
    if (!any)
        add_facet(&b, " AND ", FACET_STATUS, q->status);
    buf_add_c(&b, ")");
    if (any)
        add_facet(&b, " NOT ", FACET_STATUS, ARTICLE_TRASHED);
    for (int i = 0; i < terms->n; i++)
        if (terms->item[i].excluded) {
            buf_add_c(&b, " NOT ");
            add_term(&b, &terms->item[i]);
        }
    return buf_str(&b);
}

enum err_kind search_desk_find(struct db_conn *c, const struct search_desk_query *q,
                               struct arena *a, struct article_list *out, struct err *e)
{
    struct search_state state;
    struct search_terms *terms = ARENA_NEW(a, struct search_terms);
    *out = (struct article_list){.newer = q->before_id != 0};
    TRY(search_state_get(c, &state, e));
    TRY(search_terms_parse(c, state.desk_folding, q->text, a, terms, e));
    if (terms->n_wanted == 0)
        return OK;
    out->items = ARENA_ARRAY(a, struct article, (size_t)q->limit);
    struct stmt *s = db_stmt(c, SQL_DESK_FIND);
    stmt_text(s, ARG_MATCH, match_query(q, terms, a));
    stmt_int(s, ARG_KEY_ID, q->before_id != 0 ? q->before_id : INT64_MAX);
    stmt_int(s, ARG_ROW_LIMIT, q->limit + 1);
    while (stmt_next(s)) {
        out->older = out->n == (size_t)q->limit;
        if (out->older)
            break;
        out->items[out->n++] = article_from_row(s, a);
    }
    return stmt_done(s, e);
}

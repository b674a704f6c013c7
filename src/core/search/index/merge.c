/* SPDX-License-Identifier: MIT */
/* FTS5 keeps its pieces in levels: a new one is put into the first; what is joined of one level is
 * a piece of the next. A join under way is part of that record, so that each step needs to know no
 * more than the record says (https://sqlite.org/fts5.html#the_merge_command). */
#include "core/search/index/merge.h"

#include "db/fts.h"

enum { FEW = 4 /* pieces in all that are not worth a thought */ };

/* One of the two indexes. */
static const struct index {
    enum sql_id pieces, merge;
} indexes[] = {
    {SQL_SEARCH_TEXT_PIECES, SQL_SEARCH_TEXT_MERGE},
    {SQL_DESK_TEXT_PIECES, SQL_DESK_TEXT_MERGE},
};
enum { INDEXES = sizeof indexes / sizeof *indexes };

static enum err_kind pieces_of(struct db_conn *c, const struct index *index, struct fts_pieces *out,
                               struct err *e)
{
    struct arena *a = arena_new(1024);
    struct stmt *s = db_stmt(c, index->pieces);
    struct str record = stmt_next(s) ? stmt_col_text(s, COL_BLOCK, a) : STR_NONE;
    enum err_kind kind = stmt_done(s, e);
    if (kind == OK)
        kind = fts_pieces_read(record, out, e);
    arena_free(&a);
    return kind;
}

/* Joining all writes the large piece anew, too: only where what is beside it has grown to half of
 * it, so that what is written in all stays in proportion to what is published. */
static bool is_scattered(const struct fts_pieces *p)
{
    return p->n >= FEW && (p->pages - p->largest) * 2 > p->largest;
}

static bool is_worth_it(const struct fts_pieces *p)
{
    return p->due || is_scattered(p);
}

/* ---- a step ---- */

enum step { STEP_SOME, STEP_BEGIN_ALL, STEP_GO_ON };

struct merge {
    const struct index *index;
    int64_t pages;
    enum step step;
};

static enum err_kind merge_run(struct db_conn *c, const struct index *index, int64_t pages,
                               struct err *e)
{
    struct stmt *s = db_stmt(c, index->merge);
    stmt_int(s, ARG_PAGES, pages);
    return stmt_run(s, e);
}

/* A db_write_fn. The record is read once more here, where nobody else can change it. A number of
 * pages below 0 makes FTS5 take all pieces together first. */
static enum err_kind merge_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct merge *it = arg;
    struct fts_pieces p;
    TRY(pieces_of(c, it->index, &p, e));
    if (it->step == STEP_GO_ON ? p.joining && p.due : it->step == STEP_SOME && p.due)
        return merge_run(c, it->index, it->pages, e);
    if (it->step == STEP_BEGIN_ALL ? p.n > 1 : it->step == STEP_SOME && is_scattered(&p))
        return merge_run(c, it->index, -it->pages, e);
    return OK;
}

static enum err_kind look_at(struct db *db, const struct index *index, struct fts_pieces *out,
                             struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = pieces_of(c, index, out, e);
    db_end(db, &c);
    return kind;
}

enum err_kind search_merge_some(struct db *db, int64_t pages, struct search_merged *out,
                                struct err *e)
{
    *out = (struct search_merged){0};
    for (int i = 0; i < INDEXES; i++) {
        struct fts_pieces p;
        struct merge it = {&indexes[i], pages, STEP_SOME};
        TRY(look_at(db, it.index, &p, e));
        if (!is_worth_it(&p))
            continue;
        TRY(db_write(db, merge_job, &it, e));
        TRY(look_at(db, it.index, &p, e));
        out->some = true;
        out->more = out->more || is_worth_it(&p);
    }
    return OK;
}

/* Goes on with what is being joined until it is, or until FTS5 wants more of the small ones first
 * that were written meanwhile. */
static enum err_kind go_on(struct db *db, struct merge *it, struct err *e)
{
    struct fts_pieces p;
    it->step = STEP_GO_ON;
    TRY(look_at(db, it->index, &p, e));
    while (p.joining && p.due) {
        TRY(db_write(db, merge_job, it, e));
        db_yield();
        TRY(look_at(db, it->index, &p, e));
    }
    return OK;
}

enum err_kind search_merge_all(struct db *db, int64_t pages, struct err *e)
{
    for (int i = 0; i < INDEXES; i++) {
        struct merge it = {&indexes[i], pages, STEP_GO_ON};
        TRY(go_on(db, &it, e));
        it.step = STEP_BEGIN_ALL;
        TRY(db_write(db, merge_job, &it, e));
        TRY(go_on(db, &it, e));
    }
    return OK;
}

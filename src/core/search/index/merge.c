/* SPDX-License-Identifier: MIT */
/* Joins the pieces of both indexes. FTS5 keeps pieces in levels: a new one goes into the first
 * level; joining a level makes one piece of the next. A join in progress is part of FTS5's record,
 * so a step needs to know only that record (https://sqlite.org/fts5.html#the_merge_command). */
#include "core/search/index/merge.h"

#include "db/fts.h"

enum { FEW = 4 /* an index with fewer pieces is left alone */ };

/* One of the two indexes. */
static const struct index {
    enum sql_id pieces, merge;
} indexes[] = {
    {SQL_SEARCH_TEXT_PIECES, SQL_SEARCH_TEXT_MERGE},
    {SQL_DESK_TEXT_PIECES, SQL_DESK_TEXT_MERGE},
};
enum { INDEXES = sizeof indexes / sizeof *indexes };

static enum err_kind read_pieces(struct db_conn *c, const struct index *index,
                                 struct fts_pieces *out, struct err *e)
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

/* Joining everything rewrites the large piece, too. So this waits until the rest has grown to half
 * its size; then the amount written stays in proportion to what is published. */
static bool is_scattered(const struct fts_pieces *p)
{
    return p->n >= FEW && (p->pages - p->largest) * 2 > p->largest;
}

static bool needs_merge(const struct fts_pieces *p)
{
    return p->due || is_scattered(p);
}

/* ---- a step ---- */

enum step { STEP_SOME, STEP_START_ALL, STEP_CONTINUE };

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

/* A db_write_fn. Reads the record again, now that nobody else can change it. A negative number of
 * pages makes FTS5 put all pieces together first. */
static enum err_kind merge_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct merge *it = arg;
    struct fts_pieces p;
    TRY(read_pieces(c, it->index, &p, e));
    if (it->step == STEP_CONTINUE ? p.joining && p.due : it->step == STEP_SOME && p.due)
        return merge_run(c, it->index, it->pages, e);
    if (it->step == STEP_START_ALL ? p.n > 1 : it->step == STEP_SOME && is_scattered(&p))
        return merge_run(c, it->index, -it->pages, e);
    return OK;
}

static enum err_kind read_pieces_now(struct db *db, const struct index *index,
                                     struct fts_pieces *out, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = read_pieces(c, index, out, e);
    db_end(db, &c);
    return kind;
}

enum err_kind search_merge_some(struct db *db, int64_t pages, struct search_merged *out,
                                struct err *e)
{
    *out = (struct search_merged){0};
    for (int i = 0; i < INDEXES; i++) {
        struct fts_pieces p;
        struct merge merge = {&indexes[i], pages, STEP_SOME};
        TRY(read_pieces_now(db, merge.index, &p, e));
        if (!needs_merge(&p))
            continue;
        TRY(db_write(db, merge_job, &merge, e));
        TRY(read_pieces_now(db, merge.index, &p, e));
        out->some = true;
        out->more = out->more || needs_merge(&p);
    }
    return OK;
}

/* Continues a join until it is complete, or until FTS5 wants to join small pieces first that were
 * written meanwhile. */
static enum err_kind continue_join(struct db *db, struct merge *merge, struct err *e)
{
    struct fts_pieces p;
    merge->step = STEP_CONTINUE;
    TRY(read_pieces_now(db, merge->index, &p, e));
    while (p.joining && p.due) {
        TRY(db_write(db, merge_job, merge, e));
        db_yield();
        TRY(read_pieces_now(db, merge->index, &p, e));
    }
    return OK;
}

enum err_kind search_merge_all(struct db *db, int64_t pages, struct err *e)
{
    for (int i = 0; i < INDEXES; i++) {
        struct merge merge = {&indexes[i], pages, STEP_CONTINUE};
        TRY(continue_join(db, &merge, e));
        merge.step = STEP_START_ALL;
        TRY(db_write(db, merge_job, &merge, e));
        TRY(continue_join(db, &merge, e));
    }
    return OK;
}

/* SPDX-License-Identifier: MIT */
/* Keeps the readers' index up to date. An article's row in search_doc records what the index has of
 * it, and by which folding, so removing it needs only that row, however the article or the program
 * has changed since. A row is in the index if its generation is the index's own: the index is
 * emptied by raising the number.
 *
 * Filling visits all articles from the newest to the oldest, and does what is to be done for each:
 * add it, make its text anew, or nothing. So it is the same for an empty index, for articles that
 * were added past the program, and for an index of an older folding. Its place is in the database
 * and moves on in the transaction of each batch, so it may end anywhere, and any server goes on. */
#include "core/search/index/index.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/keyset.h"
#include "core/news/article.h"
#include "core/search/index/desk.h"
#include "core/search/index/doc.h"
#include "core/search/index/slot.h"
#include "core/search/index/state.h"
#include "core/search/index/words.h"

/* ---- one article ---- */

struct upkeep {
    struct db_conn *c;
    int64_t generation, docs;
    struct word_sum *words;
};

/* What is to be done for an article. A batch is done in steps, each for all its articles, because
 * FTS5 starts a new piece of its index whenever something else is written in between. */
struct change {
    int64_t article_id, published_at;
    struct search_doc was, now; /* now.id 0 until change_write: not known yet */
    bool remove_text, remove_row, put;
};

static enum err_kind sum_words(struct upkeep *upkeep, const struct search_doc *doc, int sign,
                               struct err *e)
{
    word_sum_begin(upkeep->words, sign);
    for (int i = 0; i < SEARCH_PARTS; i++)
        TRY(word_sum_text(upkeep->words, upkeep->c, doc->folding, doc->part[i], e));
    upkeep->docs += sign;
    return OK;
}

static enum err_kind run_on_doc(struct upkeep *upkeep, enum sql_id sql, int64_t article_id,
                                const struct search_doc *doc, struct err *e)
{
    struct stmt *s = db_stmt(upkeep->c, sql);
    stmt_int(s, ARG_ID, doc->id);
    stmt_int(s, ARG_FOLDING, doc->folding);
    stmt_text(s, ARG_TITLE, doc->part[0]);
    stmt_text(s, ARG_STANDFIRST, doc->part[1]);
    stmt_text(s, ARG_BODY, doc->part[2]);
    stmt_text(s, ARG_TAGS, doc->part[3]);
    stmt_text(s, ARG_FACETS, doc->part[4]);
    if (sql == SQL_SEARCH_DOC_PUT) {
        stmt_int(s, ARG_ARTICLE_ID, article_id);
        stmt_int(s, ARG_GENERATION, upkeep->generation);
    }
    return stmt_run(s, e);
}

/* Finds out what is to be done for the article. Writes nothing. Texts are in A. */
static enum err_kind change_plan(struct upkeep *upkeep, int64_t article_id, struct arena *a,
                                 struct change *out, struct err *e)
{
    struct article art = {0};
    struct change it = {.article_id = article_id};
    TRY(search_doc_get(upkeep->c, article_id, a, &it.was, e));
    enum err_kind kind = article_by_id(upkeep->c, article_id, a, &art, e);
    if (kind != OK && kind != ERR_NOT_FOUND)
        return kind;
    bool wanted = kind == OK && art.status == ARTICLE_PUBLISHED;
    bool indexed = it.was.id != 0 && it.was.generation == upkeep->generation;
    bool stays = false; /* it keeps its id */
    if (wanted)
        TRY(search_doc_make(upkeep->c, a, &art, &it.now, e));
    if (wanted && it.was.id != 0)
        TRY(search_slot_fits(upkeep->c, &art, it.was.id, &stays, e));
    it.published_at = art.published_at;
    if (!stays || !indexed || !search_doc_equal(&it.was, &it.now)) {
        it.remove_text = indexed;
        it.remove_row = it.was.id != 0 && !stays;
        it.put = wanted;
        it.now.id = stays ? it.was.id : 0;
    }
    *out = it;
    return OK;
}

static enum err_kind change_remove(struct upkeep *upkeep, const struct change *it, struct err *e)
{
    if (!it->remove_text)
        return OK;
    TRY(run_on_doc(upkeep, SQL_SEARCH_TEXT_REMOVE, 0, &it->was, e));
    return sum_words(upkeep, &it->was, -1, e);
}

static enum err_kind change_write(struct upkeep *upkeep, struct change *it, struct err *e)
{
    if (it->remove_row) {
        struct stmt *s = db_stmt(upkeep->c, SQL_SEARCH_DOC_REMOVE);
        stmt_int(s, ARG_ID, it->was.id);
        TRY(stmt_run(s, e));
    }
    if (!it->put)
        return OK;
    const struct article art = {.id = it->article_id, .published_at = it->published_at};
    if (it->now.id == 0)
        TRY(search_slot_for(upkeep->c, &art, &it->now.id, e));
    return run_on_doc(upkeep, SQL_SEARCH_DOC_PUT, it->article_id, &it->now, e);
}

static enum err_kind change_add(struct upkeep *upkeep, const struct change *it, struct err *e)
{
    if (!it->put)
        return OK;
    TRY(run_on_doc(upkeep, SQL_SEARCH_TEXT_ADD, 0, &it->now, e));
    return sum_words(upkeep, &it->now, 1, e);
}

static enum err_kind update_article(struct upkeep *upkeep, int64_t article_id, struct arena *a,
                                    struct err *e)
{
    struct change it;
    TRY(change_plan(upkeep, article_id, a, &it, e));
    TRY(change_remove(upkeep, &it, e));
    TRY(change_write(upkeep, &it, e));
    return change_add(upkeep, &it, e);
}

enum err_kind search_index_is_stale(struct db_conn *c, int64_t article_id, struct arena *a,
                                    bool *out, struct err *e)
{
    struct article art;
    struct search_doc was, now;
    *out = false;
    TRY(search_doc_get(c, article_id, a, &was, e));
    enum err_kind kind = article_by_id(c, article_id, a, &art, e);
    if (kind != OK)
        return kind == ERR_NOT_FOUND ? OK : kind;
    TRY(search_doc_make(c, a, &art, &now, e));
    bool fits;
    TRY(search_slot_fits(c, &art, was.id, &fits, e));
    *out = !fits || !search_doc_equal(&was, &now);
    return OK;
}

enum err_kind search_unless_damaged(enum err_kind kind, const struct err *e)
{
    if (kind != ERR_DB || e->cause == CAUSE_FILES)
        return kind;
    log_error("%s; `broadsheet reindex` builds the search index again", e->msg);
    return OK;
}

static enum err_kind write_totals(struct upkeep *upkeep, struct err *e)
{
    TRY(word_sum_write(upkeep->words, upkeep->c, e));
    struct stmt *s = db_stmt(upkeep->c, SQL_SEARCH_STATE_ADD_DOCS);
    stmt_int(s, ARG_DOCS, upkeep->docs);
    return stmt_run(s, e);
}

/* A program of an older folding tells newer ones that they must make its texts anew. */
static enum err_kind note_older_folding(struct db_conn *c, struct search_state *state,
                                        struct err *e)
{
    if (state->target <= FOLDING_NOW)
        return OK;
    state->target = FOLDING_NOW;
    if (state->folding > FOLDING_NOW)
        state->folding = FOLDING_NOW;
    if (state->desk_folding > FOLDING_NOW)
        state->desk_folding = FOLDING_NOW;
    return search_state_set(c, state, e);
}

enum err_kind search_index_put(struct db_conn *c, int64_t article_id, struct err *e)
{
    struct search_state state;
    TRY(search_state_get(c, &state, e));
    TRY(note_older_folding(c, &state, e));
    struct upkeep upkeep = {.c = c, .generation = state.generation, .words = word_sum_new()};
    struct arena *a = arena_new(64 * 1024);
    enum err_kind kind = update_article(&upkeep, article_id, a, e);
    if (kind == OK)
        kind = write_totals(&upkeep, e);
    arena_free(&a);
    word_sum_free(&upkeep.words);
    return kind == OK ? OK : err_wrap(e, "the search index");
}

/* ---- filling ---- */

struct fill {
    int64_t limit, until_ms;
    struct upkeep upkeep;
    struct arena *arena; /* for the batch */
};

struct place {
    int64_t id, at;
    bool done;
};

/* The next published articles before the key. */
static enum err_kind next_articles(struct fill *fill, const struct search_state *state,
                                   struct place **out, int64_t *n, struct err *e)
{
    struct stmt *s;
    struct keyset rows = keyset_begin(fill->upkeep.c, SQL_SEARCH_FILL_SAME, SQL_SEARCH_FILL_NEXT,
                                      state->key_at, state->key_id, fill->limit);
    struct place *places = ARENA_ARRAY(fill->arena, struct place, (size_t)fill->limit);
    for (*n = 0; *n < fill->limit && (s = keyset_next(&rows)) != NULL; ++*n) {
        bool indexed = stmt_col_int(s, COL_GENERATION) == state->generation;
        places[*n] = (struct place){stmt_col_int(s, COL_ID), stmt_col_int(s, COL_PUBLISHED_AT),
                                    indexed && stmt_col_int(s, COL_FOLDING) >= FOLDING_NOW};
    }
    *out = places;
    return keyset_done(&rows, e);
}

static size_t doc_bytes(const struct search_doc *doc)
{
    size_t n = 0;
    for (int i = 0; i < SEARCH_PARTS; i++)
        n += doc->part[i].n;
    return n;
}

static int by_id(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    return x->now.id < y->now.id ? -1 : x->now.id > y->now.id;
}

/* Plans the changes of the articles of PLACES that are not done, from the last one on, until the
 * time is over or GATHERED_MAX is reached. *left is the number not looked at. */
static enum err_kind plan_some(struct fill *fill, const struct place *places, int64_t n,
                               struct change *changes, size_t *n_changes, int64_t *left,
                               struct err *e)
{
    enum { GATHERED_MAX = 32 * 1024 * 1024 };
    size_t bytes = 0;
    *n_changes = 0;
    for (*left = n; *left > 0; --*left) {
        const struct place *p = &places[*left - 1];
        if (*left < n && (clock_mono_ms() >= fill->until_ms || bytes > GATHERED_MAX))
            return OK;
        if (p->done)
            continue;
        struct change *it = &changes[(*n_changes)++];
        TRY(change_plan(&fill->upkeep, p->id, fill->arena, it, e));
        bytes += doc_bytes(&it->was) + doc_bytes(&it->now);
    }
    return OK;
}

/* FTS5 starts a new piece of its index whenever ids go down, too. */
static enum err_kind do_changes(struct upkeep *upkeep, struct change *changes, size_t n,
                                struct err *e)
{
    for (size_t i = 0; i < n; i++)
        TRY(change_remove(upkeep, &changes[i], e));
    for (size_t i = 0; i < n; i++)
        TRY(change_write(upkeep, &changes[i], e));
    qsort(changes, n, sizeof *changes, by_id);
    for (size_t i = 0; i < n; i++)
        TRY(change_add(upkeep, &changes[i], e));
    return OK;
}

/* Adds what is missing of the next batch, oldest first, and makes anew what has an older folding.
 * If time runs out, only a part is done; the next turn skips that part. */
static enum err_kind fill_batch(struct fill *fill, struct search_state *state, struct err *e)
{
    struct place *places;
    int64_t n, left;
    size_t n_changes;
    TRY(next_articles(fill, state, &places, &n, e));
    struct change *changes = ARENA_ARRAY(fill->arena, struct change, (size_t)n + 1);
    TRY(plan_some(fill, places, n, changes, &n_changes, &left, e));
    TRY(do_changes(&fill->upkeep, changes, n_changes, e));
    if (left > 0)
        return OK;
    if (n > 0) {
        state->key_at = places[n - 1].at;
        state->key_id = places[n - 1].id;
    } else {
        state->phase = SEARCH_CLEANING;
        state->key_id = 0;
    }
    return search_state_set(fill->upkeep.c, state, e);
}

/* Removes what does not belong to a published article, from the key on. */
static enum err_kind clean_batch(struct fill *fill, struct search_state *state, struct err *e)
{
    struct stmt *s = db_stmt(fill->upkeep.c, SQL_SEARCH_CLEAN_NEXT);
    stmt_int(s, ARG_KEY_ID, state->key_id);
    stmt_int(s, ARG_ROW_LIMIT, fill->limit);
    int64_t *stray = ARENA_ARRAY(fill->arena, int64_t, (size_t)fill->limit), n = 0, rows = 0;
    for (; rows < fill->limit && stmt_next(s); rows++) {
        state->key_id = stmt_col_int(s, COL_ARTICLE_ID);
        if (stmt_col_int(s, COL_STATUS) != ARTICLE_PUBLISHED)
            stray[n++] = state->key_id;
    }
    TRY(stmt_done(s, e));
    for (int64_t i = 0; i < n; i++)
        TRY(update_article(&fill->upkeep, stray[i], fill->arena, e));
    if (rows < fill->limit) {
        state->phase = SEARCH_WHOLE;
        state->folding = state->target;
        state->gap = state->published - state->docs - fill->upkeep.docs;
    }
    return search_state_set(fill->upkeep.c, state, e);
}

/* Starts from the newest article again. What is in the index stays, and is found, until its turn
 * comes. */
static enum err_kind start_filling(struct db_conn *c, struct search_state *state, struct err *e)
{
    state->phase = SEARCH_FILLING;
    state->key_at = INT64_MAX;
    state->key_id = 0;
    if (state->target < FOLDING_NOW)
        state->desk_key = 0;
    state->target = FOLDING_NOW;
    return search_state_set(c, state, e);
}

static enum err_kind fill_step(struct fill *fill, struct search_state *state, struct err *e)
{
    struct db_conn *c = fill->upkeep.c;
    bool changed_elsewhere = state->phase == SEARCH_WHOLE && !search_state_is_complete(state);
    if (state->phase == SEARCH_OUTDATED || state->target < FOLDING_NOW || changed_elsewhere)
        TRY(start_filling(c, state, e));
    if (state->desk_folding < FOLDING_NOW)
        TRY(search_desk_refold(c, state, fill->limit, e));
    if (state->desk_id < state->newest_id)
        TRY(search_desk_fill(c, state->desk_id, fill->limit, e));
    if (state->phase == SEARCH_FILLING)
        TRY(fill_batch(fill, state, e));
    else if (state->phase == SEARCH_CLEANING)
        TRY(clean_batch(fill, state, e));
    return write_totals(&fill->upkeep, e);
}

static enum err_kind fill_job(struct db_conn *c, void *arg, struct err *e)
{
    struct fill *it = arg;
    struct search_state state;
    TRY(search_state_get(c, &state, e));
    it->upkeep = (struct upkeep){.c = c, .generation = state.generation, .words = word_sum_new()};
    it->arena = arena_new(64 * 1024);
    enum err_kind kind = fill_step(it, &state, e);
    arena_free(&it->arena);
    word_sum_free(&it->upkeep.words);
    return kind;
}

enum err_kind search_index_progress(struct db_conn *c, struct search_progress *out, struct err *e)
{
    struct search_state state;
    TRY(search_state_get(c, &state, e));
    *out = (struct search_progress){
        .docs = state.docs,
        .published = state.published,
        .whole = search_state_is_whole(&state) && search_state_desk_is_whole(&state),
        .anew = state.folding < FOLDING_NOW || state.desk_folding < FOLDING_NOW};
    return OK;
}

static enum err_kind read_progress(struct db *db, struct search_progress *out, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = search_index_progress(c, out, e);
    db_end(db, &c);
    return kind;
}

enum err_kind search_index_fill(struct db *db, int64_t limit, int64_t ms,
                                struct search_progress *out, struct err *e)
{
    TRY(read_progress(db, out, e));
    if (out->whole)
        return OK;
    struct fill fill = {.limit = limit, .until_ms = clock_mono_ms() + ms};
    enum err_kind kind = db_write(db, fill_job, &fill, e);
    if (kind != OK)
        return err_wrap(e, "filling the search index");
    return read_progress(db, out, e);
}

/* ---- emptying ---- */

static enum err_kind clear_job(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    TRY(search_state_restart(c, e));
    return search_desk_clear(c, e);
}

enum err_kind search_index_clear(struct db *db, struct err *e)
{
    return db_write(db, clear_job, NULL, e);
}

/* SPDX-License-Identifier: MIT */
/* Keeps the readers' index up to date. An article's row in search_doc records what the index has of
 * it, so removing it needs only that row, however the article has changed since. A row is in the
 * index if its generation is the index's own: the index is emptied by raising the number. */
#include "core/search/index/index.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
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

static enum err_kind sum_words(struct upkeep *upkeep, const struct search_doc *doc, int sign,
                               struct err *e)
{
    word_sum_begin(upkeep->words, sign);
    for (int i = 0; i < SEARCH_PARTS; i++)
        TRY(word_sum_text(upkeep->words, upkeep->c, doc->part[i], e));
    upkeep->docs += sign;
    return OK;
}

static enum err_kind run_on_id(struct db_conn *c, enum sql_id sql, int64_t id, struct err *e)
{
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, ARG_ID, id);
    return stmt_run(s, e);
}

static void bind_doc(struct stmt *s, const struct search_doc *doc)
{
    stmt_int(s, ARG_ID, doc->id);
    stmt_text(s, ARG_TITLE, doc->part[0]);
    stmt_text(s, ARG_STANDFIRST, doc->part[1]);
    stmt_text(s, ARG_BODY, doc->part[2]);
    stmt_text(s, ARG_TAGS, doc->part[3]);
    stmt_text(s, ARG_FACETS, doc->part[4]);
}

static enum err_kind write_doc(struct upkeep *upkeep, int64_t article_id,
                               const struct search_doc *doc, struct err *e)
{
    struct stmt *s = db_stmt(upkeep->c, SQL_SEARCH_DOC_PUT);
    bind_doc(s, doc);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_GENERATION, upkeep->generation);
    return stmt_run(s, e);
}

static enum err_kind remove_text(struct upkeep *upkeep, const struct search_doc *was, struct err *e)
{
    TRY(run_on_id(upkeep->c, SQL_SEARCH_TEXT_REMOVE, was->id, e));
    return sum_words(upkeep, was, -1, e);
}

static enum err_kind add_text(struct upkeep *upkeep, const struct search_doc *doc, struct err *e)
{
    struct stmt *s = db_stmt(upkeep->c, SQL_SEARCH_TEXT_ADD);
    bind_doc(s, doc);
    TRY(stmt_run(s, e));
    return sum_words(upkeep, doc, 1, e);
}

/* Brings the article's row up to date, and removes its text from the index if that has changed.
 * *now is then what to add; id 0: nothing. */
static enum err_kind prepare_doc(struct upkeep *upkeep, int64_t article_id, struct arena *a,
                                 struct search_doc *now, struct err *e)
{
    struct article art = {0};
    struct search_doc was;
    *now = (struct search_doc){0};
    TRY(search_doc_get(upkeep->c, article_id, a, &was, e));
    enum err_kind kind = article_by_id(upkeep->c, article_id, a, &art, e);
    if (kind != OK && kind != ERR_NOT_FOUND)
        return kind;
    bool wanted = kind == OK && art.status == ARTICLE_PUBLISHED;
    bool indexed = was.id != 0 && was.generation == upkeep->generation;
    bool stays = false; /* it keeps its id */
    struct search_doc fresh = {0};
    if (wanted)
        TRY(search_doc_make(upkeep->c, a, &art, &fresh, e));
    if (wanted && was.id != 0)
        TRY(search_slot_fits(upkeep->c, &art, was.id, &stays, e));
    if (stays && indexed && search_doc_equal(&was, &fresh))
        return OK;
    if (indexed)
        TRY(remove_text(upkeep, &was, e));
    if (was.id != 0 && !stays)
        TRY(run_on_id(upkeep->c, SQL_SEARCH_DOC_REMOVE, was.id, e));
    if (!wanted)
        return OK;
    fresh.id = was.id;
    if (!stays)
        TRY(search_slot_for(upkeep->c, &art, &fresh.id, e));
    *now = fresh;
    return write_doc(upkeep, article_id, now, e);
}

static enum err_kind update_article(struct upkeep *upkeep, int64_t article_id, struct arena *a,
                                    struct err *e)
{
    struct search_doc now;
    TRY(prepare_doc(upkeep, article_id, a, &now, e));
    return now.id != 0 ? add_text(upkeep, &now, e) : OK;
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

enum err_kind search_index_put(struct db_conn *c, int64_t article_id, struct err *e)
{
    struct search_state state;
    TRY(search_state_get(c, &state, e));
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
    int64_t id, at, generation;
};

/* The next published articles before the key. */
static enum err_kind next_articles(struct fill *fill, const struct search_state *state,
                                   struct place **out, int64_t *n, struct err *e)
{
    struct stmt *s = db_stmt(fill->upkeep.c, SQL_SEARCH_FILL_NEXT);
    stmt_int(s, ARG_KEY_AT, state->key_at);
    stmt_int(s, ARG_KEY_ID, state->key_id);
    stmt_int(s, ARG_ROW_LIMIT, fill->limit);
    struct place *places = ARENA_ARRAY(fill->arena, struct place, (size_t)fill->limit);
    for (*n = 0; *n < fill->limit && stmt_next(s); ++*n)
        places[*n] = (struct place){stmt_col_int(s, COL_ID), stmt_col_int(s, COL_PUBLISHED_AT),
                                    stmt_col_int(s, COL_GENERATION)};
    *out = places;
    return stmt_done(s, e);
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
    const struct search_doc *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Writes the rows of the articles of PLACES that are missing, from the last one on, until the time
 * is over or GATHERED_MAX is reached. *left is the number not looked at. */
static enum err_kind prepare_some(struct fill *fill, const struct place *places, int64_t n,
                                  struct search_doc *docs, int64_t *n_docs, int64_t *left,
                                  struct err *e)
{
    enum { GATHERED_MAX = 32 * 1024 * 1024 };
    size_t bytes = 0;
    *n_docs = 0;
    for (*left = n; *left > 0; --*left) {
        const struct place *p = &places[*left - 1];
        if (*left < n && (clock_mono_ms() >= fill->until_ms || bytes > GATHERED_MAX))
            return OK;
        if (p->generation == fill->upkeep.generation)
            continue;
        struct search_doc *doc = &docs[*n_docs];
        TRY(prepare_doc(&fill->upkeep, p->id, fill->arena, doc, e));
        bytes += doc_bytes(doc);
        *n_docs += doc->id != 0;
    }
    return OK;
}

/* Adds what is missing of the next batch: oldest first, and all rows before the index, because FTS5
 * starts a new piece of its index whenever ids go down and whenever something else is written in
 * between. If time runs out, only a part is done; the next turn skips that part. */
static enum err_kind fill_batch(struct fill *fill, struct search_state *state, struct err *e)
{
    struct place *places;
    int64_t n, n_docs, left;
    TRY(next_articles(fill, state, &places, &n, e));
    struct search_doc *docs = ARENA_ARRAY(fill->arena, struct search_doc, (size_t)n + 1);
    TRY(prepare_some(fill, places, n, docs, &n_docs, &left, e));
    qsort(docs, (size_t)n_docs, sizeof *docs, by_id);
    for (int64_t i = 0; i < n_docs; i++)
        TRY(add_text(&fill->upkeep, &docs[i], e));
    if (left > 0)
        return OK;
    if (n > 0) {
        state->key_at = places[n - 1].at;
        state->key_id = places[n - 1].id;
    } else {
        *state = (struct search_state){.phase = SEARCH_CLEANING, .generation = state->generation};
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
        state->gap = state->published - state->docs - fill->upkeep.docs;
    }
    return search_state_set(fill->upkeep.c, state, e);
}

static enum err_kind clear_job(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    TRY(search_state_restart(c, e));
    return search_desk_clear(c, e);
}

static enum err_kind fill_step(struct fill *fill, struct search_state *state, struct err *e)
{
    if (state->phase == SEARCH_OUTDATED)
        return clear_job(fill->upkeep.c, NULL, e);
    if (state->desk_id < state->newest_id)
        TRY(search_desk_fill(fill->upkeep.c, state->desk_id, fill->limit, e));
    if (state->phase == SEARCH_WHOLE && !search_state_is_whole(state)) {
        *state = (struct search_state){.generation = state->generation,
                                       .phase = SEARCH_FILLING,
                                       .docs = state->docs,
                                       .published = state->published,
                                       .key_at = INT64_MAX};
    }
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
    *out = (struct search_progress){.docs = state.docs,
                                    .published = state.published,
                                    .whole = search_state_is_whole(&state) &&
                                             state.desk_id >= state.newest_id};
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

enum err_kind search_index_clear(struct db *db, struct err *e)
{
    return db_write(db, clear_job, NULL, e);
}

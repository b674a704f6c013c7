/* SPDX-License-Identifier: MIT */
/* Counts views in the file, and flushes the counts into the database. views_internal.h has the
 * file's layout.
 *
 * Exactness. Counters only grow. To count: add one, then set the article's dirty bit if it is
 * clear. To flush: for each dirty bit, write the counter's absolute values to view_total and add
 * the difference to the old values to the rows of the day and the hour, in one transaction that
 * reads the old values itself. After the commit clear the bit, then read the counters again and set
 * the bit if they have changed meanwhile. A crash before the commit leaves the bit set. A crash
 * after it leaves a bit whose flush changes nothing. If two processes flush the same counters, the
 * difference is added once, since each reads the old values under the write lock. (Adds and bit
 * operations are sequentially consistent: a thread that saw the bit cleared sees the add.)
 *
 * Invariant: only flush_one writes the rows of view_total of this node. */
#include "core/views/views_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/log.h"

enum { FLUSH_BATCH = 1000 };

/* ---- counting ---- */

uint64_t views_add(struct views *v, int64_t article_id, enum view_reason reason)
{
    struct line *line;
    _Atomic uint64_t *word;
    uint64_t bit;
    if (!views_find(v, article_id, &line, &word, &bit)) {
        struct err e;
        if (views_reserve(v, article_id, &e) != OK ||
            !views_find(v, article_id, &line, &word, &bit)) {
            log_error("a view of article %" PRId64 " was not counted: %s", article_id, e.msg);
            return 0;
        }
    }
    uint64_t n = atomic_fetch_add(&line->n[reason], 1) + 1;
    views_mark(word, bit);
    atomic_fetch_add_explicit(&v->total[reason], 1, memory_order_relaxed);
    if (article_id > atomic_load_explicit(&v->highest_id, memory_order_relaxed))
        atomic_store_explicit(&v->highest_id, article_id, memory_order_relaxed);
    return n;
}

uint64_t views_total(const struct views *v, enum view_reason reason)
{
    return atomic_load_explicit(&v->total[reason], memory_order_relaxed);
}

uint64_t views_get(const struct views *v, int64_t article_id, enum view_reason reason)
{
    struct line *line;
    _Atomic uint64_t *word;
    uint64_t bit;
    return views_find(v, article_id, &line, &word, &bit) ? atomic_load(&line->n[reason]) : 0;
}

/* ---- reading rows ---- */

void view_counts_from_row(struct stmt *s, int64_t n[VIEW_REASONS])
{
    static const enum sql_column columns[VIEW_REASONS] = {
        COL_COUNTED, COL_ROBOT, COL_AI_ROBOT, COL_PREFETCH, COL_STAFF, COL_REPEAT, COL_OTHER};
    for (int i = 0; i < VIEW_REASONS; i++)
        n[i] = stmt_col_int(s, columns[i]);
}

static void bind_counts(struct stmt *s, const int64_t n[VIEW_REASONS])
{
    static const enum sql_arg args[VIEW_REASONS] = {
        ARG_COUNTED, ARG_ROBOT, ARG_AI_ROBOT, ARG_PREFETCH, ARG_STAFF, ARG_REPEAT, ARG_OTHER};
    for (int i = 0; i < VIEW_REASONS; i++)
        stmt_int(s, args[i], n[i]);
}

/* ---- flushing ---- */

struct flush_item {
    int64_t article_id;
    int64_t n[VIEW_REASONS];
};

struct flush {
    struct view_time when;
    uint64_t number; /* the number of the last batch that changed anything */
    int n;
    struct flush_item items[FLUSH_BATCH];
};

static enum err_kind store_total(struct db_conn *c, int64_t article_id,
                                 const int64_t n[VIEW_REASONS], struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_PUT);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_text(s, ARG_NODE, VIEWS_NODE);
    bind_counts(s, n);
    return stmt_run(s, e);
}

static enum err_kind add_day(struct db_conn *c, int64_t article_id, int64_t day,
                             const int64_t n[VIEW_REASONS], struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_DAY_ADD);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_DAY, day);
    bind_counts(s, n);
    return stmt_run(s, e);
}

/* Adds readers' views to the hour's row, and notes that the article may rise in the rankings. */
static enum err_kind add_readers(struct db_conn *c, int64_t article_id, int64_t hour, int64_t n,
                                 struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_HOUR_ADD);
    stmt_int(s, ARG_HOUR, hour);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_COUNTED, n);
    TRY(stmt_run(s, e));
    s = db_stmt(c, SQL_VIEW_FRESH_ADD);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    return stmt_run(s, e);
}

static enum err_kind add_site_day(struct db_conn *c, int64_t day, const int64_t n[VIEW_REASONS],
                                  struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_SITE_VIEW_DAY_ADD);
    stmt_int(s, ARG_DAY, day);
    bind_counts(s, n);
    return stmt_run(s, e);
}

/* Stores one article's counters, and adds the difference to SITE. */
static enum err_kind flush_one(struct db_conn *c, const struct flush_item *item,
                               struct view_time when, int64_t site[VIEW_REASONS], struct err *e)
{
    int64_t old[VIEW_REASONS] = {0}, total[VIEW_REASONS], fresh[VIEW_REASONS];
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_GET);
    stmt_int(s, ARG_ARTICLE_ID, item->article_id);
    stmt_text(s, ARG_NODE, VIEWS_NODE);
    if (stmt_next(s))
        view_counts_from_row(s, old);
    TRY(stmt_done(s, e));
    bool any = false;
    for (int i = 0; i < VIEW_REASONS; i++) {
        total[i] = item->n[i] > old[i] ? item->n[i] : old[i];
        fresh[i] = total[i] - old[i];
        any = any || fresh[i] > 0;
    }
    if (!any)
        return OK;
    TRY(store_total(c, item->article_id, total, e));
    TRY(add_day(c, item->article_id, when.day, fresh, e));
    if (db_changes(c) == 0)
        return OK; /* the article does not exist */
    for (int i = 0; i < VIEW_REASONS; i++)
        site[i] += fresh[i];
    if (fresh[VIEW_COUNTED] == 0)
        return OK;
    return add_readers(c, item->article_id, when.hour, fresh[VIEW_COUNTED], e);
}

/* Numbers the batch; views_file.c says what the number is for. */
static enum err_kind number_flush(struct db_conn *c, uint64_t *number, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_FLUSH_RAISE);
    stmt_text(s, ARG_NODE, VIEWS_NODE);
    if (stmt_next(s))
        *number = (uint64_t)stmt_col_int(s, COL_N);
    return stmt_run(s, e);
}

static enum err_kind flush_job(struct db_conn *c, void *arg, struct err *e)
{
    struct flush *flush = arg;
    int64_t site[VIEW_REASONS] = {0}, any = 0;
    for (int i = 0; i < flush->n; i++)
        TRY(flush_one(c, &flush->items[i], flush->when, site, e));
    for (int i = 0; i < VIEW_REASONS; i++)
        any += site[i];
    if (any == 0)
        return OK;
    TRY(add_site_day(c, flush->when.day, site, e));
    return number_flush(c, &flush->number, e);
}

static void load_line(const struct line *line, int64_t n[VIEW_REASONS])
{
    for (int i = 0; i < VIEW_REASONS; i++)
        n[i] = (int64_t)atomic_load(&line->n[i]);
}

/* Clears the dirty bits of the flushed items, and sets those again whose counters have changed
 * meanwhile. */
static void clear_flushed(struct views *v, const struct flush *flush)
{
    for (int i = 0; i < flush->n; i++) {
        struct line *line;
        _Atomic uint64_t *word;
        uint64_t bit;
        int64_t now[VIEW_REASONS];
        if (!views_find(v, flush->items[i].article_id, &line, &word, &bit))
            continue;
        atomic_fetch_and(word, ~bit);
        load_line(line, now);
        if (memcmp(now, flush->items[i].n, sizeof now) != 0)
            atomic_fetch_or(word, bit);
    }
}

/* Records in the file's header that it is flushed up to NUMBER; another process may have recorded a
 * later one. */
static void note_flush(struct views *v, uint64_t number)
{
    uint64_t noted = atomic_load(&v->header->flush);
    while (noted < number && !atomic_compare_exchange_weak(&v->header->flush, &noted, number))
        ;
}

static enum err_kind flush_batch(struct views *v, struct db *db, struct flush *flush,
                                 int64_t *flushed, struct err *e)
{
    if (flush->n == 0)
        return OK;
    TRY(db_write(db, flush_job, flush, e));
    note_flush(v, flush->number);
    clear_flushed(v, flush);
    *flushed += flush->n;
    flush->n = 0;
    return OK;
}

static enum err_kind flush_word(struct views *v, struct db *db, struct flush *flush, uint64_t chunk,
                                size_t word, int64_t *flushed, struct err *e)
{
    uint64_t bits = atomic_load(&chunk_at(v, chunk)->dirty[word]);
    for (; bits != 0; bits &= bits - 1) {
        size_t at = word * 64 + (size_t)__builtin_ctzll(bits);
        struct flush_item *item = &flush->items[flush->n++];
        item->article_id = (int64_t)(chunk * CHUNK_ARTICLES + at);
        load_line(&chunk_at(v, chunk)->lines[at], item->n);
        if (flush->n == FLUSH_BATCH)
            TRY(flush_batch(v, db, flush, flushed, e));
    }
    return OK;
}

struct view_time view_time_at(const struct locale *l, int64_t epoch_s)
{
    struct civil t = locale_civil(l, epoch_s);
    return (struct view_time){
        .day = (int64_t)t.year * 10000 + t.month * 100 + t.day,
        .hour = epoch_s / 3600,
    };
}

int64_t view_day_before(const struct locale *l, int64_t epoch_s, int days)
{
    /* Noon minus whole days: a day of 23 or 25 hours makes no difference. */
    struct civil t = locale_civil(l, epoch_s);
    t.hour = 12;
    struct err e;
    if (locale_epoch(l, t, &epoch_s, &e) != OK)
        assert(!"noon of a date that the locale gave");
    return view_time_at(l, epoch_s - (int64_t)days * 24 * 3600).day;
}

enum err_kind views_flush(struct views *v, struct db *db, struct view_time when, int64_t *flushed,
                          struct err *e)
{
    struct flush *flush = check_memory(malloc(sizeof *flush));
    flush->when = when;
    flush->number = 0;
    flush->n = 0;
    *flushed = 0;
    enum err_kind kind = OK;
    uint64_t chunks = atomic_load(&v->header->chunks);
    for (uint64_t c = 0; c < chunks && kind == OK; c++)
        for (size_t w = 0; w < CHUNK_ARTICLES / 64 && kind == OK; w++)
            if (atomic_load_explicit(&chunk_at(v, c)->dirty[w], memory_order_relaxed) != 0)
                kind = flush_word(v, db, flush, c, w, flushed, e);
    if (kind == OK)
        kind = flush_batch(v, db, flush, flushed, e);
    free(flush);
    if (kind == OK) /* stay half a chunk ahead, so that counting need not wait for the disk */
        kind = views_reserve(v, atomic_load(&v->highest_id) + CHUNK_ARTICLES / 2, e);
    return kind;
}

/* ---- reports ---- */

enum err_kind view_days(struct db_conn *c, int64_t article_id, int64_t limit, struct arena *a,
                        struct view_days *out, struct err *e)
{
    *out = (struct view_days){.items = ARENA_ARRAY(a, struct view_day, (size_t)limit)};
    struct stmt *s = db_stmt(c, SQL_VIEW_DAY_LIST);
    stmt_int(s, ARG_ARTICLE_ID, article_id);
    stmt_int(s, ARG_ROW_LIMIT, limit);
    while (out->n < (size_t)limit && stmt_next(s)) {
        struct view_day *day = &out->items[out->n++];
        day->day = stmt_col_int(s, COL_DAY);
        view_counts_from_row(s, day->n);
    }
    return stmt_done(s, e);
}

enum err_kind views_verify(struct views *v, struct db *db,
                           void (*report)(void *arg, const char *sentence), void *arg,
                           struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_ALL);
    stmt_text(s, ARG_NODE, VIEWS_NODE);
    while (stmt_next(s)) {
        int64_t id = stmt_col_int(s, COL_ARTICLE_ID), stored[VIEW_REASONS];
        view_counts_from_row(s, stored);
        if (views_get(v, id, VIEW_COUNTED) >= (uint64_t)stored[VIEW_COUNTED])
            continue;
        char sentence[200];
        snprintf(sentence, sizeof sentence,
                 "article %" PRId64 " has %" PRId64 " views in the database but %" PRIu64
                 " in the counter file",
                 id, stored[VIEW_COUNTED], views_get(v, id, VIEW_COUNTED));
        report(arg, sentence);
    }
    enum err_kind kind = stmt_done(s, e);
    db_end(db, &c);
    return kind;
}

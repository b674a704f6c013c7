/* SPDX-License-Identifier: MIT */
/* How the rankings are made. An article's number in a span is always summed afresh from its rows by
 * key (at most 25 hours, 30 days, or its total), so no running sum can drift. The question is only
 * which articles to sum.
 *
 * An article's number in a span rises in one way: by a flush that counts readers' views. The same
 * transaction puts the article into view_fresh. (A trigger does so if views counted elsewhere are
 * entered by hand.) Otherwise numbers fall, as hours and days leave the span. So a step looks at
 * fresh articles only, and offers each to the five rankings of RANKING_MAX candidates. The last
 * step of a round sums the candidates again and shows the published ones at the top.
 *
 * Why this is correct: an article outside a ranking was refused and has not been read since, so it
 * has at most the number it had then. `refused` is the greatest number that was ever refused.
 * Refusals older than the span no longer matter, so two halves of this number take turns
 * (refused_before). While the last shown article has at least that number, no article outside can
 * belong above it, whatever the numbers do. There are many candidates, so this normally holds by
 * far: it fails only if readers disappear so quickly that today's tenth has less than the two
 * hundredth of the previous span. When it does fail (a quiet night after a loud day, or many
 * articles withdrawn at once), everything in the span is looked at again, a batch of rows at each
 * step.
 *
 * Articles last read before this table existed were put into view_fresh by the schema. A clock that
 * is set back can make a number rise by itself; this is noticed when the article is next read.
 *
 * Each span contains the shorter ones, so a number in a longer span bounds those in shorter ones:
 * for most fresh articles only the total is looked up.
 *
 * Rejected: an index over each article's running sums, updated with every view (some fifteen pages
 * of the file for each article read, however rarely); and reading all rows of the span each minute
 * (millions on a large site). */
#include "core/popular/popular.h"

#include <stdlib.h>

#include "base/die.h"
#include "core/popular/popular_board.h"
#include "core/popular/popular_sum.h"

enum {
    FRESH_BATCH = 500,
    SEED_BATCH = 1000,
    SEED_PAUSE_S = 600, /* between two complete readings of a span */
};

struct round {
    struct popular_job *job;
    struct popular_time time;
    bool more;
    struct board boards[POPULAR_SPANS];
};

/* ---- looking at fresh articles ---- */

/* Offers the article to every ranking that it may belong to: from the longest span to the shortest,
 * each number a bound for the next. */
static enum err_kind offer_article(struct db_conn *c, struct round *r, int64_t id, struct err *e)
{
    int64_t bound = INT64_MAX;
    for (int span = POPULAR_ALL; span >= 0; span--) {
        struct ranking *ranking = &r->boards[span].ranking;
        bool needed = span == POPULAR_ALL || ranking_has(ranking, id);
        if (!needed && bound <= ranking_floor(ranking)) {
            ranking_refuse(ranking, bound);
            continue;
        }
        int64_t n;
        TRY(popular_sum(c, &r->time, (enum popular_span)span, id, &n, e));
        ranking_offer(ranking, id, n);
        if (n < bound)
            bound = n;
    }
    return OK;
}

static enum err_kind read_fresh(struct db_conn *c, int64_t ids[FRESH_BATCH], size_t *n,
                                struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_VIEW_FRESH_LIST);
    stmt_int(s, ARG_ROW_LIMIT, FRESH_BATCH);
    *n = 0;
    while (*n < FRESH_BATCH && stmt_next(s))
        ids[(*n)++] = stmt_col_int(s, COL_ARTICLE_ID);
    return stmt_done(s, e);
}

/* Offers a batch of fresh articles to the rankings; *any: there were some. */
static enum err_kind offer_fresh(struct db_conn *c, struct round *r, bool *any, struct err *e)
{
    int64_t ids[FRESH_BATCH];
    size_t n;
    TRY(read_fresh(c, ids, &n, e));
    *any = n > 0;
    for (size_t i = 0; i < n; i++)
        TRY(offer_article(c, r, ids[i], e));
    if (n == 0)
        return OK;
    struct stmt *s = db_stmt(c, SQL_VIEW_FRESH_DROP);
    stmt_int(s, ARG_ARTICLE_ID, ids[n - 1]);
    return stmt_run(s, e);
}

/* ---- finishing the lists ---- */

static enum err_kind sum_again(struct db_conn *c, struct round *r, enum popular_span span,
                               struct err *e)
{
    struct ranking *ranking = &r->boards[span].ranking;
    for (size_t i = 0; i < ranking->n; i++)
        TRY(popular_sum(c, &r->time, span, ranking->items[i].id, &ranking->items[i].n, e));
    ranking_sort(ranking);
    return OK;
}

/* ---- reading a span again ---- */

/* Starts reading SPAN again. From here on `refused` covers only what is looked at from now on. */
static void seed_start(struct round *r, enum popular_span span)
{
    struct popular_job *job = r->job;
    struct board *b = &r->boards[span];
    if (b->state.refused_before < b->ranking.refused)
        b->state.refused_before = b->ranking.refused;
    b->ranking.refused = 0;
    b->state.turned_at = r->time.now;
    job->seeding = true;
    job->span = span;
    job->key_at = popular_first_key(&r->time, span);
    job->key_id = 0;
    job->seeded_at[span] = r->time.now;
}

/* Marks the articles of the next rows as fresh. */
static enum err_kind seed_batch(struct db_conn *c, struct round *r, struct err *e)
{
    static const enum sql_id statements[POPULAR_SPANS] = {
        SQL_POPULAR_SEED_HOURS, SQL_POPULAR_SEED_HOURS, SQL_POPULAR_SEED_DAYS,
        SQL_POPULAR_SEED_DAYS, SQL_POPULAR_SEED_ALL};
    struct popular_job *job = r->job;
    int64_t ids[SEED_BATCH];
    size_t n = 0;
    struct stmt *s = db_stmt(c, statements[job->span]);
    stmt_int(s, ARG_KEY_AT, job->key_at);
    stmt_int(s, ARG_KEY_ID, job->key_id);
    stmt_int(s, ARG_ROW_LIMIT, SEED_BATCH);
    while (n < SEED_BATCH && stmt_next(s)) {
        job->key_at = stmt_col_int(s, COL_KEY_AT);
        job->key_id = ids[n++] = stmt_col_int(s, COL_ARTICLE_ID);
    }
    TRY(stmt_done(s, e));
    for (size_t i = 0; i < n; i++) {
        s = db_stmt(c, SQL_VIEW_FRESH_ADD);
        stmt_int(s, ARG_ARTICLE_ID, ids[i]);
        TRY(stmt_run(s, e));
    }
    if (n < SEED_BATCH) {
        job->seeding = false;
        job->finishing = true;
    }
    return OK;
}

/* The whole span has been read, so only articles refused meanwhile are outside. If another process
 * has swapped the halves since, its value stands. */
static void seed_end(struct round *r)
{
    struct popular_job *job = r->job;
    struct board *b = &r->boards[job->span];
    if (job->finishing && b->state.turned_at == job->seeded_at[job->span])
        b->state.refused_before = 0;
    job->finishing = false;
}

static void seed_if_in_doubt(struct round *r)
{
    for (enum popular_span span = 0; span < POPULAR_SPANS && !r->job->seeding; span++) {
        int64_t since = r->time.now - r->job->seeded_at[span];
        if (board_is_in_doubt(&r->boards[span]) && (since < 0 || since >= SEED_PAUSE_S))
            seed_start(r, span);
    }
}

/* ---- a step ---- */

static enum err_kind finish_lists(struct db_conn *c, struct round *r, struct err *e)
{
    struct popular_list block_was, block;
    enum popular_span span_was, span_now;
    TRY(popular_block(c, &span_was, &block_was, e));
    seed_end(r);
    for (enum popular_span span = 0; span < POPULAR_SPANS; span++) {
        struct board *b = &r->boards[span];
        TRY(sum_again(c, r, span, e));
        TRY(board_update_shown(c, span, b, e));
        board_swap_halves(b, popular_reach_s(span), r->time.now);
    }
    TRY(popular_block(c, &span_now, &block, e));
    seed_if_in_doubt(r);
    r->more = r->job->seeding;
    if (span_was != span_now || !popular_list_equal(&block_was, &block))
        TRY(db_content_changed(c, e));
    return OK;
}

static enum err_kind step_job(struct db_conn *c, void *arg, struct err *e)
{
    struct round *r = arg;
    bool any;
    TRY(boards_load(c, r->boards, e));
    TRY(offer_fresh(c, r, &any, e));
    r->more = true;
    if (!any && r->job->seeding)
        return seed_batch(c, r, e);
    if (!any)
        TRY(finish_lists(c, r, e));
    for (enum popular_span span = 0; span < POPULAR_SPANS; span++)
        TRY(board_store(c, span, &r->boards[span], any ? 0 : r->time.now, e));
    return OK;
}

enum err_kind popular_step(struct db *db, struct popular_job *job, const struct locale *l,
                           int64_t now, bool *more, struct err *e)
{
    struct round *r = check_memory(calloc(1, sizeof *r));
    struct popular_job before = *job;
    r->job = job;
    r->time = popular_time_at(l, now);
    enum err_kind kind = db_write(db, step_job, r, e);
    if (kind != OK)
        *job = before;
    *more = kind == OK && r->more;
    free(r);
    return kind;
}

enum err_kind popular_due(struct db *db, int64_t now, int64_t age_s, bool *out, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    int64_t newest = 0;
    struct stmt *s = db_stmt(c, SQL_POPULAR_SPANS);
    while (stmt_next(s))
        if (stmt_col_int(s, COL_RANKED_AT) > newest)
            newest = stmt_col_int(s, COL_RANKED_AT);
    enum err_kind kind = stmt_done(s, e);
    db_end(db, &c);
    *out = now < newest || now - newest >= age_s;
    return kind;
}

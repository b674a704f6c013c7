/* SPDX-License-Identifier: MIT */
/* The width of a range follows the time that the last one took, at most fourfold up or down. The
 * first range is read without looking at the clock, so on a small site the result does not depend
 * on the speed of the machine. */
#include "core/search/query/walk.h"

#include "base/clock.h"

static int64_t cpu_us(void)
{
    return clock_thread_ns() / 1000;
}

struct budget {
    int64_t began, end; /* times on the clocks of cpu_us and clock_mono_us */
};

/* The time that is left. */
static int64_t left_us(const struct search_walk *w, const struct budget *b)
{
    int64_t may_us = w->n >= w->enough ? w->may.enough_cpu_us : w->may.cpu_us;
    return clock_mono_us() >= b->end ? 0 : may_us - (cpu_us() - b->began);
}

/* The width of the range after one of SPAN that took TOOK_US, chosen to fit into LEFT_US. */
static int64_t next_span(int64_t span, int64_t took_us, int64_t left_us)
{
    double factor = (double)left_us / (double)(took_us > 0 ? took_us : 1);
    factor = factor > 4 ? 4 : factor < 0.25 ? 0.25 : factor;
    double next = (double)span * factor;
    return next < 1 ? 1 : next > (double)(INT64_MAX / 8) ? span : (int64_t)next;
}

/* Reads the matches of a range; stops at the time limit unless it is the first range. */
static enum err_kind walk_range(struct search_walk *w, int64_t from, int64_t until,
                                const struct budget *b, struct err *e)
{
    enum { LOOK_EVERY = 8 }; /* matches between two looks at the clock */
    bool first = until == w->until;
    bool scored = w->score_by.n > 0;
    struct stmt *s = db_stmt(w->c, scored ? SQL_SEARCH_NEWEST : SQL_SEARCH_NEWEST_ID);
    stmt_text(s, ARG_MATCH, w->match);
    if (scored)
        stmt_text(s, ARG_SCORE_BY, w->score_by);
    stmt_int(s, ARG_FROM_ID, from);
    stmt_int(s, ARG_UNTIL_ID, until);
    stmt_int(s, ARG_ROW_LIMIT, w->limit - w->n);
    while (w->n < w->limit && w->stopped_at == 0 && stmt_next(s)) {
        int64_t id = stmt_col_int(s, COL_ID);
        w->found[w->n++] = (struct match){id, scored ? stmt_col_int(s, COL_SCORE) : 0};
        bool checks_time = !first && w->n >= w->enough && w->n % LOOK_EVERY == 0 && id > w->from;
        if (checks_time && left_us(w, b) <= 0)
            w->stopped_at = id;
    }
    return stmt_done(s, e);
}

static enum err_kind walk(struct search_walk *w, const struct budget *b, struct err *e)
{
    int64_t until = w->until, span = w->span;
    for (;;) {
        if (until < w->from) {
            w->exhausted = true;
            return OK;
        }
        int64_t from = until - w->from > span ? until - span : w->from;
        int64_t began = cpu_us();
        TRY(walk_range(w, from, until, b, e));
        if (w->n == w->limit || w->stopped_at != 0)
            return OK;
        until = from - 1;
        int64_t left = left_us(w, b);
        if (until >= w->from && left <= 0) {
            w->stopped_at = from;
            return OK;
        }
        span = next_span(span, cpu_us() - began, left);
    }
}

enum err_kind search_walk(struct search_walk *w, struct err *e)
{
    const struct budget b = {cpu_us(), clock_mono_us() + w->may.us};
    enum err_kind kind = walk(w, &b, e);
    w->used_us = cpu_us() - b.began;
    return kind;
}

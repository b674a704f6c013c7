/* SPDX-License-Identifier: MIT */
#include "core/search_walk.h"

#include <time.h>

#include "base/clock.h"

enum {
    SHORT_US = 800, /* a range that took no longer: the next may be larger */
    LONG_US = 3000,
};

static int64_t cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct budget {
    int64_t began, end; /* on the clocks of cpu_us and clock_mono_us */
};

static bool is_over(const struct search_walk *w, const struct budget *b)
{
    int64_t may_us = w->n >= w->enough ? w->may.enough_cpu_us : w->may.cpu_us;
    return cpu_us() - b->began >= may_us || clock_mono_us() >= b->end;
}

/* Reads the matches of a range, until the time is over. */
static enum err_kind walk_range(struct search_walk *w, int64_t from, int64_t until,
                                const struct budget *b, struct err *e)
{
    enum { LOOK_EVERY = 8 }; /* matches, at the clock */
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
        if (w->n >= w->enough && w->n % LOOK_EVERY == 0 && id > w->from && is_over(w, b))
            w->stopped_at = id;
    }
    return stmt_done(s, e);
}

enum err_kind search_walk(struct search_walk *w, struct err *e)
{
    const struct budget b = {cpu_us(), clock_mono_us() + w->may.us};
    int64_t until = w->until, span = w->span;
    for (;;) {
        if (until < w->from) {
            w->exhausted = true;
            return OK;
        }
        int64_t from = until - w->from > span ? until - span : w->from;
        int64_t began = cpu_us();
        TRY(walk_range(w, from, until, &b, e));
        if (w->n == w->limit || w->stopped_at != 0)
            return OK;
        until = from - 1;
        int64_t took = cpu_us() - began;
        if (until >= w->from && is_over(w, &b)) {
            w->stopped_at = from;
            return OK;
        }
        if (took < SHORT_US)
            span = span < INT64_MAX / 8 ? span * 4 : span;
        else if (took > LONG_US && span > 1)
            span /= 2;
    }
}

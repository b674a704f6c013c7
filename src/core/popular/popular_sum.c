/* SPDX-License-Identifier: MIT */
/* The sums that rankings are made of. Spans are nested, and a longer span's sum is never less than
 * a shorter one's: popular_job.c relies on it. */
#include "core/popular/popular_sum.h"

#include "core/views/views.h"

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S };

struct popular_time popular_time_at(const struct locale *l, int64_t now)
{
    return (struct popular_time){
        .now = now,
        .hour = view_time_at(l, now).hour,
        .week_from = view_day_before(l, now, 6),
        .month_from = view_day_before(l, now, 29),
    };
}

int64_t popular_reach_s(enum popular_span span)
{
    static const int64_t reach[POPULAR_SPANS] = {
        [POPULAR_HOUR] = 2 * HOUR_S,  [POPULAR_DAY] = 26 * HOUR_S, [POPULAR_WEEK] = 8 * DAY_S,
        [POPULAR_MONTH] = 31 * DAY_S, [POPULAR_ALL] = 0,
    };
    return reach[span];
}

int64_t popular_first_key(const struct popular_time *t, enum popular_span span)
{
    switch (span) {
    case POPULAR_HOUR:
        return t->hour - 1;
    case POPULAR_DAY:
        return t->hour - 24;
    case POPULAR_WEEK:
        return t->week_from;
    case POPULAR_MONTH:
        return t->month_from;
    case POPULAR_ALL:
    case POPULAR_SPANS:
        break;
    }
    return 0;
}

/* Sums the last HOURS times 3600 seconds. Of the oldest hour only the remaining part counts, in
 * proportion. */
static enum err_kind sum_hours(struct db_conn *c, const struct popular_time *t, int64_t id,
                               int64_t hours, int64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_SUM_HOURS);
    stmt_int(s, ARG_ARTICLE_ID, id);
    stmt_int(s, ARG_HOUR, t->hour);
    stmt_int(s, ARG_FROM_HOUR, t->hour - hours);
    stmt_int(s, ARG_LEFT_S, HOUR_S - t->now % HOUR_S);
    int64_t seconds = stmt_next(s) ? stmt_col_int(s, COL_N) : 0;
    *out = (seconds + HOUR_S - 1) / HOUR_S;
    return stmt_done(s, e);
}

static enum err_kind sum_days(struct db_conn *c, int64_t id, int64_t from, int64_t *out,
                              struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_SUM_DAYS);
    stmt_int(s, ARG_ARTICLE_ID, id);
    stmt_int(s, ARG_DAY, from);
    *out = stmt_next(s) ? stmt_col_int(s, COL_N) : 0;
    return stmt_done(s, e);
}

static enum err_kind sum_all(struct db_conn *c, int64_t id, int64_t *out, struct err *e)
{
    struct stmt *s = db_stmt(c, SQL_POPULAR_SUM_ALL);
    stmt_int(s, ARG_ARTICLE_ID, id);
    *out = stmt_next(s) ? stmt_col_int(s, COL_N) : 0;
    return stmt_done(s, e);
}

enum err_kind popular_sum(struct db_conn *c, const struct popular_time *t, enum popular_span span,
                          int64_t id, int64_t *out, struct err *e)
{
    switch (span) {
    case POPULAR_HOUR:
        return sum_hours(c, t, id, 1, out, e);
    case POPULAR_DAY:
        return sum_hours(c, t, id, 24, out, e);
    case POPULAR_WEEK:
        return sum_days(c, id, t->week_from, out, e);
    case POPULAR_MONTH:
        return sum_days(c, id, t->month_from, out, e);
    case POPULAR_ALL:
    case POPULAR_SPANS:
        break;
    }
    return sum_all(c, id, out, e);
}

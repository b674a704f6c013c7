/* SPDX-License-Identifier: MIT */
/* How often an article was read in a span of time: summed from its rows, by key. */
#ifndef CORE_POPULAR_POPULAR_SUM_H
#define CORE_POPULAR_POPULAR_SUM_H

#include "core/popular/popular.h"

/* A moment, and where the spans begin that end with it. */
struct popular_time {
    int64_t now;
    int64_t hour;                  /* as in view_hour */
    int64_t week_from, month_from; /* YYYYMMDD */
};
struct popular_time popular_time_at(const struct locale *l, int64_t now);

/* How long ago a view can have been that still counts in the span; 0: for ever. */
int64_t popular_reach_s(enum popular_span span);
/* The first of the span's rows, as key_at of the statements popular_seed_*. */
int64_t popular_first(const struct popular_time *t, enum popular_span span);

/* 0 where there is no such article. What an article has in a longer span is never less than in a
 * shorter one. */
MUST_CHECK enum err_kind popular_sum(struct db_conn *c, const struct popular_time *t,
                                     enum popular_span span, int64_t id, int64_t *out,
                                     struct err *e);

#endif

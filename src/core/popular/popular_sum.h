/* SPDX-License-Identifier: MIT */
/* The views of an article in a span of time, summed from its rows by key. */
#ifndef CORE_POPULAR_POPULAR_SUM_H
#define CORE_POPULAR_POPULAR_SUM_H

#include "core/popular/popular.h"

/* A moment, and the beginnings of the spans that end with it. */
struct popular_time {
    int64_t now;
    int64_t hour;                  /* as in view_hour */
    int64_t week_from, month_from; /* YYYYMMDD */
};
struct popular_time popular_time_at(const struct locale *l, int64_t now);

/* The greatest age of a view that still counts in the span, in seconds; 0: any age. */
int64_t popular_reach_s(enum popular_span span);
/* The first key of the span's rows, as key_at of the statements popular_seed_*. */
int64_t popular_first_key(const struct popular_time *t, enum popular_span span);

/* Sums the views of article ID in SPAN; 0 if it does not exist. A longer span never has less than a
 * shorter one. ERR_DB. */
MUST_CHECK enum err_kind popular_sum(struct db_conn *c, const struct popular_time *t,
                                     enum popular_span span, int64_t id, int64_t *out,
                                     struct err *e);

#endif

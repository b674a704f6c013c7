/* SPDX-License-Identifier: MIT */
/* How many answers were given and how long they took. Every thread that answers counts; /metrics
 * reads. */
#ifndef WEB_METER_H
#define WEB_METER_H

#include "base/buf.h"
#include "web/http/exchange.h"

#include <stdatomic.h>

enum { METER_STATUSES = 600, METER_BUCKETS = 13 /* the last has no bound */, METER_POOLS = 2 };

struct meter {
    _Atomic uint64_t status[METER_STATUSES];
    struct {
        _Atomic uint64_t bucket[METER_BUCKETS], total_us;
    } latency[METER_POOLS];
};

/* Any thread. TOOK_US: from the request's head to the answer, including the time in the queue. */
void meter_count(struct meter *m, int status, enum pool pool, int64_t took_us);
/* Adds responses_total{code} and response_seconds (a histogram) in Prometheus's text format. */
void meter_print(const struct meter *m, struct buf *b);

#endif

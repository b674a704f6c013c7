/* SPDX-License-Identifier: MIT */
/* Counts answers by status and by time taken. The counters are independent atomics without order
 * between them, so a reading may be a few answers apart from itself; Prometheus allows for that. */
#include "web/meter.h"

#include <inttypes.h>

static const struct {
    int64_t us;
    const char *label; /* in seconds */
} bounds[METER_BUCKETS - 1] = {
    {500, "0.0005"},  {1000, "0.001"},  {2500, "0.0025"}, {5000, "0.005"},
    {10000, "0.01"},  {25000, "0.025"}, {50000, "0.05"},  {100000, "0.1"},
    {250000, "0.25"}, {1000000, "1"},   {5000000, "5"},   {20000000, "20"},
};

static const char *const pool_names[METER_POOLS] = {[POOL_PAGE] = "page", [POOL_SLOW] = "slow"};

void meter_count(struct meter *m, int status, enum pool pool, int64_t took_us)
{
    int i = 0;
    while (i < METER_BUCKETS - 1 && took_us > bounds[i].us)
        i++;
    if (status >= 0 && status < METER_STATUSES)
        atomic_fetch_add_explicit(&m->status[status], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&m->latency[pool].bucket[i], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&m->latency[pool].total_us, (uint64_t)took_us, memory_order_relaxed);
}

static void print_statuses(const struct meter *m, struct buf *b)
{
    buf_add_c(b, "# HELP broadsheet_responses_total Answers, by status.\n"
                 "# TYPE broadsheet_responses_total counter\n");
    for (int i = 0; i < METER_STATUSES; i++) {
        uint64_t n = atomic_load_explicit(&m->status[i], memory_order_relaxed);
        if (n > 0)
            buf_printf(b, "broadsheet_responses_total{code=\"%d\"} %" PRIu64 "\n", i, n);
    }
}

static void print_latency(const struct meter *m, struct buf *b, int pool)
{
    const char *name = pool_names[pool];
    uint64_t n = 0;
    for (int i = 0; i < METER_BUCKETS; i++) {
        n += atomic_load_explicit(&m->latency[pool].bucket[i], memory_order_relaxed);
        buf_printf(b, "broadsheet_response_seconds_bucket{pool=\"%s\",le=\"%s\"} %" PRIu64 "\n",
                   name, i < METER_BUCKETS - 1 ? bounds[i].label : "+Inf", n);
    }
    uint64_t us = atomic_load_explicit(&m->latency[pool].total_us, memory_order_relaxed);
    buf_printf(b,
               "broadsheet_response_seconds_sum{pool=\"%s\"} %" PRIu64 ".%06" PRIu64 "\n"
               "broadsheet_response_seconds_count{pool=\"%s\"} %" PRIu64 "\n",
               name, us / 1000000, us % 1000000, name, n);
}

void meter_print(const struct meter *m, struct buf *b)
{
    print_statuses(m, b);
    buf_add_c(b, "# HELP broadsheet_response_seconds From a request's head to its answer, by the "
                 "pool that gave it.\n"
                 "# TYPE broadsheet_response_seconds histogram\n");
    for (int pool = 0; pool < METER_POOLS; pool++)
        print_latency(m, b, pool);
}

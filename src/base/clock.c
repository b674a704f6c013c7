/* SPDX-License-Identifier: MIT */
/* The kernel's clocks, and durations in words. No call can fail for these three clocks. */
#include "base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

int64_t clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec;
}

static int64_t read_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t clock_thread_ns(void)
{
    return read_ns(CLOCK_THREAD_CPUTIME_ID);
}

int64_t clock_mono_ns(void)
{
    return read_ns(CLOCK_MONOTONIC);
}

int64_t clock_mono_us(void)
{
    return clock_mono_ns() / 1000;
}

int64_t clock_mono_ms(void)
{
    return clock_mono_us() / 1000;
}

const char *clock_span(int64_t seconds, char text[CLOCK_SPAN_MAX])
{
    enum { MINUTE = 60, HOUR = 60 * MINUTE };
    const char *unit = seconds < 2 * MINUTE ? "s" : seconds < 2 * HOUR ? "min" : "h";
    int64_t n = seconds < 2 * MINUTE ? seconds : seconds / (seconds < 2 * HOUR ? MINUTE : HOUR);
    snprintf(text, CLOCK_SPAN_MAX, "%" PRId64 " %s", n > 0 ? n : 0, unit);
    return text;
}

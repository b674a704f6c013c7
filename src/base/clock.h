/* SPDX-License-Identifier: MIT */
/* The clocks. Stored times are epoch seconds in UTC. Durations are measured on a clock that cannot
 * be set, and work by the processor time of its thread. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* Seconds since 1970-01-01 00:00 UTC by the machine's clock. It may jump either way when somebody
 * sets the clock. */
int64_t clock_now(void);
/* Milliseconds on a clock that only goes forward. Only differences between two readings mean
 * anything. */
int64_t clock_mono_ms(void);
/* The same in microseconds, and in nanoseconds. */
int64_t clock_mono_us(void);
int64_t clock_mono_ns(void);
/* Nanoseconds of processor time that the calling thread has used. */
int64_t clock_thread_ns(void);

/* "40 s", "5 min", "3 h": a duration as the sentences about another's change name it, with one unit
 * that leaves at least two of it. SECONDS below 0 are 0. Returns TEXT. */
enum { CLOCK_SPAN_MAX = 32 };
const char *clock_span(int64_t seconds, char text[CLOCK_SPAN_MAX]);

#endif

/* SPDX-License-Identifier: MIT */
/* The time. Stored times are epoch seconds in UTC; durations are measured on a clock that nobody
 * sets back. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* Seconds since 1970-01-01 00:00 UTC, as the machine's clock says (it may be set back). */
int64_t clock_now(void);
/* Milliseconds on a clock that only goes forward; its zero means nothing. */
int64_t clock_mono_ms(void);
/* The same in microseconds. */
int64_t clock_mono_us(void);

#endif

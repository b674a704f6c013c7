/* SPDX-License-Identifier: MIT */
/* A thread whose job hangs is noticed by its age. A thread whose jobs fail still beats; that is
 * noticed by `failing`. */
#include "web/job_health.h"

#include "base/clock.h"

int64_t job_health_age_ms(const struct job_health *h)
{
    int64_t now = clock_mono_ms(), oldest = -1;
    for (int i = 0; i < WATCHED_THREADS; i++) {
        int64_t beat_ms = atomic_load(&h->beat_ms[i]);
        if (beat_ms != 0 && now - beat_ms > oldest)
            oldest = now - beat_ms;
    }
    return oldest;
}

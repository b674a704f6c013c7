/* SPDX-License-Identifier: MIT */
/* How the jobs of this process are: jobs/jobs.c writes it, /readyz, the metrics and the watchdog
 * read it, each on a thread of its own. */
#ifndef WEB_JOB_HEALTH_H
#define WEB_JOB_HEALTH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { JOBS_MAX = 32, WATCHED_THREADS = 2 };

struct job_health {
    const char *const *labels; /* N of them, set before the threads that ask run; 0: no jobs here */
    int n;
    _Atomic bool failing[JOBS_MAX];       /* the last time */
    _Atomic uint64_t failures, failing_n; /* since the start; now */
    /* When a job of each thread last began or ended, on the monotonic clock; 0: no jobs here. */
    _Atomic int64_t beat_ms[WATCHED_THREADS];
};

/* Milliseconds since a job of the slowest thread last began or ended; -1: no jobs run in this
 * process. Any thread. */
int64_t job_health_age_ms(const struct job_health *h);

#endif

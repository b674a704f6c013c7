/* SPDX-License-Identifier: MIT */
/* The state of the jobs of this process. jobs/jobs.c writes it; /readyz, the metrics and the
 * watchdog read it, each on a thread of its own. */
#ifndef WEB_JOB_HEALTH_H
#define WEB_JOB_HEALTH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { JOBS_MAX = 32, WATCHED_THREADS = 2 };

struct job_health {
    const char *const *labels;            /* N of them, set before any thread reads them */
    int n;                                /* 0: no jobs run in this process */
    _Atomic bool failing[JOBS_MAX];       /* whether the job failed when it last ran */
    _Atomic uint64_t failures, failing_n; /* failed runs since the start; jobs failing now */
    /* When a job of each thread last began or ended, on the monotonic clock; 0: no jobs run here.
     */
    _Atomic int64_t beat_ms[WATCHED_THREADS];
};

/* How long ago a job last began or ended, in the job thread that has been quiet longest; -1 if no
 * jobs run in this process. Any thread. */
int64_t job_health_age_ms(const struct job_health *h);

#endif

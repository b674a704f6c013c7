/* SPDX-License-Identifier: MIT */
/* Threads and what they wait on. Signals are the main thread's, and every wait with an end goes by
 * the monotonic clock (clock_mono_ms), so setting the machine's clock changes none. */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include "base/err.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Starts a thread that runs RUN(ARG) with all signals blocked. NAME is what the kernel and a
 * debugger call it: at most 15 bytes. ERR_IO. */
MUST_CHECK enum err_kind thread_start(pthread_t *out, const char *name, void *(*run)(void *),
                                      void *arg, struct err *e);

/* Initialises a condition for thread_wait_until. */
void thread_cond_init(pthread_cond_t *cond);

/* Waits on COND, which is thread_cond_init's, with LOCK held, until it is signalled or DEADLINE_MS
 * (on clock_mono_ms's clock) has passed: false then. May return true without a signal, so call it
 * in a loop that tests what is waited for. */
bool thread_wait_until(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t deadline_ms);

#endif

/* SPDX-License-Identifier: MIT */
/* Starting threads, and waiting with a deadline. Only the main thread handles signals. All
 * deadlines use the monotonic clock (clock_mono_ms), so setting the machine's clock changes none.
 */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include "base/err.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Starts a thread that runs RUN(ARG) with all signals blocked. NAME, of at most 15 bytes, is shown
 * by debuggers and ps. ERR_IO. */
MUST_CHECK enum err_kind thread_start(pthread_t *out, const char *name, void *(*run)(void *),
                                      void *arg, struct err *e);

/* Initialises a condition for thread_wait_until. */
void thread_cond_init(pthread_cond_t *cond);

/* Waits on COND (from thread_cond_init), with LOCK held, until it is signalled. False if
 * DEADLINE_MS on the clock of clock_mono_ms has passed. May return true without a signal, so call
 * it in a loop that tests the condition. */
bool thread_wait_until(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t deadline_ms);

#endif

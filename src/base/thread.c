/* SPDX-License-Identifier: MIT */
/* A new thread inherits its creator's signal mask. So all signals are blocked before the thread is
 * created, and the mask is restored afterwards: no signal can reach the new thread in between. */
#include "base/thread.h"

#include <signal.h>
#include <string.h>
#include <time.h>

enum err_kind thread_start(pthread_t *out, const char *name, void *(*run)(void *), void *arg,
                           struct err *e)
{
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGBUS); /* from the thread itself, about its own access to memory */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int rc = pthread_create(out, NULL, run, arg);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (rc != 0)
        return err_set(e, ERR_IO, "cannot start the thread \"%s\": %s", name, strerror(rc));
    pthread_setname_np(*out, name);
    return OK;
}

void thread_cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

bool thread_wait_until(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t deadline_ms)
{
    struct timespec at = {.tv_sec = (time_t)(deadline_ms / 1000),
                          .tv_nsec = (long)(deadline_ms % 1000) * 1000000};
    return pthread_cond_timedwait(cond, lock, &at) == 0;
}

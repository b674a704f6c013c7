/* SPDX-License-Identifier: MIT */
/* A file lock that the kernel releases when its holder dies, however it dies. flock() has no
 * timeout, so a busy lock is retried at short intervals. */
#include "db/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

enum { RETRY_MS = 2 };

enum err_kind lock_open(const char *path, int *fd, struct err *e)
{
    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (*fd < 0)
        return err_errno(e, ERR_IO, "cannot open %s", path);
    return OK;
}

enum err_kind lock_acquire(int fd, int64_t timeout_ms, struct err *e)
{
    int64_t deadline = clock_mono_ms() + timeout_ms;
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return err_errno(e, ERR_IO, "cannot lock the site for writing");
        if (clock_mono_ms() >= deadline)
            return err_set_cause(e, ERR_BUSY, CAUSE_LOCKED,
                                 "another process keeps the site locked for writing");
        nanosleep(&(struct timespec){.tv_nsec = RETRY_MS * 1000000L}, NULL);
    }
    return OK;
}

void db_yield(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 4 * RETRY_MS * 1000000L}, NULL);
}

void lock_release(int fd)
{
    flock(fd, LOCK_UN);
}

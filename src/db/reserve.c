/* SPDX-License-Identifier: MIT */
/* Makes sure that nobody has a database open before it is replaced.
 *
 * The site's lock keeps other processes from opening it for writing. A process that has it open
 * already holds SQLite's own locks: in WAL mode each connection keeps one on the database and one
 * on the log's index while it is open (sqlite.org/lockingv3.html, and UNIX_SHM_DMS in os_unix.c).
 * This file only queries those locks. It must not be used by a process that has the database open
 * itself, since closing a file drops all of the process's locks on it. */
#include "db/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/die.h"

enum { DATABASE_LOCKS = 0x40000000, DATABASE_LOCK_BYTES = 512, INDEX_LOCKS = 120, INDEX_BYTES = 9 };

/* ERR_BUSY if a process holds a lock on these bytes of the file. OK if there is no such file. */
static enum err_kind check_unlocked(const char *path, const char *suffix, off_t from, off_t bytes,
                                    struct err *e)
{
    char *name;
    if (asprintf(&name, "%s%s", path, suffix) < 0)
        die_out_of_memory();
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = from, .l_len = bytes};
    enum err_kind kind = OK;
    int fd = open(name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno != ENOENT)
        kind = err_errno(e, ERR_IO, "cannot open %s", name);
    else if (fd >= 0 && fcntl(fd, F_GETLK, &lock) != 0)
        kind = err_errno(e, ERR_IO, "cannot read the locks of %s", name);
    else if (fd >= 0 && lock.l_type != F_UNLCK)
        kind = err_set(e, ERR_BUSY, "process %d has %s open: stop it first", (int)lock.l_pid, path);
    if (fd >= 0)
        close(fd);
    free(name);
    return kind;
}

enum err_kind db_reserve(const char *path, const char *lock_path, int *fd, struct err *e)
{
    TRY(lock_open(lock_path, fd, e));
    enum err_kind kind = lock_acquire(*fd, LOCK_TIMEOUT_MS, e);
    if (kind == OK)
        kind = check_unlocked(path, "", DATABASE_LOCKS, DATABASE_LOCK_BYTES, e);
    if (kind == OK)
        kind = check_unlocked(path, "-shm", INDEX_LOCKS, INDEX_BYTES, e);
    if (kind != OK) {
        close(*fd);
        *fd = -1;
    }
    return kind;
}

/* SPDX-License-Identifier: MIT */
/* A new file is written under a temporary name (file_open_part), synced by its writer, and then
 * linked to its final name (file_publish). So a reader sees either no file or a whole one, and no
 * existing file is ever replaced. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"

enum err_kind file_sync_folder(const char *path, struct err *e)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL   ? strdup(".")
                   : slash == path ? strdup("/")
                                   : strndup(path, (size_t)(slash - path));
    int fd = open(check_memory(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    int saved = errno;
    if (fd >= 0)
        close(fd);
    errno = saved;
    enum err_kind kind = synced ? OK : err_errno(e, ERR_IO, "cannot sync the folder %s", folder);
    free(folder);
    return kind;
}

static enum err_kind make_one(const char *path, unsigned mode, struct err *e)
{
    struct stat st;
    if (mkdir(path, mode) == 0)
        return file_sync_folder(path, e);
    if (errno != EEXIST)
        return err_errno(e, ERR_IO, "cannot create the folder %s", path);
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return err_set(e, ERR_CONFLICT, "%s is not a folder", path);
    return OK;
}

enum err_kind file_make_folder(const char *path, unsigned mode, struct err *e)
{
    char *name = check_memory(strdup(path));
    enum err_kind kind = OK;
    for (char *at = name; kind == OK && (at = strchr(at + 1, '/')) != NULL;) {
        *at = '\0';
        kind = make_one(name, mode, e);
        *at = '/';
    }
    free(name);
    return kind == OK ? make_one(path, mode, e) : kind;
}

enum err_kind file_open_part(const char *path, int *out, struct err *e)
{
    struct stat st;
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno(e, ERR_IO, "cannot create %s", path);
    enum err_kind kind = OK;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        kind = err_set(e, ERR_CONFLICT, "another process is writing %s", path);
    else if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_nlink != 1)
        kind = err_set(e, ERR_CONFLICT, "%s is not a plain file: remove it", path);
    else if (fchmod(fd, 0600) != 0 || ftruncate(fd, 0) != 0)
        kind = err_errno(e, ERR_IO, "cannot write %s", path);
    if (kind != OK)
        close(fd);
    else
        *out = fd;
    return kind;
}

/* link() refuses an existing name; rename() would replace it. */
enum err_kind file_publish(const char *part, const char *path, struct err *e)
{
    enum err_kind kind = OK;
    if (link(part, path) != 0)
        kind = errno == EEXIST ? err_set(e, ERR_CONFLICT, "%s already exists", path)
                               : err_errno(e, ERR_IO, "cannot create %s", path);
    unlink(part);
    return kind == OK ? file_sync_folder(path, e) : kind;
}

int file_open_regular(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return -1;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fd;
    close(fd);
    errno = EINVAL;
    return -1;
}

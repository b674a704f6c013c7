/* SPDX-License-Identifier: MIT */
/* Upgrades a site's database to the newest schema, with a way back.
 *
 * Everything happens in one transaction, with the lock held. The copy is made after the last
 * statement and before the commit (raise_schema), by another connection, which still sees the old
 * database. So there is never a new schema without a copy of the old one, and a migration that
 * fails does not make a copy each time a server tries to start. A process that is killed leaves the
 * old database, with or without a copy of it. */
#include "db/internal.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/die.h"
#include "base/file.h"

enum { COPIES_KEPT = 3, MIB = 1024 * 1024, ROOM_SPARE = 16 * MIB };

static char *copy_path(const char *path, int version, const char *suffix)
{
    char *name;
    if (asprintf(&name, "%s.before-%d%s", path, version, suffix) < 0)
        die_out_of_memory();
    return name;
}

static int64_t file_bytes(const char *path, const char *suffix)
{
    struct stat st;
    char *name;
    if (asprintf(&name, "%s%s", path, suffix) < 0)
        die_out_of_memory();
    int64_t bytes = stat(name, &st) == 0 ? (int64_t)st.st_size : 0;
    free(name);
    return bytes;
}

/* Checks that the disk has room for the copy, and as much again for what the transaction writes. */
static enum err_kind check_room(const char *path, struct err *e)
{
    struct statvfs disk;
    if (statvfs(path, &disk) != 0)
        return err_errno(e, ERR_IO, "cannot read the free space on the disk of %s", path);
    int64_t needed = 2 * (file_bytes(path, "") + file_bytes(path, "-wal")) + ROOM_SPARE;
    int64_t free_bytes = (int64_t)(disk.f_bavail * disk.f_frsize);
    if (free_bytes >= needed)
        return OK;
    return err_set(e, ERR_BUSY,
                   "the upgrade, with a copy of the old database, takes up to %" PRId64
                   " MiB; the disk has %" PRId64 " MiB free",
                   needed / MIB + 1, free_bytes / MIB);
}

static enum err_kind keep_before(const char *path, const char *copy, const char *part,
                                 struct err *e)
{
    int fd;
    TRY(keep_copy(path, part, &fd, e));
    enum err_kind kind = OK;
    if (rename(part, copy) != 0) {
        kind = err_errno(e, ERR_IO, "cannot create %s", copy);
        unlink(part);
    }
    close(fd);
    return kind == OK ? file_sync_folder(copy, e) : kind;
}

/* ---- the copies of earlier upgrades ---- */

/* The N of a file named BASE.before-N; 0 for other names. */
static int copy_number(struct str name, struct str base)
{
    struct str mark = STR(".before-");
    int64_t n;
    if (!str_starts(name, base) || !str_starts(str_skip(name, base.n), mark) ||
        !str_int(str_skip(name, base.n + mark.n), &n) || n <= 0 || n > INT32_MAX)
        return 0;
    return (int)n;
}

/* Removes all but the newest COPIES_KEPT copies. Failures are ignored: a copy too many does no
 * harm. */
static void drop_old_copies(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash != NULL ? strndup(path, (size_t)(slash + 1 - path)) : strdup(".");
    DIR *d = folder != NULL ? opendir(folder) : NULL;
    free(folder);
    if (d == NULL)
        return;
    struct str base = str_from(slash != NULL ? slash + 1 : path);
    int kept[COPIES_KEPT + 1] = {0}; /* newest first; the last entry is one too many */
    for (struct dirent *f; (f = readdir(d)) != NULL;) {
        int number = copy_number(str_from(f->d_name), base);
        for (int i = 0; i <= COPIES_KEPT && number > 0; i++) {
            if (number > kept[i]) {
                int other = kept[i];
                kept[i] = number;
                number = other;
            }
        }
        if (number > 0 || kept[COPIES_KEPT] > 0) {
            char *old = copy_path(path, number > 0 ? number : kept[COPIES_KEPT], "");
            unlink(old);
            free(old);
            kept[COPIES_KEPT] = 0;
        }
    }
    closedir(d);
}

/* ---- the whole ---- */

static enum err_kind raise_schema(struct db_conn *c, const char *path, int from, const char *copy,
                                  const char *part, struct err *e)
{
    TRY(check_room(path, e));
    TRY(conn_exec(c, "BEGIN IMMEDIATE", e));
    enum err_kind kind = schema_apply(c, from, db_schema_newest(), e);
    if (kind == OK)
        kind = keep_before(path, copy, part, e);
    if (kind == OK) {
        kind = conn_exec(c, "COMMIT", e);
        if (kind != OK)
            unlink(copy);
    }
    if (kind != OK)
        conn_exec_quietly(c, "ROLLBACK");
    return kind;
}

enum err_kind upgrade_schema(struct db_conn *c, const char *path, int from, char **copy,
                             struct err *e)
{
    int to = db_schema_newest();
    char *kept = copy_path(path, to, ""), *part = copy_path(path, to, ".part");
    enum err_kind kind = raise_schema(c, path, from, kept, part, e);
    free(part);
    if (kind != OK) {
        free(kept);
        return err_wrap(e, "%s stays at schema %d and was not upgraded to %d", path, from, to);
    }
    drop_old_copies(path);
    *copy = kept;
    return OK;
}

/* SPDX-License-Identifier: MIT */
/* Whether the files that are open are the ones that stand in the site's folder. A deleted or moved
 * file stays open, and takes writes into nowhere; so the writer asks before it commits, and once
 * more before it tells anybody that something is kept.
 *
 * They are told apart by device and inode. They are looked at by name only: to open and close
 * a second descriptor of the database would drop SQLite's locks on it (POSIX). SQLite makes the log
 * and its index anew where they are missing, so these two are remembered with the database and the
 * lock, when the writer has opened them all. */
#include "db/internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static char *path_of(const char *path, const char *suffix)
{
    char *out;
    if (asprintf(&out, "%s%s", path, suffix) < 0)
        abort();
    return out;
}

void files_name(struct db *db, const char *lock_path)
{
    db->files[FILE_LOCK].path = path_of(lock_path, "");
    db->files[FILE_DATABASE].path = path_of(db->path, "");
    db->files[FILE_LOG].path = path_of(db->path, "-wal");
    db->files[FILE_LOG_INDEX].path = path_of(db->path, "-shm");
}

void files_release(struct db *db)
{
    for (int i = 0; i < DB_FILES; i++)
        free(db->files[i].path);
}

enum err_kind files_remember(struct db *db, struct err *e)
{
    struct stat st;
    for (int i = 0; i < DB_FILES; i++) {
        struct db_file *f = &db->files[i];
        int rc = i == FILE_LOCK ? fstat(db->lock_fd, &st) : stat(f->path, &st);
        if (rc != 0)
            return err_errno(e, ERR_IO, "cannot look at %s", f->path);
        f->device = st.st_dev;
        f->inode = st.st_ino;
    }
    db->files_known = true;
    return files_check(db, FILE_DATABASE, e);
}

enum files_state files_look(const struct db *db, int first, const char **which)
{
    struct stat st;
    if (!db->files_known)
        return FILES_IN_PLACE;
    for (int i = first; i < DB_FILES; i++) {
        const struct db_file *f = &db->files[i];
        const char *slash = strrchr(f->path, '/');
        *which = slash != NULL ? slash + 1 : f->path;
        if (stat(f->path, &st) != 0)
            return FILES_GONE;
        if (st.st_dev != f->device || st.st_ino != f->inode)
            return FILES_REPLACED;
    }
    return FILES_IN_PLACE;
}

enum err_kind files_check(const struct db *db, int first, struct err *e)
{
    const char *which = NULL;
    switch (files_look(db, first, &which)) {
    case FILES_IN_PLACE:
        break;
    case FILES_GONE:
        return err_set_cause(e, ERR_BUSY, CAUSE_MOVED, "%s is gone from the site's folder", which);
    case FILES_REPLACED:
        return err_set_cause(e, ERR_BUSY, CAUSE_MOVED, "another file stands in the place of %s",
                             which);
    }
    return OK;
}

const char *files_advice(const struct db *db)
{
    const char *which;
    switch (files_look(db, FILE_DATABASE, &which)) {
    case FILES_IN_PLACE:
        break;
    case FILES_GONE:
        return "put back all that was taken away (broadsheet.db, -wal, -shm, writer.lock), by a "
               "move: this goes on by itself then. Where it is lost, stop the program, restore "
               "a backup, and start it again";
    case FILES_REPLACED:
        return "start the program again, so that it opens the files that stand there now; where "
               "they are the wrong ones, stop it first and put the right ones there";
    }
    return NULL;
}

enum err_kind db_in_place(const struct db *db, struct err *e)
{
    return files_check(db, FILE_DATABASE, e);
}

static int64_t size_of(const char *path)
{
    struct stat st;
    return path != NULL && stat(path, &st) == 0 ? st.st_size : 0;
}

void db_sizes(const struct db *db, int64_t *db_bytes, int64_t *wal_bytes)
{
    *db_bytes = size_of(db->files[FILE_DATABASE].path);
    *wal_bytes = size_of(db->files[FILE_LOG].path);
}

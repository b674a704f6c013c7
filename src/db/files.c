/* SPDX-License-Identifier: MIT */
/* Checks that the open files are the ones in the site's folder. A file that was deleted or moved
 * stays open, and whatever is written to it is lost. So the writer checks before it commits, and
 * again before it reports a change as saved (run_batch in writer.c).
 *
 * Files are identified by device and inode. They are never opened for this: closing a second
 * descriptor of the database would drop SQLite's locks on it (POSIX). SQLite recreates the log and
 * its index if they are missing, so all four files are noted when the writer's connection has
 * opened them (files_remember). */
#include "db/internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/die.h"

static char *path_of(const char *path, const char *suffix)
{
    char *out;
    if (asprintf(&out, "%s%s", path, suffix) < 0)
        die_out_of_memory();
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

enum files_state files_compare(const struct db *db, int first, const char **which)
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
    switch (files_compare(db, first, &which)) {
    case FILES_IN_PLACE:
        break;
    case FILES_GONE:
        return err_set_cause(e, ERR_BUSY, CAUSE_MOVED, "%s is gone from the site's folder", which);
    case FILES_REPLACED:
        return err_set_cause(e, ERR_BUSY, CAUSE_MOVED, "%s was replaced by another file", which);
    }
    return OK;
}

const char *files_advice(const struct db *db)
{
    const char *which;
    switch (files_compare(db, FILE_DATABASE, &which)) {
    case FILES_IN_PLACE:
        break;
    case FILES_GONE:
        return "put back the very files that were taken away (broadsheet.db, -wal, -shm, "
               "writer.lock) by moving them: writing resumes by itself. If they are lost, stop the "
               "program, restore a backup, and start it again";
    case FILES_REPLACED:
        return "restart the program, so that it opens the files that are there now; if they are "
               "the wrong ones, stop it first and put the right ones there";
    }
    return NULL;
}

enum err_kind db_check_files(const struct db *db, struct err *e)
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

/* SPDX-License-Identifier: MIT */
/* Translates SQLite's failures. The caller gets the cause and a sentence that is fit for a page.
 * The log gets SQLite's own message and the statement. The cause follows from SQLite's result code
 * and, for I/O errors, from the operating system's. A constraint that refuses a value counts as a
 * fault: the program's own checks come first, and explain a mistake to the person who made it. */
#include "db/internal.h"

#include <errno.h>

#include "base/clock.h"
#include "base/log.h"

static const struct fault {
    enum err_kind kind;
    const char *sentence, *advice;
} faults[] = {
    [CAUSE_LOCKED] = {ERR_BUSY, "another process keeps the database locked",
                      "find out which one holds it (`fuser -v writer.lock broadsheet.db` in the "
                      "site's folder): a program that was suspended, or a copy that is being made. "
                      "Writing resumes by itself when the lock is free"},
    [CAUSE_DISK_FULL] = {ERR_BUSY, "the disk is full",
                         "make room on the disk of the site's folder, or raise its quota: writing "
                         "resumes by itself"},
    [CAUSE_READ_ONLY] = {ERR_BUSY, "the database is read-only",
                         "check that the program's user may write the site's folder and all files "
                         "in it, and that the disk is not mounted read-only (a failing disk is: "
                         "see the kernel's log). Then restart the program"},
    [CAUSE_DISK] = {ERR_BUSY, "the disk reports errors",
                    "look for errors of this disk in the kernel's log. Copy the last backup to "
                    "another disk before anything else"},
    [CAUSE_FILES] = {ERR_DB, "a file of the database cannot be opened",
                     "check that the files are in the site's folder, that the program's user may "
                     "read and write them, and how many files it may open (`ulimit -n`)"},
    [CAUSE_MEMORY] = {ERR_BUSY, "the machine has no memory left",
                      "find out what uses it, and check the limit of the program's unit "
                      "(MemoryMax)"},
    [CAUSE_DAMAGED] =
        {ERR_DB, "the database is damaged",
         "stop the program, keep a copy of the site's folder, run `broadsheet check`, "
         "and restore the last backup that passes it. If it names only the search index, "
         "`broadsheet reindex` rebuilds that"},
    [CAUSE_CONSTRAINT] = {ERR_DB, "the database refused a change",
                          "run `broadsheet check`: its schema may differ from the program's. The "
                          "line before this one in the log names the statement"},
    [CAUSE_STATEMENT] = {ERR_DB, "the database does not fit this program",
                         "run `broadsheet check`: its schema may differ from the program's. The "
                         "line before this one in the log names the statement"},
};

const char *db_advice(enum err_cause cause)
{
    return (size_t)cause < sizeof faults / sizeof faults[0] ? faults[cause].advice : NULL;
}

/* The cause of an I/O error by the operating system's error code, which says more than SQLite's. */
static enum err_cause cause_of_system(int system)
{
    switch (system) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return CAUSE_DISK_FULL;
    case EROFS:
        return CAUSE_READ_ONLY;
    default:
        return CAUSE_DISK;
    }
}

static enum err_cause cause_of(int rc, int system)
{
    if (rc == SQLITE_IOERR_NOMEM)
        return CAUSE_MEMORY;
    if (rc == SQLITE_IOERR_CORRUPTFS)
        return CAUSE_DAMAGED;
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return CAUSE_LOCKED;
    case SQLITE_FULL:
        return CAUSE_DISK_FULL;
    case SQLITE_READONLY:
        return CAUSE_READ_ONLY;
    case SQLITE_IOERR:
        return cause_of_system(system);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return CAUSE_FILES;
    case SQLITE_NOMEM:
        return CAUSE_MEMORY;
    case SQLITE_CORRUPT:
        return CAUSE_DAMAGED;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return CAUSE_CONSTRAINT;
    default:
        return CAUSE_STATEMENT;
    }
}

void conn_note_damage(struct db_conn *c)
{
    if (c->damage_at_ms != NULL)
        atomic_store(c->damage_at_ms, clock_mono_ms());
}

enum err_cause conn_cause(struct db_conn *c, int rc)
{
    return cause_of(rc, c->handle ? sqlite3_system_errno(c->handle) : 0);
}

enum err_kind conn_open_error(struct db_conn *c, int rc, const char *path, struct err *e)
{
    enum err_cause cause = conn_cause(c, rc);
    if ((rc & 0xff) == SQLITE_NOTADB)
        return err_set(e, ERR_INVALID, "%s: the file is not a database", path);
    return err_set_cause(e, faults[cause].kind, cause, "%s: %s (%s)", path, faults[cause].sentence,
                         c->handle ? sqlite3_errmsg(c->handle) : sqlite3_errstr(rc));
}

enum err_kind conn_error(struct db_conn *c, int rc, const char *doing, struct err *e)
{
    int code = rc & 0xff;
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_IOERR)
        conn_note_damage(c);
    if (code == SQLITE_NOTADB)
        return err_set(e, ERR_INVALID, "%s: the file is not a database", doing);
    if (code == SQLITE_ERROR && c->older_schema > 0)
        return err_set(e, ERR_DB,
                       "the database has schema %d, which is too old for this (the program "
                       "knows %d; `broadsheet migrate` upgrades it)",
                       c->older_schema, db_schema_newest());
    enum err_cause cause = conn_cause(c, rc);
    const struct fault *f = &faults[cause];
    if (cause != CAUSE_LOCKED &&
        cause != CAUSE_DISK_FULL) /* these two pass, and the writer logs them */
        log_error("database: %s: %s (%s; SQLite %d)", f->sentence, doing,
                  c->handle ? sqlite3_errmsg(c->handle) : sqlite3_errstr(rc), rc);
    return err_set_cause(e, f->kind, cause, "%s", f->sentence);
}

/* SPDX-License-Identifier: MIT */
/* What SQLite's failures mean to whoever meets them. A caller gets a sentence, fit for a page, and
 * the cause; the log gets what SQLite says and the statement that met it. A constraint that refuses
 * is a fault: the program's rules look first, and say in the reader's words what they find. */
#include "db/internal.h"

#include <errno.h>

#include "base/clock.h"
#include "base/log.h"

static const struct fault {
    enum err_kind kind;
    const char *sentence, *advice;
} faults[] = {
    [CAUSE_LOCKED] = {ERR_BUSY, "another process keeps the database locked",
                      "find out who holds it (`fuser -v writer.lock broadsheet.db` in the site's "
                      "folder): a program that was stopped, or a copy that is being made. It goes "
                      "on by itself once the lock is free"},
    [CAUSE_DISK_FULL] = {ERR_BUSY, "the disk is full",
                         "make room on the disk of the site's folder, or raise its quota: it goes "
                         "on by itself"},
    [CAUSE_READ_ONLY] = {ERR_BUSY, "the database may only be read",
                         "look whether the program's user may write the site's folder and all "
                         "files in it, and whether the disk is mounted read-only (a disk that "
                         "fails is: see the kernel's log). Then start the program again"},
    [CAUSE_DISK] = {ERR_BUSY, "the disk fails",
                    "look into the kernel's log for errors of this disk. Copy the last backup to "
                    "another disk before anything else"},
    [CAUSE_FILES] = {ERR_DB, "a file of the database cannot be opened",
                     "look whether the files are in the site's folder, whether the program's user "
                     "may read and write them, and how many files it may open (`ulimit -n`)"},
    [CAUSE_MEMORY] = {ERR_BUSY, "the machine has no memory left",
                      "see what uses it, and the limit of the program's unit (MemoryMax)"},
    [CAUSE_DAMAGED] =
        {ERR_DB, "the database is damaged",
         "stop the program, keep a copy of the site's folder, run `broadsheet check`, "
         "and restore the last backup that passes it. Where only the search index is "
         "named, `broadsheet reindex` builds it anew"},
    [CAUSE_CONSTRAINT] = {ERR_DB, "the database refused a change",
                          "run `broadsheet check`: perhaps its schema is not the program's. The "
                          "line in the log before this one names the statement"},
    [CAUSE_STATEMENT] = {ERR_DB, "the database does not fit this program",
                         "run `broadsheet check`: perhaps its schema is not the program's. The "
                         "line in the log before this one names the statement"},
};

const char *db_advice(enum err_cause cause)
{
    return (size_t)cause < sizeof faults / sizeof faults[0] ? faults[cause].advice : NULL;
}

/* What the operating system said to SQLite's last call, where that says more than SQLite. */
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

/* Remembers that the file does not give what it should. */
static void note_damage(struct db_conn *c, int code)
{
    bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_IOERR ||
                   (code == SQLITE_ERROR && c->handle != NULL &&
                    strncmp(sqlite3_errmsg(c->handle), "no such table", 13) == 0);
    if (damaged && c->damage_at_ms != NULL)
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
        return err_set(e, ERR_INVALID, "%s: the file is no database", path);
    return err_set_cause(e, faults[cause].kind, cause, "%s: %s (%s)", path, faults[cause].sentence,
                         c->handle ? sqlite3_errmsg(c->handle) : sqlite3_errstr(rc));
}

enum err_kind conn_error(struct db_conn *c, int rc, const char *doing, struct err *e)
{
    note_damage(c, rc & 0xff);
    if ((rc & 0xff) == SQLITE_NOTADB)
        return err_set(e, ERR_INVALID, "%s: the file is no database", doing);
    if ((rc & 0xff) == SQLITE_ERROR && c->older_schema > 0)
        return err_set(e, ERR_DB,
                       "the database has schema %d, which is too old for this (the program "
                       "knows %d; `broadsheet migrate` brings it up to date)",
                       c->older_schema, db_schema_newest());
    enum err_cause cause = conn_cause(c, rc);
    const struct fault *f = &faults[cause];
    if (cause != CAUSE_LOCKED &&
        cause != CAUSE_DISK_FULL) /* these pass, and are told by the writer */
        log_error("database: %s: %s (%s; SQLite %d)", f->sentence, doing,
                  c->handle ? sqlite3_errmsg(c->handle) : sqlite3_errstr(rc), rc);
    return err_set_cause(e, f->kind, cause, "%s", f->sentence);
}

/* SPDX-License-Identifier: MIT */
/* Copies a database while the site runs, and checks databases for damage. A copy is made by VACUUM
 * INTO, which reads one snapshot, under a temporary name; it is checked before it gets its final
 * name. */
#include "db/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/die.h"
#include "base/file.h"
#include "base/utf8.h"

/* Calls REPORT for each thing that SQLite finds wrong with C's database. */
static enum err_kind verify_conn(struct db_conn *c, db_report_fn *report, void *arg, struct err *e)
{
    sqlite3_stmt *q;
    int rc = sqlite3_prepare_v2(c->handle, "PRAGMA integrity_check", -1, &q, NULL);
    if (rc != SQLITE_OK)
        return conn_error(c, rc, "integrity check", e);
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(q, 0);
        if (text == NULL)
            break;
        if (strcmp(text, "ok") != 0)
            report(arg, text);
    }
    sqlite3_finalize(q);
    if (rc != SQLITE_DONE)
        return conn_error(c, rc == SQLITE_ROW ? SQLITE_NOMEM : rc, "integrity check", e);

    rc = sqlite3_prepare_v2(c->handle, "PRAGMA foreign_key_check", -1, &q, NULL);
    if (rc != SQLITE_OK)
        return conn_error(c, rc, "foreign key check", e);
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        char sentence[300];
        const char *table = (const char *)sqlite3_column_text(q, 0);
        const char *other = (const char *)sqlite3_column_text(q, 2);
        if (table == NULL || other == NULL)
            break;
        snprintf(sentence, sizeof sentence, "row %lld of %s points to a %s that does not exist",
                 sqlite3_column_int64(q, 1), table, other);
        utf8_drop_partial(sentence);
        report(arg, sentence);
    }
    sqlite3_finalize(q);
    if (rc == SQLITE_ROW) /* no memory for a name */
        rc = SQLITE_NOMEM;
    return rc == SQLITE_DONE ? OK : conn_error(c, rc, "foreign key check", e);
}

enum err_kind db_verify(struct db *db, db_report_fn *report, void *arg, struct err *e)
{
    struct db_conn *c;
    TRY(conn_open(db->path, db->reader, &c, e));
    enum err_kind kind = verify_conn(c, report, arg, e);
    conn_close(&c);
    return kind;
}

static enum err_kind touch_table(struct db_conn *c, const char *name, struct err *e)
{
    sqlite3_stmt *q = NULL;
    char *sql = check_memory(sqlite3_mprintf("SELECT 1 FROM \"%w\" NOT INDEXED LIMIT 1", name));
    int rc = sqlite3_prepare_v2(c->handle, sql, -1, &q, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(q);
    enum err_kind kind = OK;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        kind = conn_error(c, rc, sql, e);
    sqlite3_finalize(q);
    sqlite3_free(sql);
    return kind;
}

enum err_kind db_probe(struct db_conn *c, struct err *e)
{
    /* A virtual table has no pages of its own; the tables behind it do. */
    const char *sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
    sqlite3_stmt *q;
    int rc = sqlite3_prepare_v2(c->handle, sql, -1, &q, NULL);
    if (rc != SQLITE_OK)
        return conn_error(c, rc, sql, e);
    enum err_kind kind = OK;
    while (kind == OK && (rc = sqlite3_step(q)) == SQLITE_ROW)
        kind = touch_table(c, (const char *)sqlite3_column_text(q, 0), e);
    if (kind == OK && rc != SQLITE_DONE)
        kind = conn_error(c, rc, sql, e);
    sqlite3_finalize(q);
    return kind;
}

void db_damage_keep(void *arg, const char *sentence)
{
    struct db_damage *d = arg;
    if (!d->found) {
        snprintf(d->first, sizeof d->first, "%s", sentence);
        utf8_drop_partial(d->first);
    }
    d->found = true;
}

static enum err_kind verify_copy(const char *path, struct err *e)
{
    struct db_conn *copy;
    struct db_damage damage = {0};
    TRY(conn_open(path, CONN_READONLY, &copy, e));
    enum err_kind kind = verify_conn(copy, db_damage_keep, &damage, e);
    conn_close(&copy);
    if (kind == OK && damage.found)
        kind = err_set(e, ERR_DB, "the copy is damaged: %s", damage.first);
    return kind;
}

static enum err_kind vacuum_into(const char *from, const char *to, struct err *e)
{
    struct db_conn *c;
    TRY(conn_open(from, CONN_READONLY, &c, e));
    sqlite3_stmt *q;
    enum err_kind kind = OK;
    int rc = sqlite3_prepare_v2(c->handle, "VACUUM INTO ?1", -1, &q, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(q, 1, to, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(q);
    if (rc != SQLITE_DONE)
        kind = conn_error(c, rc, "copying the database", e);
    sqlite3_finalize(q);
    conn_close(&c);
    return kind;
}

/* SQLite keeps a journal for the copy as for any database, and leaves it behind if the copy fails.
 */
static void remove_journal(const char *part)
{
    char *journal;
    if (asprintf(&journal, "%s-journal", part) < 0)
        die_out_of_memory();
    unlink(journal);
    free(journal);
}

enum err_kind keep_copy(const char *from, const char *part, int *fd, struct err *e)
{
    *fd = -1;
    /* SQLite accepts an empty file and keeps its mode. */
    TRY(file_open_part(part, fd, e));
    enum err_kind kind = vacuum_into(from, part, e);
    remove_journal(part);
    if (kind == OK)
        kind = verify_copy(part, e);
    if (kind == OK && fsync(*fd) != 0)
        kind = err_errno(e, ERR_IO, "cannot sync %s", part);
    if (kind != OK) {
        unlink(part);
        close(*fd);
        *fd = -1;
    }
    return kind;
}

enum err_kind db_copy(struct db *db, const char *part, int *fd, struct err *e)
{
    return keep_copy(db->path, part, fd, e);
}

enum err_kind db_backup(struct db *db, const char *path, struct err *e)
{
    if (access(path, F_OK) == 0)
        return err_set(e, ERR_CONFLICT, "%s already exists", path);
    char *part;
    int fd;
    if (asprintf(&part, "%s.part", path) < 0)
        die_out_of_memory();
    enum err_kind kind = keep_copy(db->path, part, &fd, e);
    if (kind == OK) {
        kind = file_publish(part, path, e);
        close(fd);
    }
    free(part);
    return kind;
}

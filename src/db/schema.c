/* SPDX-License-Identifier: MIT */
/* Schema versions: reads which one a database has, and applies the migrations of sql/schema. The
 * version is the database's user_version, set in the same transaction as its migration, so a
 * database never has half of one. */
#include "db/internal.h"

#include <ctype.h>
#include <stdio.h>

/* "BrSh": marks the file as ours (sqlite.org/pragma.html#pragma_application_id). */
enum { APPLICATION_ID = 0x42725368, STATEMENT_SHOWN = 120 };

int db_schema_newest(void)
{
    return sql_migrations[sql_migration_count - 1].version;
}

static enum err_kind set_pragma(struct db_conn *c, const char *name, int value, struct err *e)
{
    char sql[100];
    snprintf(sql, sizeof sql, "PRAGMA %s=%d", name, value);
    return conn_exec(c, sql, e);
}

enum err_kind schema_mark(struct db_conn *c, struct err *e)
{
    return set_pragma(c, "application_id", APPLICATION_ID, e);
}

enum err_kind schema_read(struct db_conn *c, const char *path, int *version, struct err *e)
{
    int64_t application, found;
    TRY(conn_pragma(c, "application_id", &application, e));
    if (application != APPLICATION_ID)
        return err_set(e, ERR_INVALID, "%s is not a Broadsheet database", path);
    TRY(conn_pragma(c, "user_version", &found, e));
    if (found > db_schema_newest())
        return err_set(e, ERR_INVALID,
                       "%s was made by a newer Broadsheet (schema %d, this program knows %d)", path,
                       (int)found, db_schema_newest());
    *version = (int)found;
    return OK;
}

/* ---- applying ---- */

/* Skips blanks and comments at AT. */
static const char *skip_comments(const char *at)
{
    for (;;) {
        while (isspace((unsigned char)*at))
            at++;
        if (at[0] != '-' || at[1] != '-')
            return at;
        at += strcspn(at, "\n");
    }
}

/* Writes the beginning of the statement at AT to OUT, on one line. */
static void shorten(const char *at, char out[STATEMENT_SHOWN])
{
    size_t n = 0;
    for (; *at != '\0' && *at != ';' && n < STATEMENT_SHOWN - 1; at++)
        if (!isspace((unsigned char)*at))
            out[n++] = *at;
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    out[n] = '\0';
}

/* The error for the statement at AT of M, which failed with RC. */
static enum err_kind migration_error(struct db_conn *c, const struct sql_migration *m,
                                     const char *at, int rc, struct err *e)
{
    char statement[STATEMENT_SHOWN];
    int line = 1;
    for (const char *p = m->text; p < at; p++)
        line += *p == '\n';
    shorten(at, statement);
    enum err_cause cause = conn_cause(c, rc);
    bool busy = cause == CAUSE_DISK_FULL || cause == CAUSE_LOCKED;
    return err_set_cause(e, busy ? ERR_BUSY : ERR_DB, cause, "%s (%s, line %d: %s ...)",
                         cause == CAUSE_DISK_FULL ? "the disk is full" : sqlite3_errmsg(c->handle),
                         m->name, line, statement);
}

static enum err_kind apply_one(struct db_conn *c, const struct sql_migration *m, struct err *e)
{
    const char *rest;
    for (const char *at = skip_comments(m->text); *at != '\0'; at = skip_comments(rest)) {
        sqlite3_stmt *q;
        int rc = sqlite3_prepare_v2(c->handle, at, -1, &q, &rest);
        if (rc == SQLITE_OK) {
            do
                rc = sqlite3_step(q);
            while (rc == SQLITE_ROW);
            if (rc == SQLITE_DONE)
                rc = SQLITE_OK;
        }
        enum err_kind kind = rc == SQLITE_OK ? OK : migration_error(c, m, at, rc, e);
        sqlite3_finalize(q);
        TRY(kind);
    }
    return set_pragma(c, "user_version", m->version, e);
}

enum err_kind schema_apply(struct db_conn *c, int from, int to, struct err *e)
{
    for (int i = 0; i < sql_migration_count; i++) {
        const struct sql_migration *m = &sql_migrations[i];
        if (m->version > from && m->version <= to)
            TRY(apply_one(c, m, e));
    }
    return OK;
}

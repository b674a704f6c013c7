/* SPDX-License-Identifier: MIT */
/* SQLite connections, and the program's statements on them. Every connection is opened here with
 * the same settings (conn_open), and every statement of sql/query is prepared on first use and
 * kept. SQLite's result codes stay in struct stmt until stmt_done turns them into an error, so
 * loops over rows need no error handling of their own. */
#include "db/internal.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/die.h"

static pthread_once_t library_once = PTHREAD_ONCE_INIT;

static void library_start(void)
{
    /* Each connection is used by one thread at a time; memory statistics would cost one mutex for
     * the whole process at every allocation. */
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_initialize();
}

enum err_kind conn_exec(struct db_conn *c, const char *sql, struct err *e)
{
    int rc = sqlite3_exec(c->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? OK : conn_error(c, rc, sql, e);
}

void conn_exec_quietly(struct db_conn *c, const char *sql)
{
    sqlite3_exec(c->handle, sql, NULL, NULL, NULL);
}

enum err_kind conn_pragma(struct db_conn *c, const char *name, int64_t *out, struct err *e)
{
    char sql[100];
    snprintf(sql, sizeof sql, "PRAGMA %s", name);
    sqlite3_stmt *q;
    int rc = sqlite3_prepare_v2(c->handle, sql, -1, &q, NULL);
    if (rc != SQLITE_OK)
        return conn_error(c, rc, sql, e);
    rc = sqlite3_step(q);
    enum err_kind kind = OK;
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);
    else
        kind = conn_error(c, rc, sql, e);
    sqlite3_finalize(q);
    return kind;
}

static int remember_wal_pages(void *arg, sqlite3 *handle, const char *name, int pages)
{
    (void)handle, (void)name;
    struct db_conn *c = arg;
    c->wal_pages = pages;
    return SQLITE_OK;
}

/* A pooled reader's error may be shown on a page, so it does not name the file. The other kinds are
 * opened for somebody at a terminal. */
static enum err_kind open_error(struct db_conn *c, enum conn_kind kind, int rc, const char *path,
                                struct err *e)
{
    return kind == CONN_READ ? conn_error(c, rc, "opening it", e) : conn_open_error(c, rc, path, e);
}

/* Lets SQLite keep what a savepoint needs for its rollback in an unnamed file, beyond 64 KB: a
 * decision on many comments rewrites all of them, which may not fit in memory. The file is in the
 * database's folder, the one folder that is certainly writable. If a process opens several sites,
 * the first one's folder is used. */
static void keep_savepoints_near(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (sqlite3_temp_directory == NULL && slash != NULL && slash != path)
        sqlite3_temp_directory = sqlite3_mprintf("%.*s", (int)(slash - path), path);
}

enum err_kind conn_open(const char *path, enum conn_kind kind, struct db_conn **out, struct err *e)
{
    pthread_once(&library_once, library_start);
    struct db_conn *c = check_memory(calloc(1, sizeof *c));
    for (int i = 0; i < SQL_COUNT; i++)
        c->stmts[i] = (struct stmt){.def = &sql_statements[i], .conn = c};

    if (kind == CONN_WRITE)
        keep_savepoints_near(path);
    int access = kind == CONN_READONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int rc = sqlite3_open_v2(path, &c->handle, access | SQLITE_OPEN_NOMUTEX, NULL);
    enum err_kind failure = OK;
    if (rc != SQLITE_OK) {
        failure = open_error(c, kind, rc, path, e);
        goto fail;
    }
    sqlite3_extended_result_codes(c->handle, 1);
    sqlite3_busy_timeout(c->handle, BUSY_TIMEOUT_MS);
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(c->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    /* A small cache, since twenty readers may be open. The kernel caches the file for all of them.
     */
    rc =
        sqlite3_exec(c->handle,
                     "PRAGMA cache_size=-2048; PRAGMA wal_autocheckpoint=0; PRAGMA foreign_keys=ON;"
                     "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
                     "PRAGMA journal_size_limit=16777216",
                     NULL, NULL, NULL);
    /* This was the first read of the file. If the file is damaged, its name helps more than the
     * statement. */
    failure = rc == SQLITE_OK ? fts_attach(c, e) : open_error(c, kind, rc, path, e);
    if (failure == OK && kind == CONN_READ)
        failure = conn_exec(c, "PRAGMA query_only=ON", e);
    if (failure != OK)
        goto fail;
    if (kind == CONN_WRITE) {
        conn_exec_quietly(c, "PRAGMA temp_store=FILE"); /* keep_savepoints_near */
        sqlite3_wal_hook(c->handle, remember_wal_pages, c);
    }
    *out = c;
    return OK;

fail:
    conn_close(&c);
    return failure;
}

void conn_close(struct db_conn **c)
{
    if (*c == NULL)
        return;
    for (int i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize((*c)->stmts[i].q);
    fts_detach(*c);
    sqlite3_close((*c)->handle);
    free(*c);
    *c = NULL;
}

void conn_forget_pages(struct db_conn *c)
{
    sqlite3_db_release_memory(c->handle);
}

void conn_reset_all(struct db_conn *c)
{
    for (sqlite3_stmt *q = NULL; (q = sqlite3_next_stmt(c->handle, q)) != NULL;)
        if (sqlite3_stmt_busy(q))
            sqlite3_reset(q);
}

/* ---- statements ---- */

struct stmt *db_stmt(struct db_conn *c, enum sql_id id)
{
    struct stmt *s = &c->stmts[id];
    if (s->q == NULL) {
        s->rc =
            sqlite3_prepare_v3(c->handle, s->def->text, -1, SQLITE_PREPARE_PERSISTENT, &s->q, NULL);
        if (s->rc != SQLITE_OK)
            return s;
    } else {
        sqlite3_reset(s->q);
        sqlite3_clear_bindings(s->q);
    }
    s->rc = SQLITE_OK;
    memset(s->bound, 0, sizeof s->bound);
    return s;
}

/* Marks a parameter as bound and returns its index; 0 if the statement could not be prepared. */
static int arg_index(struct stmt *s, enum sql_arg arg)
{
    int index = s->def->args[arg];
    assert(index != 0 && "the statement has no such parameter");
    s->bound[arg / 64] |= UINT64_C(1) << (arg % 64);
    return s->q ? index : 0;
}

static void bind_result(struct stmt *s, int rc)
{
    if (s->rc == SQLITE_OK)
        s->rc = rc;
}

void stmt_int(struct stmt *s, enum sql_arg arg, int64_t value)
{
    int index = arg_index(s, arg);
    if (index)
        bind_result(s, sqlite3_bind_int64(s->q, index, value));
}

void stmt_text(struct stmt *s, enum sql_arg arg, struct str text)
{
    int index = arg_index(s, arg);
    if (index)
        bind_result(s, sqlite3_bind_text64(s->q, index, text.p ? text.p : "", text.n, SQLITE_STATIC,
                                           SQLITE_UTF8));
}

void stmt_null(struct stmt *s, enum sql_arg arg)
{
    int index = arg_index(s, arg);
    if (index)
        bind_result(s, sqlite3_bind_null(s->q, index));
}

static int bound_count(const struct stmt *s)
{
    int n = 0;
    for (int i = 0; i < BOUND_WORDS; i++)
        n += __builtin_popcountll(s->bound[i]);
    return n;
}

bool stmt_next(struct stmt *s)
{
    if (s->rc != SQLITE_OK && s->rc != SQLITE_ROW)
        return false;
    assert(bound_count(s) == s->def->n_args && "a parameter was not bound");
    s->rc = sqlite3_step(s->q);
    return s->rc == SQLITE_ROW;
}

/* True if the statement does not fit the schema in the file, although that has the program's
 * version. All statements fit the program's schema (a test prepares them), so the file lost a part
 * of it. A statement can also fail for its values; preparing it again tells the two apart. */
static bool schema_is_damaged(const struct stmt *s)
{
    if (s->conn->older_schema > 0)
        return false;
    sqlite3_stmt *again = NULL;
    int rc = sqlite3_prepare_v2(s->conn->handle, s->def->text, -1, &again, NULL);
    sqlite3_finalize(again);
    return (rc & 0xff) == SQLITE_ERROR;
}

enum err_kind stmt_done(struct stmt *s, struct err *e)
{
    int rc = s->rc;
    enum err_kind kind = OK;
    if (rc != SQLITE_OK && rc != SQLITE_ROW && rc != SQLITE_DONE)
        kind = conn_error(s->conn, rc, s->def->name, e);
    if ((rc & 0xff) == SQLITE_ERROR && schema_is_damaged(s))
        conn_note_damage(s->conn);
    if (s->q != NULL) {
        sqlite3_reset(s->q);
        sqlite3_clear_bindings(s->q);
    }
    s->rc = SQLITE_OK;
    return kind;
}

enum err_kind stmt_run(struct stmt *s, struct err *e)
{
    while (stmt_next(s))
        ;
    return stmt_done(s, e);
}

static int column_index(struct stmt *s, enum sql_column column)
{
    int index = s->def->columns[column];
    assert(index != 0 && "the statement has no such column");
    return index - 1;
}

int64_t stmt_col_int(struct stmt *s, enum sql_column column)
{
    return sqlite3_column_int64(s->q, column_index(s, column));
}

struct str stmt_col_text(struct stmt *s, enum sql_column column, struct arena *a)
{
    int index = column_index(s, column);
    const char *text = (const char *)sqlite3_column_text(s->q, index);
    /* SQLite returns NULL when it is out of memory. The text would look empty, so the statement
     * fails. */
    if (text == NULL && sqlite3_errcode(s->conn->handle) == SQLITE_NOMEM)
        s->rc = SQLITE_NOMEM;
    int n = sqlite3_column_bytes(s->q, index);
    return arena_dup(a, str_of(text, text ? (size_t)n : 0));
}

int64_t db_last_id(struct db_conn *c)
{
    return sqlite3_last_insert_rowid(c->handle);
}

int64_t db_changes(struct db_conn *c)
{
    return sqlite3_changes64(c->handle);
}

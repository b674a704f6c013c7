/* SPDX-License-Identifier: MIT */
/* Opening and closing a site's database, and the pool of read connections. */
#include "db/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

/* "BrSh": marks the file as ours (sqlite.org/pragma.html#pragma_application_id). */
enum { APPLICATION_ID = 0x42725368 };

static enum err_kind migrate_to(struct db_conn *c, const struct sql_migration *m, struct err *e)
{
    char version[60];
    snprintf(version, sizeof version, "PRAGMA user_version=%d", m->version);
    enum err_kind kind = conn_exec(c, "BEGIN IMMEDIATE", e);
    if (kind == OK)
        kind = conn_exec(c, m->text, e);
    if (kind == OK)
        kind = conn_exec(c, version, e);
    if (kind == OK)
        kind = conn_exec(c, "COMMIT", e);
    if (kind != OK) {
        conn_exec_quietly(c, "ROLLBACK");
        return err_wrap(e, "bringing the database to %s", m->name);
    }
    return OK;
}

/* Under the lock: makes C's database one of the newest schema, or tells why it cannot be. */
static enum err_kind prepare_schema(struct db_conn *c, const char *path, bool fresh, struct err *e)
{
    int64_t application, version;
    if (fresh) {
        char mark[60];
        snprintf(mark, sizeof mark, "PRAGMA application_id=%d", APPLICATION_ID);
        TRY(conn_exec(c, mark, e));
    }
    TRY(conn_pragma(c, "application_id", &application, e));
    if (application != APPLICATION_ID)
        return err_set(e, ERR_INVALID, "%s is no Broadsheet database", path);
    TRY(conn_exec(c, "PRAGMA journal_mode=WAL", e));
    TRY(conn_pragma(c, "user_version", &version, e));
    const struct sql_migration *newest = &sql_migrations[sql_migration_count - 1];
    if (version > newest->version)
        return err_set(e, ERR_INVALID,
                       "%s was made by a newer Broadsheet (schema %d, this program knows %d)", path,
                       (int)version, newest->version);
    for (int i = 0; i < sql_migration_count; i++) {
        if (sql_migrations[i].version <= version)
            continue;
        TRY(migrate_to(c, &sql_migrations[i], e));
        if (!fresh)
            log_info("database brought to %s", sql_migrations[i].name);
    }
    return OK;
}

static enum err_kind open_site(struct db **out, const char *path, const char *lock_path, bool fresh,
                               struct err *e)
{
    struct db *db = calloc(1, sizeof *db);
    if (db == NULL)
        return err_set(e, ERR_IO, "out of memory");
    db->path = strdup(path);
    db->lock_fd = -1;
    pthread_mutex_init(&db->idle_lock, NULL);
    pthread_mutex_init(&db->content.lock, NULL);

    enum err_kind kind = lock_open(lock_path, &db->lock_fd, e);
    if (kind == OK)
        kind = lock_take(db->lock_fd, LOCK_TIMEOUT_MS, e);
    if (kind == OK) {
        kind = conn_open(path, CONN_WRITE, &db->write_conn, e);
        if (kind == OK)
            kind = prepare_schema(db->write_conn, path, fresh, e);
        lock_drop(db->lock_fd);
    }
    if (kind == OK)
        kind = writer_start(db, e);
    if (kind == OK && !fresh)
        kind = db_content_refresh(db, e);
    if (kind != OK) {
        db_close(&db);
        return kind;
    }
    *out = db;
    return OK;
}

enum err_kind db_open(struct db **out, const char *path, const char *lock_path, struct err *e)
{
    if (access(path, F_OK) != 0)
        return err_errno(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s", path);
    if (access(path, R_OK | W_OK) != 0)
        return err_errno(e, ERR_IO, "cannot write %s", path);
    return open_site(out, path, lock_path, false, e);
}

enum err_kind db_create(struct db **out, const char *path, const char *lock_path, struct err *e)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (fd < 0)
        return err_errno(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "cannot make %s", path);
    close(fd);
    return open_site(out, path, lock_path, true, e);
}

static void push(struct db_conn **list, struct db_conn *c)
{
    c->next_idle = *list;
    *list = c;
}

static struct db_conn *pop(struct db_conn **list)
{
    struct db_conn *c = *list;
    if (c != NULL)
        *list = c->next_idle;
    return c;
}

void db_close(struct db **db)
{
    struct db *d = *db;
    if (d == NULL)
        return;
    if (d->writer != NULL) {
        struct err e;
        enum err_kind kind = db_checkpoint(d, true, &e);
        if (kind != OK && kind != ERR_BUSY) /* another process is at work, and does it */
            log_warn("checkpoint at the end: %s", e.msg);
    }
    writer_stop(d);
    for (struct db_conn *c; (c = pop(&d->warm)) != NULL || (c = pop(&d->spare)) != NULL;)
        conn_close(&c);
    conn_close(&d->write_conn);
    if (d->lock_fd >= 0)
        close(d->lock_fd);
    pthread_mutex_destroy(&d->idle_lock);
    pthread_mutex_destroy(&d->content.lock);
    free(d->path);
    free(d);
    *db = NULL;
}

/* ---- reading ---- */

enum { WARM_MAX = 2, SPARE_MS = 5000 };

static void give_back(struct db *db, struct db_conn *c)
{
    pthread_mutex_lock(&db->idle_lock);
    bool warm = db->n_warm < WARM_MAX;
    if (warm) {
        push(&db->warm, c);
        db->n_warm++;
    }
    pthread_mutex_unlock(&db->idle_lock);
    if (warm)
        return;
    conn_forget_pages(c);
    pthread_mutex_lock(&db->idle_lock);
    c->idle_since_ms = clock_mono_ms();
    push(&db->spare, c);
    pthread_mutex_unlock(&db->idle_lock);
}

void db_close_idle(struct db *db)
{
    int64_t before = clock_mono_ms() - SPARE_MS;
    pthread_mutex_lock(&db->idle_lock);
    struct db_conn **rest = &db->spare;
    while (*rest != NULL && (*rest)->idle_since_ms > before)
        rest = &(*rest)->next_idle;
    struct db_conn *old = *rest;
    *rest = NULL;
    pthread_mutex_unlock(&db->idle_lock);
    for (struct db_conn *c; (c = pop(&old)) != NULL;)
        conn_close(&c);
}

enum err_kind db_begin(struct db *db, struct db_conn **out, struct err *e)
{
    pthread_mutex_lock(&db->idle_lock);
    struct db_conn *c = pop(&db->warm);
    if (c != NULL)
        db->n_warm--;
    else
        c = pop(&db->spare);
    pthread_mutex_unlock(&db->idle_lock);
    if (c == NULL)
        TRY(conn_open(db->path, CONN_READ, &c, e));
    enum err_kind kind = conn_exec(c, "BEGIN", e);
    if (kind != OK) {
        conn_close(&c);
        return kind;
    }
    *out = c;
    return OK;
}

void db_end(struct db *db, struct db_conn **c)
{
    if (*c == NULL)
        return;
    conn_reset_all(*c);
    conn_exec_quietly(*c, "COMMIT");
    give_back(db, *c);
    *c = NULL;
}

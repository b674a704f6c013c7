/* SPDX-License-Identifier: MIT */
/* Opening and closing a site's database, and the pool of read connections.
 *
 * The pool keeps WARM_MAX connections with their cached pages. A rush opens more; those are spare,
 * give up their cached pages, and are closed when they have been idle for SPARE_MS (db_close_idle).
 * New connections are opened only while the open files are the ones in the folder (open_reader). */
#include "db/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/die.h"
#include "base/file.h"
#include "base/log.h"

/* What to do about the schema: create it, upgrade an older one, or refuse an older one. */
enum schema_policy { SCHEMA_MAKE, SCHEMA_UPGRADE, SCHEMA_REFUSE };

static enum err_kind make_schema(struct db_conn *c, struct err *e)
{
    TRY(conn_exec(c, "BEGIN IMMEDIATE", e));
    enum err_kind kind = schema_apply(c, 0, db_schema_newest(), e);
    if (kind == OK)
        kind = conn_exec(c, "COMMIT", e);
    if (kind != OK)
        conn_exec_quietly(c, "ROLLBACK");
    return kind;
}

/* Brings the database to the newest schema, or fails with the reason. Call with the lock held. */
static enum err_kind prepare_schema(struct db *db, enum schema_policy policy,
                                    struct db_upgrade *done, struct err *e)
{
    struct db_conn *c = db->write_conn;
    int version, newest = db_schema_newest();
    if (policy == SCHEMA_MAKE)
        TRY(schema_mark(c, e));
    TRY(schema_read(c, db->path, &version, e));
    if (version < newest && policy == SCHEMA_REFUSE)
        return err_set(e, ERR_INVALID,
                       "%s has schema %d, and this program writes schema %d: upgrade it with "
                       "`broadsheet migrate` (a server does so when it starts)",
                       db->path, version, newest);
    TRY(conn_exec(c, "PRAGMA journal_mode=WAL", e));
    TRY(schema_read(c, db->path, &version, e)); /* creates the log, if there was none */
    *done = (struct db_upgrade){version, newest, NULL};
    if (policy == SCHEMA_MAKE)
        TRY(make_schema(c, e));
    else if (version < newest)
        TRY(upgrade_schema(c, db->path, version, &done->copy, e));
    db->schema = newest;
    return OK;
}

static struct db *db_new(const char *path, enum conn_kind reader)
{
    struct db *db = check_memory(calloc(1, sizeof *db));
    db->path = check_memory(strdup(path));
    db->magic = DB_MAGIC;
    db->lock_fd = -1;
    db->reader = reader;
    pthread_mutex_init(&db->idle_lock, NULL);
    pthread_mutex_init(&db->content.lock, NULL);
    return db;
}

static enum err_kind open_site(struct db **out, const char *path, const char *lock_path,
                               enum schema_policy policy, struct db_upgrade *done, struct err *e)
{
    struct db *db = db_new(path, CONN_READ);
    files_name(db, lock_path);
    enum err_kind kind = lock_open(lock_path, &db->lock_fd, e);
    if (kind == OK)
        kind = lock_acquire(db->lock_fd, LOCK_TIMEOUT_MS, e);
    if (kind == OK) {
        kind = conn_open(path, CONN_WRITE, &db->write_conn, e);
        if (kind == OK)
            kind = prepare_schema(db, policy, done, e);
        if (kind == OK)
            kind = files_remember(db, e);
        lock_release(db->lock_fd);
    }
    if (kind == OK)
        kind = writer_start(db, e);
    if (kind == OK && policy != SCHEMA_MAKE)
        kind = db_content_refresh(db, e);
    if (kind != OK) {
        db_close(&db);
        return kind;
    }
    *out = db;
    return OK;
}

static enum err_kind check_file(const char *path, struct err *e)
{
    if (access(path, F_OK) != 0)
        return err_errno(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s", path);
    if (access(path, R_OK | W_OK) != 0)
        return err_errno(e, ERR_IO, "cannot write %s", path);
    return OK;
}

enum err_kind db_open(struct db **out, const char *path, const char *lock_path, struct err *e)
{
    struct db_upgrade none;
    TRY(check_file(path, e));
    return open_site(out, path, lock_path, SCHEMA_REFUSE, &none, e);
}

enum err_kind db_upgrade(struct db **out, const char *path, const char *lock_path,
                         struct db_upgrade *done, struct err *e)
{
    struct db_upgrade upgrade = {0};
    TRY(check_file(path, e));
    enum err_kind kind = open_site(out, path, lock_path, SCHEMA_UPGRADE, &upgrade, e);
    if (kind == OK && done != NULL)
        *done = upgrade;
    else
        free(upgrade.copy);
    return kind;
}

enum err_kind db_open_readonly(struct db **out, const char *path, struct err *e)
{
    if (access(path, R_OK) != 0)
        return err_errno(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s", path);
    struct db *db = db_new(path, CONN_READONLY);
    struct db_conn *c;
    enum err_kind kind = conn_open(path, CONN_READONLY, &c, e);
    if (kind == OK) {
        kind = schema_read(c, path, &db->schema, e);
        conn_close(&c);
    }
    if (kind != OK) {
        db_close(&db);
        return kind;
    }
    *out = db;
    return OK;
}

int db_schema(const struct db *db)
{
    return db->schema;
}

enum err_kind db_create(struct db **out, const char *path, const char *lock_path, struct err *e)
{
    struct db_upgrade none;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "cannot create %s", path);
    close(fd);
    TRY(file_sync_folder(path, e));
    return open_site(out, path, lock_path, SCHEMA_MAKE, &none, e);
}

static void idle_push(struct db_conn **list, struct db_conn *c)
{
    c->next_idle = *list;
    *list = c;
}

static struct db_conn *idle_pop(struct db_conn **list)
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
        if (kind != OK && kind != ERR_BUSY) /* busy: another process uses the log, and does it */
            log_warn("last checkpoint: %s", e.msg);
    }
    writer_stop(d);
    for (struct db_conn *c; (c = idle_pop(&d->warm)) != NULL || (c = idle_pop(&d->spare)) != NULL;)
        conn_close(&c);
    conn_close(&d->write_conn);
    if (d->lock_fd >= 0)
        close(d->lock_fd);
    d->lock_fd = -1;
    d->magic = 0;
    pthread_mutex_destroy(&d->idle_lock);
    pthread_mutex_destroy(&d->content.lock);
    files_release(d);
    free(d->path);
    free(d);
    *db = NULL;
}

/* ---- reading ---- */

enum { WARM_MAX = 2, SPARE_MS = 5000 };

static void conn_park(struct db *db, struct db_conn *c)
{
    pthread_mutex_lock(&db->idle_lock);
    bool warm = db->n_warm < WARM_MAX;
    if (warm) {
        idle_push(&db->warm, c);
        db->n_warm++;
    }
    pthread_mutex_unlock(&db->idle_lock);
    if (warm)
        return;
    conn_forget_pages(c);
    pthread_mutex_lock(&db->idle_lock);
    c->idle_since_ms = clock_mono_ms();
    idle_push(&db->spare, c);
    pthread_mutex_unlock(&db->idle_lock);
}

void db_close_idle(struct db *db)
{
    if (files_check(db, FILE_DATABASE, NULL) != OK)
        return; /* keep them: no new ones could be opened */
    int64_t before = clock_mono_ms() - SPARE_MS;
    pthread_mutex_lock(&db->idle_lock);
    struct db_conn **rest = &db->spare;
    while (*rest != NULL && (*rest)->idle_since_ms > before)
        rest = &(*rest)->next_idle;
    struct db_conn *old = *rest;
    *rest = NULL;
    pthread_mutex_unlock(&db->idle_lock);
    for (struct db_conn *c; (c = idle_pop(&old)) != NULL;)
        conn_close(&c);
}

/* Opens a connection, but only to the files that the other connections have open. SQLite would
 * otherwise combine a replaced database with the log of the old one. */
static enum err_kind open_reader(struct db *db, struct db_conn **out, struct err *e)
{
    TRY(files_check(db, FILE_DATABASE, e));
    TRY(conn_open(db->path, db->reader, out, e));
    (*out)->damage_at_ms = &db->damage_at_ms;
    enum err_kind kind = files_check(db, FILE_DATABASE, e);
    if (kind != OK)
        conn_close(out);
    return kind;
}

int64_t db_damage_age_ms(const struct db *db)
{
    int64_t at_ms = atomic_load(&db->damage_at_ms);
    return at_ms == 0 ? -1 : clock_mono_ms() - at_ms;
}

enum err_kind db_begin(struct db *db, struct db_conn **out, struct err *e)
{
    pthread_mutex_lock(&db->idle_lock);
    struct db_conn *c = idle_pop(&db->warm);
    if (c != NULL)
        db->n_warm--;
    else
        c = idle_pop(&db->spare);
    pthread_mutex_unlock(&db->idle_lock);
    if (c == NULL)
        TRY(open_reader(db, &c, e));
    c->older_schema = db->schema < db_schema_newest() ? db->schema : 0;
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
    conn_park(db, *c);
    *c = NULL;
}

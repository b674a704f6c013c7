/* SPDX-License-Identifier: MIT */
/* What the files of db/ share. No other folder includes this. */
#ifndef DB_INTERNAL_H
#define DB_INTERNAL_H

#include "db/db.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/types.h>

enum { BOUND_WORDS = (ARG_COUNT + 63) / 64 };

/* Articles share a slot if their ids are equal modulo this. */
enum { CONTENT_SLOTS = 1024 };

struct stmt {
    sqlite3_stmt *q; /* NULL until first used */
    const struct sql_statement *def;
    struct db_conn *conn;
    int rc;                      /* SQLite's result of the last step, or of a failed prepare */
    uint64_t bound[BOUND_WORDS]; /* a bit per enum sql_arg: which parameters are bound */
};

/* CONN_READ may write SQLite's own side files; CONN_READONLY opens the file without write access.
 */
enum conn_kind { CONN_READ, CONN_WRITE, CONN_READONLY };

/* What a transaction changed for readers, in ascending order. */
enum content_change { CONTENT_SAME, CONTENT_OF_ARTICLES, CONTENT_OF_EVERYTHING };

struct db_conn {
    sqlite3 *handle;
    struct fts *fts; /* the connection's tokenizer */
    struct db_conn *next_idle;
    _Atomic int64_t *damage_at_ms; /* the db's field; NULL for connections outside the pool */
    int older_schema;      /* the file's schema version if older than the program's; else 0 */
    int64_t idle_since_ms; /* for a spare connection, on the monotonic clock */
    int wal_pages;         /* for the writer: length of the log after its last commit */
    enum content_change content_changed; /* for the writer: in the current transaction */
    struct stmt stmts[SQL_COUNT];
};

/* The database comes first, since a checkpoint checks the others only (checkpoint in writer.c). */
enum { FILE_DATABASE, FILE_LOCK, FILE_LOG, FILE_LOG_INDEX, DB_FILES };
enum files_state { FILES_IN_PLACE, FILES_GONE, FILES_REPLACED };
struct db_file {
    char *path;
    dev_t device;
    ino_t inode;
};

#define DB_MAGIC 0x44415441u

struct db {
    unsigned magic;
    char *path;
    int lock_fd; /* -1: opened for reading only */
    struct db_file files[DB_FILES];
    _Atomic int64_t damage_at_ms; /* on the monotonic clock; 0: never */
    bool files_known;      /* false if opened for reading only; set before other threads run */
    enum conn_kind reader; /* the kind of its read connections */
    int schema;            /* the schema version of the open database */

    struct content {
        pthread_mutex_t lock; /* held to write the other fields */
        _Atomic uint64_t version;
        _Atomic uint64_t everything;          /* the last version that changed everything */
        _Atomic uint64_t slot[CONTENT_SLOTS]; /* the last one that changed an article, by its id */
    } content;

    pthread_mutex_t idle_lock; /* protects the three fields below */
    struct db_conn *warm;      /* idle connections that keep their pages; at most WARM_MAX */
    struct db_conn *spare;     /* other idle connections, left by a rush; last used first */
    int n_warm;

    struct db_conn *write_conn; /* only the writer thread uses it, once that runs */
    struct writer *writer;
};

/* ---- conn.c ---- */

MUST_CHECK enum err_kind conn_open(const char *path, enum conn_kind kind, struct db_conn **out,
                                   struct err *e);
void conn_close(struct db_conn **c);
/* Runs SQL that is not in sql/query: pragmas, BEGIN, migrations. */
MUST_CHECK enum err_kind conn_exec(struct db_conn *c, const char *sql, struct err *e);
/* Runs SQL and ignores failures, such as a ROLLBACK after an error. */
void conn_exec_quietly(struct db_conn *c, const char *sql);
/* The integer value of the pragma NAME. */
MUST_CHECK enum err_kind conn_pragma(struct db_conn *c, const char *name, int64_t *out,
                                     struct err *e);
/* Resets every statement that was left before its end, so that none holds a snapshot. */
void conn_reset_all(struct db_conn *c);
/* Frees the pages of the file that C has cached. */
void conn_forget_pages(struct db_conn *c);
/* ---- fault.c ---- */

/* Turns SQLite's last failure on C, with the code RC, into *e. Logs it with DOING unless it is of a
 * kind that passes by itself. */
enum err_kind conn_error(struct db_conn *c, int rc, const char *doing, struct err *e);
/* The same for the database PATH that is being opened: the message names PATH, and nothing is
 * logged. */
enum err_kind conn_open_error(struct db_conn *c, int rc, const char *path, struct err *e);
/* The cause of such a failure. */
enum err_cause conn_cause(struct db_conn *c, int rc);
/* Notes that a failure on C showed damage, for db_damage_age_ms. */
void conn_note_damage(struct db_conn *c);

/* ---- content.c ---- */

/* Updates what this process knows of the content version from C's snapshot or transaction. */
MUST_CHECK enum err_kind content_update(struct db *db, struct db_conn *c, struct err *e);

/* ---- fts.c ---- */

/* Gives the connection its tokenizer and its rank function. ERR_DB if SQLite lacks FTS5. */
MUST_CHECK enum err_kind fts_attach(struct db_conn *c, struct err *e);
void fts_detach(struct db_conn *c);

/* ---- schema.c ---- */

/* Marks C's new, empty database as ours. */
MUST_CHECK enum err_kind schema_mark(struct db_conn *c, struct err *e);
/* The schema version of C's database PATH. ERR_INVALID if it is not ours, or newer than the
 * program. */
MUST_CHECK enum err_kind schema_read(struct db_conn *c, const char *path, int *version,
                                     struct err *e);
/* Upgrades C's database from version FROM to version TO, inside the caller's transaction. An error
 * names the reason first, then the file, the line and the statement. */
MUST_CHECK enum err_kind schema_apply(struct db_conn *c, int from, int to, struct err *e);

/* ---- upgrade.c ---- */

/* Upgrades the database PATH, open in C under the lock, from version FROM to the newest, and saves
 * a copy first (db_upgrade). *copy is the copy's path. */
MUST_CHECK enum err_kind upgrade_schema(struct db_conn *c, const char *path, int from, char **copy,
                                        struct err *e);

/* ---- keep.c ---- */

/* Writes a consistent copy of the database FROM to the file PART, checks it and syncs it. *fd is
 * PART's descriptor; it holds a lock, so that nobody else writes PART. Its mode is 0600, and
 * content that a killed process left is dropped. The caller gives PART its final name, then closes
 * *fd. ERR_CONFLICT: another process is writing PART. After a failure PART is removed and *fd is
 * -1. */
MUST_CHECK enum err_kind keep_copy(const char *from, const char *part, int *fd, struct err *e);

/* ---- files.c ---- */

/* Sets the paths of DB's files. */
void files_name(struct db *db, const char *lock_path);
void files_release(struct db *db);
/* Notes device and inode of DB's files. Call under the lock, when the writer's connection has
 * opened them all. ERR_IO, or as files_check. */
MUST_CHECK enum err_kind files_remember(struct db *db, struct err *e);
/* Compares the open files, from the index FIRST on, with those in the folder. *which is the name of
 * the first one that differs. Costs at most four calls of stat(). Any thread. */
enum files_state files_compare(const struct db *db, int first, const char **which);
/* The same as an error, ERR_BUSY. */
MUST_CHECK enum err_kind files_check(const struct db *db, int first, struct err *e);
/* What to do about it, as a sentence; NULL if all files are in place. */
const char *files_advice(const struct db *db);

/* ---- lock.c ---- */

/* The site's file lock. lock_acquire waits for at most TIMEOUT_MS, then ERR_BUSY. */
MUST_CHECK enum err_kind lock_open(const char *path, int *fd, struct err *e);
MUST_CHECK enum err_kind lock_acquire(int fd, int64_t timeout_ms, struct err *e);
void lock_release(int fd);
enum { LOCK_TIMEOUT_MS = 5000, BUSY_TIMEOUT_MS = 2000 /* SQLite's own locks */ };

/* ---- writer.c ---- */

MUST_CHECK enum err_kind writer_start(struct db *db, struct err *e);
/* Stops the thread when the queue is empty. */
void writer_stop(struct db *db);
/* Runs FN on the writer thread under the lock, outside any transaction. */
MUST_CHECK enum err_kind writer_run_alone(struct db *db, db_write_fn *fn, void *arg, struct err *e);

#endif

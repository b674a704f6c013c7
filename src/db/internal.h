/* SPDX-License-Identifier: MIT */
/* What the files of db/ share. Nobody else includes this. */
#ifndef DB_INTERNAL_H
#define DB_INTERNAL_H

#include "db/db.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/types.h>

enum { BOUND_WORDS = (ARG_COUNT + 63) / 64 };

/* Articles share a slot where their ids are a multiple of this apart. */
enum { CONTENT_SLOTS = 1024 };

struct stmt {
    sqlite3_stmt *q; /* NULL until first used */
    const struct sql_statement *def;
    struct db_conn *conn;
    int rc;                      /* of the last step, or of a failed prepare */
    uint64_t bound[BOUND_WORDS]; /* by enum sql_arg */
};

/* CONN_LOOK cannot write to the file at all. */
enum conn_kind { CONN_READ, CONN_WRITE, CONN_LOOK };

/* Each says more than the one before. */
enum content_change { CONTENT_SAME, CONTENT_OF_ARTICLES, CONTENT_OF_EVERYTHING };

struct db_conn {
    sqlite3 *handle;
    struct fts *fts; /* its tokenizer */
    struct db_conn *next_idle;
    _Atomic int64_t *damage_at_ms; /* of the db's; NULL: of none */
    int older_schema;      /* the file's version, where it is older than the program's; else 0 */
    int64_t idle_since_ms; /* of a spare one, on the monotonic clock */
    int wal_pages;         /* of the writer's: the log's length after its last commit */
    enum content_change content_changed; /* of the writer's: in the transaction at hand */
    struct stmt stmts[SQL_COUNT];
};

/* The database comes first: a checkpoint does without its name. */
enum { FILE_DATABASE, FILE_LOCK, FILE_LOG, FILE_LOG_INDEX, DB_FILES };
enum files_state { FILES_IN_PLACE, FILES_GONE, FILES_REPLACED };
struct db_file {
    char *path;
    dev_t device;
    ino_t inode;
};

struct db {
    char *path;
    int lock_fd; /* -1: open to look only */
    struct db_file files[DB_FILES];
    _Atomic int64_t damage_at_ms; /* on the monotonic clock; 0: never */
    bool files_known; /* not of one that is open to look only; set once, before other threads run */
    enum conn_kind reader; /* what its read connections are */
    int schema;            /* the version of what is open */

    struct content {
        pthread_mutex_t lock; /* of who writes the rest */
        _Atomic uint64_t version;
        _Atomic uint64_t everything;          /* the last that was not of articles alone */
        _Atomic uint64_t slot[CONTENT_SLOTS]; /* the last that was of an article, by its id */
    } content;

    pthread_mutex_t idle_lock; /* of the three below */
    struct db_conn *warm;      /* idle connections that keep their pages; WARM_MAX at most */
    struct db_conn *spare;     /* those that a rush needed besides; the last used first */
    int n_warm;

    struct db_conn *write_conn; /* the writer thread's alone, once that runs */
    struct writer *writer;
};

/* ---- conn.c ---- */

MUST_CHECK enum err_kind conn_open(const char *path, enum conn_kind kind, struct db_conn **out,
                                   struct err *e);
void conn_close(struct db_conn **c);
/* Runs statements that are no queries of the program's: pragmas, BEGIN, migrations. */
MUST_CHECK enum err_kind conn_exec(struct db_conn *c, const char *sql, struct err *e);
/* Runs SQL and ignores how it ends (a ROLLBACK after a failure). */
void conn_exec_quietly(struct db_conn *c, const char *sql);
/* The integer that the pragma NAME gives. */
MUST_CHECK enum err_kind conn_pragma(struct db_conn *c, const char *name, int64_t *out,
                                     struct err *e);
/* Resets every statement that somebody left in the middle, so that it holds no snapshot. */
void conn_reset_all(struct db_conn *c);
/* Gives back what C keeps of the file. */
void conn_forget_pages(struct db_conn *c);
/* ---- fault.c ---- */

/* Turns SQLite's last failure on C, with code RC, into *e, and logs it with DOING where it does not
 * pass by itself. */
enum err_kind conn_error(struct db_conn *c, int rc, const char *doing, struct err *e);
/* The same of the database PATH that is being opened: the message names it, and nothing is logged.
 */
enum err_kind conn_open_error(struct db_conn *c, int rc, const char *path, struct err *e);
/* What it comes from. */
enum err_cause conn_cause(struct db_conn *c, int rc);

/* ---- content.c ---- */

/* Takes in what C's snapshot, or transaction, says of the content version. */
MUST_CHECK enum err_kind content_take(struct db *db, struct db_conn *c, struct err *e);

/* ---- fts.c ---- */

/* Gives the connection its tokenizer and its rank function; ERR_DB where SQLite lacks FTS5. */
MUST_CHECK enum err_kind fts_attach(struct db_conn *c, struct err *e);
void fts_detach(struct db_conn *c);

/* ---- schema.c ---- */

/* Marks C's new, empty database as ours. */
MUST_CHECK enum err_kind schema_mark(struct db_conn *c, struct err *e);
/* The version of C's database PATH. ERR_INVALID where it is not ours, or newer than the program. */
MUST_CHECK enum err_kind schema_read(struct db_conn *c, const char *path, int *version,
                                     struct err *e);
/* Brings C's database from version FROM to version TO, inside a transaction of the caller's. What
 * fails is told with the reason first, then the file, the line and the statement. */
MUST_CHECK enum err_kind schema_apply(struct db_conn *c, int from, int to, struct err *e);

/* ---- upgrade.c ---- */

/* Brings the database PATH, open in C under the lock, from version FROM to the newest, having kept
 * a copy: see db_upgrade. COPY gets its path. */
MUST_CHECK enum err_kind upgrade_schema(struct db_conn *c, const char *path, int from, char **copy,
                                        struct err *e);

/* ---- keep.c ---- */

/* Writes a consistent copy of the database FROM to the file that *fd is opened on, PART (mode 0600,
 * locked against others who write one of that name; what a killed process left in it is dropped).
 * The copy is checked and synced. Whoever calls it gives PART its final name, then closes *fd.
 * ERR_CONFLICT: somebody is writing it. After a failure PART is gone and *fd is -1. */
MUST_CHECK enum err_kind keep_copy(const char *from, const char *part, int *fd, struct err *e);

/* ---- files.c ---- */

/* The names of the files of DB. */
void files_name(struct db *db, const char *lock_path);
void files_release(struct db *db);
/* Under the lock, when the writer has opened everything: these are the files that are open. ERR_IO,
 * or as files_check. */
MUST_CHECK enum err_kind files_remember(struct db *db, struct err *e);
/* Whether what is open stands in the folder: from FILE_DATABASE or another FIRST
 * on. *which is the name of the first that does not. Four calls of stat(); any thread. */
enum files_state files_look(const struct db *db, int first, const char **which);
/* The same as an error: ERR_BUSY. */
MUST_CHECK enum err_kind files_check(const struct db *db, int first, struct err *e);
/* What to do about it, as a sentence; NULL where all is in place. */
const char *files_advice(const struct db *db);

/* ---- lock.c ---- */

/* The site's file lock, for at most TIMEOUT_MS: ERR_BUSY where somebody else keeps it. */
MUST_CHECK enum err_kind lock_open(const char *path, int *fd, struct err *e);
MUST_CHECK enum err_kind lock_take(int fd, int64_t timeout_ms, struct err *e);
void lock_drop(int fd);
enum { LOCK_TIMEOUT_MS = 5000, BUSY_TIMEOUT_MS = 2000 /* SQLite's own locks */ };

/* ---- writer.c ---- */

MUST_CHECK enum err_kind writer_start(struct db *db, struct err *e);
/* Ends the thread after what is queued. */
void writer_stop(struct db *db);
/* Runs FN on the writer thread under the lock but outside any transaction. */
MUST_CHECK enum err_kind writer_run_alone(struct db *db, db_write_fn *fn, void *arg, struct err *e);

#endif

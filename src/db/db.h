/* SPDX-License-Identifier: MIT */
/* The site's database: many readers and one writer.
 *
 * Reading. db_begin lends the caller a read connection with an open transaction: everything read
 * until db_end is from one snapshot. Connections are pooled. One thread uses a connection at a
 * time.
 *
 * Writing. db_write passes a function to the process's writer thread. It returns when the changes
 * are committed and synced to disk, or have failed and left nothing. The writer runs all waiting
 * functions in one transaction, each in its own savepoint, so many writers share one sync. Around
 * each transaction and each checkpoint it holds the site's file lock (`writer.lock`), as every
 * other process does. SQLite 3.40 can corrupt a database when a checkpoint races a commit
 * (https://sqlite.org/wal.html#walresetbug), so only the holder of the lock does either.
 *
 * A file that is deleted or moved stays open, and what is written to it is lost. So the writer
 * compares its open files with those in the folder, before each commit and before it reports a
 * change as saved (files.c).
 *
 * Statements are those of sql/query, by id. Parameters and columns are addressed by name
 * (src/tools/sqlgen.c). A name that the statement does not have is a bug of ours and fails an
 * assertion. */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/arena.h"
#include "base/err.h"
#include "sql.h"

struct db;
struct db_conn;
struct stmt;

/* ---- opening ---- */

/* Opens the database PATH of an existing site with its lock file LOCK_PATH, and starts the writer.
 * ERR_NOT_FOUND: there is no such file; ERR_INVALID: it is not a database of ours, or its schema is
 * newer or older than the program's (db_upgrade upgrades an older one); ERR_BUSY: another process
 * holds the lock; ERR_DB, ERR_IO. */
MUST_CHECK enum err_kind db_open(struct db **out, const char *path, const char *lock_path,
                                 struct err *e);
/* What db_upgrade did. If there was nothing to do, FROM equals TO and COPY is NULL. */
struct db_upgrade {
    int from, to; /* versions of the schema */
    char *copy;   /* the path of the copy from before the upgrade; the caller frees it */
};
/* Like db_open, but upgrades an older schema in one transaction. First a copy of the database is
 * saved beside it (PATH.before-N, where N is the new version; mode 0600, checked and synced). The
 * newest three such copies are kept. If anything fails, the database is unchanged: ERR_BUSY if the
 * disk has no room for the copy and the upgrade, ERR_DB with the reason of the statement that
 * failed. DONE may be NULL. */
MUST_CHECK enum err_kind db_upgrade(struct db **out, const char *path, const char *lock_path,
                                    struct db_upgrade *done, struct err *e);
/* Opens PATH for reading only, without the lock and without a writer. Its schema may be older than
 * the program's; a statement that needs a newer one fails with a message that says so. Errors as
 * for db_open. */
MUST_CHECK enum err_kind db_open_readonly(struct db **out, const char *path, struct err *e);
/* Creates the database PATH (mode 0600) with the newest schema, and opens it. ERR_CONFLICT if PATH
 * exists. */
MUST_CHECK enum err_kind db_create(struct db **out, const char *path, const char *lock_path,
                                   struct err *e);
/* Checkpoints, stops the writer after what is queued, closes the database, and sets *db to NULL. No
 * read transaction may be open. */
void db_close(struct db **db);

/* The schema version of the open database, and the newest version that this program knows. */
int db_schema(const struct db *db);
int db_schema_newest(void);

/* ---- reading ---- */

/* A read connection with an open transaction; return it with db_end. ERR_DB. */
MUST_CHECK enum err_kind db_begin(struct db *db, struct db_conn **out, struct err *e);
/* Ends the transaction, returns the connection to the pool, and sets *c to NULL. Does nothing if *c
 * is NULL. */
void db_end(struct db *db, struct db_conn **c);

/* Closes connections that have been idle for some seconds, since a rush leaves many. A few are
 * always kept. A job calls this every second. */
void db_close_idle(struct db *db);

/* Checks that the open files (the database, its log, the lock) are the ones in the site's folder.
 * ERR_BUSY, with the name of the first file that is gone or was replaced. As long as that is so,
 * nothing is written and no connection is opened; open connections go on reading. Everything
 * resumes when the same files are back; with other files, the program must be restarted. */
MUST_CHECK enum err_kind db_check_files(const struct db *db, struct err *e);

/* The sizes of the database and of its log, in bytes; 0 for a file that does not exist. */
void db_sizes(const struct db *db, int64_t *db_bytes, int64_t *wal_bytes);
/* How long ago a reader last found a part of the database damaged or unreadable, in milliseconds;
 * -1 if never. */
int64_t db_damage_age_ms(const struct db *db);
/* Reads the beginning of each table in C's snapshot, in about a millisecond. ERR_DB if one is
 * damaged there. */
MUST_CHECK enum err_kind db_probe(struct db_conn *c, struct err *e);

/* ---- statements ---- */

/* The statement ID, reset and with nothing bound. Never NULL: stmt_done reports a failure to
 * prepare it. A connection has one of each, so do not use a statement inside its own loop. */
struct stmt *db_stmt(struct db_conn *c, enum sql_id id);

/* Bind a parameter. TEXT must live until stmt_done. */
void stmt_int(struct stmt *s, enum sql_arg arg, int64_t value);
void stmt_text(struct stmt *s, enum sql_arg arg, struct str text);
void stmt_null(struct stmt *s, enum sql_arg arg);

/* Moves to the next row; true if there is one. False at the end and after a failure: stmt_done
 * tells which. Every parameter must be bound. */
bool stmt_next(struct stmt *s);
/* Ends the statement, at its end or early, and returns whether it failed. ERR_BUSY: the database is
 * locked, or the disk is full, read-only or failing; ERR_DB: everything else, including a
 * constraint that refused a value, which the caller should have checked. e->cause tells the reasons
 * apart, and e->msg is a sentence without SQL. Columns are invalid afterwards. */
MUST_CHECK enum err_kind stmt_done(struct stmt *s, struct err *e);
/* For statements without rows: runs the statement to its end, then stmt_done. */
MUST_CHECK enum err_kind stmt_run(struct stmt *s, struct err *e);

/* Columns of the current row. NULL reads as 0 and as the empty string. If there is no memory for a
 * text, it is empty, and the statement counts as failed (stmt_done). */
int64_t stmt_col_int(struct stmt *s, enum sql_column column);
struct str stmt_col_text(struct stmt *s, enum sql_column column, struct arena *a);

/* The id of the row that the connection inserted last, and the number of rows that its last
 * statement changed. */
int64_t db_last_id(struct db_conn *c);
int64_t db_changes(struct db_conn *c);

/* ---- writing ---- */

/* Runs on the writer thread inside a transaction. Its changes are kept if it returns OK and rolled
 * back otherwise. It may run twice, must do nothing slow, and must not call db_write. */
typedef enum err_kind db_write_fn(struct db_conn *c, void *arg, struct err *e);

/* Runs FN and waits until its changes are on disk. Errors are FN's own, ERR_BUSY (the lock or the
 * disk: nothing was changed, try again later) or ERR_DB. ARG may be on the caller's stack. */
MUST_CHECK enum err_kind db_write(struct db *db, db_write_fn *fn, void *arg, struct err *e);

/* How long the writer has been working on its current batch, in milliseconds; 0 if it is idle.
 * Waiting for the lock ends after five seconds, so longer means that it is stuck. */
int64_t db_write_stuck_ms(const struct db *db);

/* Pauses long enough for every process that waits for the lock to try again. Call it between two of
 * many write jobs; without it, other processes would wait for all of them. */
void db_yield(void);

/* FN calls this if it changed something that readers can see. Raises the content version in the
 * same transaction. */
MUST_CHECK enum err_kind db_content_changed(struct db_conn *c, struct err *e);
/* Like db_content_changed, for a change that shows on the pages of one article and in lists, but
 * not on other articles' pages: a comment. */
MUST_CHECK enum err_kind db_content_changed_of(struct db_conn *c, int64_t article_id,
                                               struct err *e);
/* The newest content version that this process knows. It includes the process's own changes before
 * db_write returns. Costs one atomic load. */
uint64_t db_content_version(const struct db *db);
/* The last version that may have changed a page of the article. It is never newer than
 * db_content_version. A page made at this version or later is up to date. Costs two atomic loads.
 */
uint64_t db_content_version_of(const struct db *db, int64_t article_id);
/* The last version that changed more than articles' own pages. Anything that shows no comments and
 * was made at this version or later is up to date. Read it after db_content_version: then it covers
 * that version, too. */
uint64_t db_content_version_of_all(const struct db *db);
/* Reads the content version that other processes have committed. A job calls this four times a
 * second, and db_open once. */
MUST_CHECK enum err_kind db_content_refresh(struct db *db, struct err *e);
/* The content version in C's snapshot. */
MUST_CHECK enum err_kind db_content_read(struct db_conn *c, uint64_t *out, struct err *e);

/* What an operator should do about CAUSE. NULL for CAUSE_NONE, and for CAUSE_MOVED, whose advice
 * depends on what was moved (files_advice). */
const char *db_advice(enum err_cause cause);

/* ---- keeping ---- */

/* Checkpoints: moves the log into the database file, under the lock. With FULL the log is emptied;
 * otherwise as much is moved as readers allow. A job calls this when the site is quiet. ERR_BUSY if
 * a part of the log is left because a reader or writer needs it; ERR_DB. */
MUST_CHECK enum err_kind db_checkpoint(struct db *db, bool full, struct err *e);
/* Writes a consistent copy of the database to PATH while others read and write, and checks the
 * copy's integrity. ERR_CONFLICT if PATH exists; ERR_DB if the copy is damaged, in which case it is
 * removed. */
MUST_CHECK enum err_kind db_backup(struct db *db, const char *path, struct err *e);
/* Writes the same copy to the temporary file PART (mode 0600), for callers that name or read it
 * themselves. *fd is PART's descriptor. Content that a killed process left is dropped.
 * ERR_CONFLICT: another process is writing PART. PART is removed after a failure. */
MUST_CHECK enum err_kind db_copy(struct db *db, const char *part, int *fd, struct err *e);
/* Prepares for replacing the database PATH, which need not exist: acquires the site's lock, and
 * makes sure that no program has PATH open. *fd holds the lock; close it when the new database is
 * in place. ERR_BUSY, ERR_IO. */
MUST_CHECK enum err_kind db_reserve(const char *path, const char *lock_path, int *fd,
                                    struct err *e);
/* Receives one sentence per finding. */
typedef void db_report_fn(void *arg, const char *sentence);
/* A db_report_fn that keeps the first sentence, cut after a whole character. ARG is a struct
 * db_damage. */
struct db_damage {
    bool found;
    char first[300];
};
void db_damage_keep(void *arg, const char *sentence);
/* Checks integrity and foreign keys; calls REPORT for each problem. */
MUST_CHECK enum err_kind db_verify(struct db *db, db_report_fn *report, void *arg, struct err *e);
/* Compares the schema with the one that its version should have. Calls PROBLEM, with what to do,
 * for each table, index or trigger that is missing or different, and EXTRA for each that the
 * program does not know. ERR_DB. */
MUST_CHECK enum err_kind db_compare_schema(struct db *db, db_report_fn *problem,
                                           db_report_fn *extra, void *arg, struct err *e);

#endif

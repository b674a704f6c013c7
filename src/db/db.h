/* SPDX-License-Identifier: MIT */
/* The site's database: reading, and the one writer.
 *
 * Reading. db_begin lends the caller a read connection with a transaction open: everything read
 * until db_end is of one moment. Connections are pooled; one is used by one thread at a time.
 *
 * Writing. db_write hands a function to the process's writer thread and returns once what it did is
 * committed and synced to disk, or has failed and left nothing. The writer runs all functions that
 * wait in one transaction (each in a savepoint of its own), so many writers share one sync. Around
 * each transaction and each checkpoint it holds the site's file lock (`writer.lock`), as every
 * other process does: SQLite 3.40 can corrupt a database when a checkpoint races a commit
 * (https://sqlite.org/wal.html#walresetbug), so nobody but the lock's holder does either.
 *
 * A file that is deleted or moved stays open, and what is written to it is in nobody's reach. So
 * the writer compares what it has open with what stands in the folder, before each commit and
 * before it says that a change is kept (files.c).
 *
 * Statements are those of sql/query, by id; parameters and columns go by name (src/tools/sqlgen.c).
 * Using a name that a statement does not have is a mistake of ours and ends in an assertion. */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/arena.h"
#include "sql.h"

struct db;
struct db_conn;
struct stmt;

/* ---- opening ---- */

/* Opens the database PATH of an existing site with its lock file LOCK_PATH and starts the writer.
 * ERR_NOT_FOUND where there is no such file; ERR_INVALID where it is no database of ours, or its
 * schema is newer or older than the program's (an older one stays as it is: db_upgrade); ERR_BUSY
 * where the lock cannot be had; ERR_DB, ERR_IO. */
MUST_CHECK enum err_kind db_open(struct db **out, const char *path, const char *lock_path,
                                 struct err *e);
/* What db_upgrade did. FROM is TO where there was nothing to do, and COPY then NULL. */
struct db_upgrade {
    int from, to; /* versions of the schema */
    char *copy;   /* the database as it was before; the caller's to free */
};
/* The same for whoever serves the site: an older schema is brought up to date in one transaction,
 * after a copy of the database has been kept beside it (PATH.before-N, where N is the new version;
 * mode 0600, checked and synced; the newest three of them stay). Where anything fails, the database
 * is as it was: ERR_BUSY where the disk has no room for both, ERR_DB with the statement's reason.
 * DONE may be NULL. */
MUST_CHECK enum err_kind db_upgrade(struct db **out, const char *path, const char *lock_path,
                                    struct db_upgrade *done, struct err *e);
/* Opens PATH to read what is there, whatever its schema (not a newer one), without the lock and
 * without a writer: nothing may be written to it. A statement that needs a newer schema fails, and
 * says so. Errors as db_open's. */
MUST_CHECK enum err_kind db_look(struct db **out, const char *path, struct err *e);
/* Makes PATH (which must not exist: ERR_CONFLICT; mode 0600) with the whole schema, and opens it.
 */
MUST_CHECK enum err_kind db_create(struct db **out, const char *path, const char *lock_path,
                                   struct err *e);
/* Ends the writer after what is queued, checkpoints, closes; sets *db to NULL. No read transaction
 * may be open. */
void db_close(struct db **db);

/* The version of the schema that is open, and the newest that this program knows. */
int db_schema(const struct db *db);
int db_schema_newest(void);

/* ---- reading ---- */

/* A read connection with a transaction open; give it back with db_end. ERR_DB. */
MUST_CHECK enum err_kind db_begin(struct db *db, struct db_conn **out, struct err *e);
/* Ends the transaction and gives the connection back; sets *c to NULL. Nothing where it is NULL. */
void db_end(struct db *db, struct db_conn **c);

/* Closes the idle connections that nobody has needed for some seconds, but for the few that are
 * always needed: a rush leaves many. A job calls it each second. */
void db_close_idle(struct db *db);

/* Whether the files that are open (the database, its log, the lock) are those that stand in the
 * site's folder: ERR_BUSY with the name of the first that is gone or was replaced. Nothing is
 * written meanwhile, and no new connection is opened; the open ones go on reading. Where the very
 * files come back, all goes on; others need a new start. */
MUST_CHECK enum err_kind db_in_place(const struct db *db, struct err *e);

/* The sizes of the database and of its log, in bytes; 0 where one is not there. */
void db_sizes(const struct db *db, int64_t *db_bytes, int64_t *wal_bytes);
/* How long ago a reader last met a part of the database that is damaged or cannot be read from
 * disk; -1: not at all. */
int64_t db_damage_age_ms(const struct db *db);
/* Reads where each table begins, in C's snapshot: finds a table that is damaged there, in about
 * a millisecond. ERR_DB. */
MUST_CHECK enum err_kind db_touch(struct db_conn *c, struct err *e);

/* ---- statements ---- */

/* The statement, reset, with nothing bound. Never NULL: a failure to prepare is told by stmt_done.
 * A connection has one of each, so a statement is not used inside its own loop. */
struct stmt *db_stmt(struct db_conn *c, enum sql_id id);

/* Bind a parameter. TEXT must live until stmt_done. */
void stmt_int(struct stmt *s, enum sql_arg arg, int64_t value);
void stmt_text(struct stmt *s, enum sql_arg arg, struct str text);
void stmt_null(struct stmt *s, enum sql_arg arg);

/* Moves to the next row: true where there is one. False at the end and after a failure: stmt_done
 * tells which. Every parameter must have been bound. */
bool stmt_next(struct stmt *s);
/* Ends the statement (at its end, or early) and tells whether it failed: OK; ERR_BUSY where the
 * database is locked, or the disk is full, read-only or fails; ERR_DB, also where a constraint
 * refused, which a rule of the caller's should have foreseen. e->cause tells them apart, and e->msg
 * is a sentence that says nothing of SQL. Columns are gone after it. */
MUST_CHECK enum err_kind stmt_done(struct stmt *s, struct err *e);
/* For statements without rows: runs to the end and stmt_done. */
MUST_CHECK enum err_kind stmt_run(struct stmt *s, struct err *e);

/* Columns of the current row. NULL reads as 0 and as the empty string. A text that there is no
 * memory for is empty, and stmt_next and stmt_done then say that the statement has failed. */
int64_t stmt_col_int(struct stmt *s, enum sql_column column);
struct str stmt_col_text(struct stmt *s, enum sql_column column, struct arena *a);

/* The id of the row that the connection inserted last, and how many rows the last statement
 * changed. */
int64_t db_last_id(struct db_conn *c);
int64_t db_changes(struct db_conn *c);

/* ---- writing ---- */

/* Runs on the writer thread inside a transaction. What it returns decides: OK keeps its changes,
 * anything else takes them back. Must do nothing slow and must not call db_write. */
typedef enum err_kind db_write_fn(struct db_conn *c, void *arg, struct err *e);

/* Runs FN and waits until its changes are durable. Errors are FN's own, or ERR_BUSY (the lock, or
 * the disk: nothing was changed, try again later) or ERR_DB. ARG may be on the caller's stack. */
MUST_CHECK enum err_kind db_write(struct db *db, db_write_fn *fn, void *arg, struct err *e);

/* For how long the writer has been at its last batch; 0 where it waits for one. Waiting for the
 * lock alone ends after five seconds. */
int64_t db_write_stuck_ms(const struct db *db);

/* For whoever runs one job after the other: pauses until every process that waits for the lock has
 * looked for it. Without, they would wait for all of the jobs. */
void db_give_way(void);

/* Called by FN where it changed something that a reader can see: raises the content version, which
 * is part of the same commit. */
MUST_CHECK enum err_kind db_content_changed(struct db_conn *c, struct err *e);
/* The same where readers see it on the pages of one article and in lists, but on no other article's
 * pages: a comment. */
MUST_CHECK enum err_kind db_content_changed_of(struct db_conn *c, int64_t article_id,
                                               struct err *e);
/* The content version as this process last saw it; a change of this process's own is in it before
 * db_write returns. Cheap: one atomic load. */
uint64_t db_content_version(const struct db *db);
/* The last that may have changed a page of the article, never newer than db_content_version: a page
 * of that version is as good as one of the newest. Two atomic loads. */
uint64_t db_content_version_of(const struct db *db, int64_t article_id);
/* Reads what other processes have committed. Called four times a second by a job, and at start. */
MUST_CHECK enum err_kind db_content_refresh(struct db *db, struct err *e);
/* The content version in the snapshot that C reads. */
MUST_CHECK enum err_kind db_content_read(struct db_conn *c, uint64_t *out, struct err *e);

/* What an operator does about CAUSE; NULL for CAUSE_NONE, and for CAUSE_MOVED, which is told with
 * what has moved. */
const char *db_advice(enum err_cause cause);

/* ---- keeping ---- */

/* Moves the log into the database file, under the lock, where it has grown or (FULL) in any case. A
 * job calls it when the site is quiet. ERR_BUSY where a reader or a writer is in the way: then
 * a part of the log is left. ERR_DB. */
MUST_CHECK enum err_kind db_checkpoint(struct db *db, bool full, struct err *e);
/* Writes a consistent copy to PATH (which must not exist: ERR_CONFLICT) while others read and
 * write, then checks that copy's integrity (ERR_DB, and the copy is removed, where it fails). */
MUST_CHECK enum err_kind db_backup(struct db *db, const char *path, struct err *e);
/* The same copy for who gives it a name later, or none: to the file PART (mode 0600; what a killed
 * process left in it is dropped), which *fd is opened on. ERR_CONFLICT: somebody else is writing
 * it. After a failure PART is gone. */
MUST_CHECK enum err_kind db_copy(struct db *db, const char *part, int *fd, struct err *e);
/* For who puts another database in the place of PATH, which need not exist: takes the site's lock,
 * and makes sure that no program has PATH open. ERR_BUSY, ERR_IO. The lock is *fd: close it when
 * the other database stands there. */
MUST_CHECK enum err_kind db_reserve(const char *path, const char *lock_path, int *fd,
                                    struct err *e);
/* Is called with one sentence for each thing. */
typedef void db_report_fn(void *arg, const char *sentence);
/* A db_report_fn that keeps the first sentence, cut at a whole character; ARG is a struct
 * db_damage. */
struct db_damage {
    bool found;
    char first[300];
};
void db_damage_keep(void *arg, const char *sentence);
/* Integrity and foreign keys; calls REPORT for each thing wrong. */
MUST_CHECK enum err_kind db_verify(struct db *db, db_report_fn *report, void *arg, struct err *e);
/* Compares the schema with what this program knows of its version: PROBLEM for each table, index or
 * trigger that is missing or another one, with what to do; EXTRA for each that the program does not
 * know. ERR_DB. */
MUST_CHECK enum err_kind db_compare_schema(struct db *db, db_report_fn *problem,
                                           db_report_fn *extra, void *arg, struct err *e);

#endif

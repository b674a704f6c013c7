/* SPDX-License-Identifier: MIT */
/* The process's one writer: a thread, a queue, and one transaction for all waiting jobs (group
 * commit).
 *
 * A job lives on its caller's stack. The caller sleeps on the job's semaphore until the job's batch
 * is committed and synced, or has failed. A job that fails is rolled back to its own savepoint, and
 * the others go on. If SQLite itself rolls the transaction back, as on a full disk, nothing of the
 * batch is kept and every job in it gets ERR_BUSY.
 *
 * If another process holds the lock, the first batch fails after LOCK_TIMEOUT_MS. Until the lock is
 * free again, each following batch waits only RETRY_MS. Otherwise each caller would wait for all
 * callers before it, and the queue would never get empty.
 *
 * The files are checked when the lock is held, again before COMMIT, so that nothing is written to a
 * file that has left the folder, and after it, so that such a change is not reported as saved
 * (run_batch).
 *
 * Checkpoints also run here, between two transactions and under the same file lock (db.h). */
#include "db/internal.h"

#include <assert.h>
#include <semaphore.h>
#include <stdlib.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/log.h"
#include "base/thread.h"

enum {
    BATCH_MAX = 256,
    QUEUE_MAX = 4096,
    RETRY_MS = 100,          /* wait for the lock after the last attempt failed */
    CHECKPOINT_PAGES = 1000, /* length of the log from which it is moved into the database */
};

#define JOB_MAGIC 0x4a4f4221u

struct job {
    unsigned magic;
    db_write_fn *fn;
    void *arg;
    struct err *e;
    enum err_kind result;
    bool alone; /* runs outside a transaction */
    sem_t done;
    struct job *next;
};

struct writer {
    pthread_t thread;
    pthread_mutex_t lock; /* protects the queue and STOPPING */
    pthread_cond_t wake;
    struct job *first, **last;
    int queued;
    bool stopping;
    _Atomic int64_t busy_since_ms; /* monotonic clock; 0: idle */
    enum err_cause failing;        /* why the last batch could not be written; logged once */
    bool checkpoint_stuck;         /* the last checkpoint failed; logged once */
};

/* Removes up to BATCH_MAX jobs that can share a transaction from the queue, or one that runs alone.
 * Waits for the first; 0 when the writer is to stop. */
static int batch_dequeue(struct writer *w, struct job *batch[BATCH_MAX])
{
    int n = 0;
    pthread_mutex_lock(&w->lock);
    while (w->first == NULL && !w->stopping)
        pthread_cond_wait(&w->wake, &w->lock);
    while (w->first != NULL && n < BATCH_MAX && (n == 0 || !w->first->alone)) {
        CHECK_MAGIC(w->first, JOB_MAGIC);
        batch[n++] = w->first;
        w->first = w->first->next;
        w->queued--;
        if (batch[n - 1]->alone)
            break;
    }
    if (w->first == NULL)
        w->last = &w->first;
    pthread_mutex_unlock(&w->lock);
    return n;
}

static void run_in_savepoint(struct db_conn *c, struct job *job)
{
    enum content_change before = c->content_changed;
    job->result = conn_exec(c, "SAVEPOINT job", job->e);
    if (job->result != OK)
        return;
    job->result = job->fn(c, job->arg, job->e);
    conn_reset_all(c);
    if (job->result != OK) {
        conn_exec_quietly(c, "ROLLBACK TO job");
        c->content_changed = before;
    }
    conn_exec_quietly(c, "RELEASE job");
}

static bool transaction_is_open(struct db_conn *c)
{
    return !sqlite3_get_autocommit(c->handle);
}

static void fail_all(struct job *const *batch, int n, enum err_kind kind, const struct err *why)
{
    for (int i = 0; i < n; i++) {
        batch[i]->result = kind;
        err_set_cause(batch[i]->e, kind, why->cause, "%s", why->msg);
    }
}

/* True if CAUSE prevents every change, not only the one that failed. */
static bool stops_writing(enum err_cause cause)
{
    switch (cause) {
    case CAUSE_LOCKED:
    case CAUSE_DISK_FULL:
    case CAUSE_READ_ONLY:
    case CAUSE_DISK:
    case CAUSE_FILES:
    case CAUSE_MOVED:
    case CAUSE_MEMORY:
        return true;
    case CAUSE_NONE:
    case CAUSE_DAMAGED: /* mostly one table only; conn_error has logged it */
    case CAUSE_CONSTRAINT:
    case CAUSE_STATEMENT:
        break;
    }
    return false;
}

/* The first job of the batch that failed for a reason that prevents every change; NULL if none. */
static const struct job *first_stopped(struct job *const *batch, int n)
{
    for (int i = 0; i < n; i++)
        if (batch[i]->result != OK && stops_writing(batch[i]->e->cause))
            return batch[i];
    return NULL;
}

/* Fails the jobs of the batch that had succeeded so far. */
static void fail_succeeded(struct job *const *batch, int n, enum err_kind kind,
                           const struct err *why)
{
    for (int i = 0; i < n; i++)
        if (batch[i]->result == OK)
            fail_all(&batch[i], 1, kind, why);
}

/* Runs the batch in one transaction; each job's result is set. */
static void run_batch(struct db *db, struct job *const *batch, int n)
{
    struct db_conn *c = db->write_conn;
    struct err e;
    c->content_changed = CONTENT_SAME;
    enum err_kind kind = conn_exec(c, "BEGIN IMMEDIATE", &e);
    if (kind != OK) {
        fail_all(batch, n, kind, &e);
        return;
    }
    int kept = 0, done = 0;
    for (; done < n && transaction_is_open(c); done++) {
        run_in_savepoint(c, batch[done]);
        kept += batch[done]->result == OK;
    }
    if (!transaction_is_open(c)) {
        const struct job *why = first_stopped(batch, done);
        if (why != NULL)
            e = *why->e;
        else
            err_set(&e, ERR_BUSY, "the database could not save the change");
        fail_all(batch, n, ERR_BUSY, &e);
        return;
    }
    kind = files_check(db, FILE_DATABASE, &e);
    if (kind == OK)
        kind = conn_exec(c, kept > 0 ? "COMMIT" : "ROLLBACK", &e);
    if (kind != OK) {
        conn_exec_quietly(c, "ROLLBACK");
        fail_succeeded(batch, n, kind, &e);
        return;
    }
    if (c->content_changed != CONTENT_SAME && content_update(db, c, &e) != OK)
        log_error("content version: %s", e.msg);
    kind = files_check(db, FILE_DATABASE, &e);
    if (kind != OK)
        fail_succeeded(batch, n, kind, &e);
}

/* Moves the log into the database file. ERR_BUSY if a reader still needs a part of it: the rest is
 * moved the next time. Other failures are logged, once. */
static enum err_kind checkpoint(struct db *db, int mode, struct err *e)
{
    struct writer *w = db->writer;
    int in_log = 0, moved = 0;
    /* The database itself is not checked. If it was moved, the log still belongs to it; and once
     * the log is empty, a database put in its place cannot be combined with a foreign log. */
    TRY(files_check(db, FILE_LOCK, e));
    int rc = sqlite3_wal_checkpoint_v2(db->write_conn->handle, NULL, mode, &in_log, &moved);
    bool stuck = rc != SQLITE_OK && rc != SQLITE_BUSY;
    if (stuck && !w->checkpoint_stuck)
        log_error("checkpoint: %s", sqlite3_errmsg(db->write_conn->handle));
    w->checkpoint_stuck = stuck;
    db->write_conn->wal_pages = 0; /* the next checkpoint by size is CHECKPOINT_PAGES from here */
    if (rc != SQLITE_OK)
        return conn_error(db->write_conn, rc, "checkpoint", e);
    if (moved < in_log)
        return err_set(e, ERR_BUSY, "the database's log is still being read (checkpoint)");
    return OK;
}

static void log_failure(const struct db *db, const struct err *why)
{
    const char *advice = why->cause == CAUSE_MOVED ? files_advice(db) : db_advice(why->cause);
    if (advice == NULL)
        log_error("nothing can be written: %s", why->msg);
    else
        log_error("nothing can be written: %s. What to do: %s", why->msg, advice);
}

/* Logs that writing has stopped working, with the reason, or that it works again. */
static void note_writing(struct db *db, struct job *const *batch, int n)
{
    struct writer *w = db->writer;
    const struct job *bad = first_stopped(batch, n);
    enum err_cause cause = bad != NULL ? bad->e->cause : CAUSE_NONE;
    if (cause == w->failing)
        return;
    w->failing = cause;
    sqlite3_busy_timeout(db->write_conn->handle, bad != NULL ? RETRY_MS : BUSY_TIMEOUT_MS);
    if (bad != NULL)
        log_failure(db, bad->e);
    else
        log_info("writing works again");
}

/* Runs the batch and wakes its callers; the jobs must not be touched after that. The checkpoint
 * comes last, so nobody waits for it. */
static void run_and_answer(struct db *db, struct job *const *batch, int n)
{
    struct err e;
    int64_t wait_ms = db->writer->failing != CAUSE_NONE ? RETRY_MS : LOCK_TIMEOUT_MS;
    enum err_kind kind = lock_acquire(db->lock_fd, wait_ms, &e);
    bool locked = kind == OK;
    if (locked && !batch[0]->alone)
        kind = files_check(db, FILE_DATABASE, &e);
    if (kind != OK)
        fail_all(batch, n, kind, &e);
    else if (batch[0]->alone)
        batch[0]->result = batch[0]->fn(db->write_conn, batch[0]->arg, batch[0]->e);
    else
        run_batch(db, batch, n);
    if (kind != OK || !batch[0]->alone) /* a checkpoint that a reader blocks is not a failure */
        note_writing(db, batch, n);
    for (int i = 0; i < n; i++)
        sem_post(&batch[i]->done);
    if (!locked)
        return;
    if (kind == OK && db->write_conn->wal_pages >= CHECKPOINT_PAGES)
        checkpoint(db, SQLITE_CHECKPOINT_PASSIVE, NULL); /* the job moves what is left */
    lock_release(db->lock_fd);
}

static void *writer_main(void *arg)
{
    struct db *db = arg;
    CHECK_MAGIC(db, DB_MAGIC);
    struct job *batch[BATCH_MAX];
    for (int n; (n = batch_dequeue(db->writer, batch)) > 0;) {
        atomic_store(&db->writer->busy_since_ms, clock_mono_ms());
        run_and_answer(db, batch, n);
        atomic_store(&db->writer->busy_since_ms, 0);
    }
    return NULL;
}

int64_t db_write_stuck_ms(const struct db *db)
{
    int64_t since_ms = atomic_load(&db->writer->busy_since_ms);
    return since_ms == 0 ? 0 : clock_mono_ms() - since_ms;
}

static enum err_kind submit(struct db *db, bool alone, db_write_fn *fn, void *arg, struct err *e)
{
    struct writer *w = db->writer;
    assert(w != NULL && "the database was opened for reading only");
    struct err unused;
    err_set(e ? e : &unused, OK, "%s", "");
    struct job job = {
        .magic = JOB_MAGIC, .fn = fn, .arg = arg, .e = e ? e : &unused, .alone = alone};
    sem_init(&job.done, 0, 0);
    pthread_mutex_lock(&w->lock);
    bool queued = !w->stopping && w->queued < QUEUE_MAX;
    if (queued) {
        *w->last = &job;
        w->last = &job.next;
        w->queued++;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&w->lock);
    if (queued)
        while (sem_wait(&job.done) != 0)
            ;
    sem_destroy(&job.done);
    job.magic = 0;
    return queued ? job.result : err_set(e, ERR_BUSY, "too many changes are waiting");
}

enum err_kind db_write(struct db *db, db_write_fn *fn, void *arg, struct err *e)
{
    return submit(db, false, fn, arg, e);
}

enum err_kind writer_run_alone(struct db *db, db_write_fn *fn, void *arg, struct err *e)
{
    return submit(db, true, fn, arg, e);
}

struct checkpoint_arg {
    struct db *db;
    bool full;
};

static enum err_kind checkpoint_job(struct db_conn *c, void *arg, struct err *e)
{
    (void)c;
    struct checkpoint_arg *it = arg;
    return checkpoint(it->db, it->full ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, e);
}

enum err_kind db_checkpoint(struct db *db, bool full, struct err *e)
{
    struct checkpoint_arg arg = {db, full};
    return writer_run_alone(db, checkpoint_job, &arg, e);
}

enum err_kind writer_start(struct db *db, struct err *e)
{
    struct writer *w = check_memory(calloc(1, sizeof *w));
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wake, NULL);
    w->last = &w->first;
    db->writer = w;
    enum err_kind kind = thread_start(&w->thread, "writer", writer_main, db, e);
    if (kind != OK) {
        pthread_cond_destroy(&w->wake);
        pthread_mutex_destroy(&w->lock);
        free(w);
        db->writer = NULL;
    }
    return kind;
}

void writer_stop(struct db *db)
{
    struct writer *w = db->writer;
    if (w == NULL)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
    free(w);
    db->writer = NULL;
}

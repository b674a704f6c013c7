/* SPDX-License-Identifier: MIT */
/* The process's one writer: a thread, a queue, and one transaction for all that wait (group
 * commit).
 *
 * A job lives on its caller's stack; the caller sleeps on the job's semaphore until the batch that
 * the job was in has been committed and synced, or has failed. A job that fails is rolled back to
 * its own savepoint and the others go on. Where SQLite itself has given the transaction up (a full
 * disk can do that), nothing of the batch is kept and every job in it gets ERR_BUSY.
 *
 * Where another process keeps the lock, the first who wait are told so after LOCK_TIMEOUT_MS; until
 * the lock can be had again, those who follow wait no longer than RETRY_MS each. Else whoever comes
 * with a change would wait for all before them, and the queue would never empty.
 *
 * The files are looked at when the lock is held, again before COMMIT, so that nothing goes into a
 * file that has left the folder, and after it, so that nobody is told that such a change is kept.
 *
 * Checkpoints run here too, between two transactions and under the same file lock: see db.h. */
#include "db/internal.h"

#include <assert.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"

enum {
    BATCH_MAX = 256,
    QUEUE_MAX = 4096,
    RETRY_MS = 100,          /* for a lock that could not be had the last time */
    CHECKPOINT_PAGES = 1000, /* of the log, before it is moved into the database */
};

struct job {
    db_write_fn *fn;
    void *arg;
    struct err *e;
    enum err_kind result;
    bool alone; /* outside a transaction */
    sem_t done;
    struct job *next;
};

struct writer {
    pthread_t thread;
    pthread_mutex_t lock; /* of the queue */
    pthread_cond_t wake;
    struct job *first, **last;
    int queued;
    bool stopping;
    _Atomic int64_t busy_since_ms; /* 0: waits for a batch */
    enum err_cause failing;        /* why the last batch could not be written; said once */
    bool checkpoint_stuck;         /* the log could not be moved; said once */
};

/* Takes up to BATCH_MAX jobs that can share a transaction, or one that runs alone. */
static int take_batch(struct writer *w, struct job *batch[BATCH_MAX])
{
    int n = 0;
    pthread_mutex_lock(&w->lock);
    while (w->first == NULL && !w->stopping)
        pthread_cond_wait(&w->wake, &w->lock);
    while (w->first != NULL && n < BATCH_MAX && (n == 0 || !w->first->alone)) {
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

/* Whether CAUSE keeps every change from being written, not just the one that met it. */
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
    case CAUSE_DAMAGED: /* of one table, mostly; conn_error has logged it */
    case CAUSE_CONSTRAINT:
    case CAUSE_STATEMENT:
        break;
    }
    return false;
}

/* The first job of the batch that failed for a reason that is every job's; NULL: none did. */
static const struct job *stopped(struct job *const *batch, int n)
{
    for (int i = 0; i < n; i++)
        if (batch[i]->result != OK && stops_writing(batch[i]->e->cause))
            return batch[i];
    return NULL;
}

/* Those who were told that their change is kept are told KIND instead. */
static void fail_kept(struct job *const *batch, int n, enum err_kind kind, const struct err *why)
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
        const struct job *why = stopped(batch, done);
        if (why != NULL)
            e = *why->e;
        else
            err_set(&e, ERR_BUSY, "the database could not keep the change");
        fail_all(batch, n, ERR_BUSY, &e);
        return;
    }
    kind = files_check(db, FILE_DATABASE, &e);
    if (kind == OK)
        kind = conn_exec(c, kept > 0 ? "COMMIT" : "ROLLBACK", &e);
    if (kind != OK) {
        conn_exec_quietly(c, "ROLLBACK");
        fail_kept(batch, n, kind, &e);
        return;
    }
    if (c->content_changed != CONTENT_SAME && content_take(db, c, &e) != OK)
        log_error("content version: %s", e.msg);
    kind = files_check(db, FILE_DATABASE, &e);
    if (kind != OK)
        fail_kept(batch, n, kind, &e);
}

/* Moves the log into the database file. ERR_BUSY where somebody still needs a part of the log: it
 * is moved as far as it can be, and the rest the next time. What else fails is in the log, once. */
static enum err_kind checkpoint(struct db *db, int mode, struct err *e)
{
    struct writer *w = db->writer;
    int in_log = 0, moved = 0;
    /* A database that was moved is still this log's; one put in its place then finds no log that is
     * not its own. */
    TRY(files_check(db, FILE_LOCK, e));
    int rc = sqlite3_wal_checkpoint_v2(db->write_conn->handle, NULL, mode, &in_log, &moved);
    bool stuck = rc != SQLITE_OK && rc != SQLITE_BUSY;
    if (stuck && !w->checkpoint_stuck)
        log_error("checkpoint: %s", sqlite3_errmsg(db->write_conn->handle));
    w->checkpoint_stuck = stuck;
    db->write_conn->wal_pages = 0; /* the next one by size comes after as many more */
    if (rc != SQLITE_OK)
        return conn_error(db->write_conn, rc, "checkpoint", e);
    if (moved < in_log)
        return err_set(e, ERR_BUSY, "the log is still being read (checkpoint)");
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

/* Remembers, and says, why writing does not work, or that it works again. */
static void note(struct db *db, struct job *const *batch, int n)
{
    struct writer *w = db->writer;
    const struct job *bad = stopped(batch, n);
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

/* Runs the batch, which is with its callers again from then on. Nobody waits for a checkpoint. */
static void run_and_answer(struct db *db, struct job *const *batch, int n)
{
    struct err e;
    int64_t wait_ms = db->writer->failing != CAUSE_NONE ? RETRY_MS : LOCK_TIMEOUT_MS;
    enum err_kind kind = lock_take(db->lock_fd, wait_ms, &e);
    bool locked = kind == OK;
    if (locked && !batch[0]->alone)
        kind = files_check(db, FILE_DATABASE, &e);
    if (kind != OK)
        fail_all(batch, n, kind, &e);
    else if (batch[0]->alone)
        batch[0]->result = batch[0]->fn(db->write_conn, batch[0]->arg, batch[0]->e);
    else
        run_batch(db, batch, n);
    if (kind != OK || !batch[0]->alone) /* a checkpoint that is in a reader's way is no fault */
        note(db, batch, n);
    for (int i = 0; i < n; i++)
        sem_post(&batch[i]->done);
    if (!locked)
        return;
    if (kind == OK && db->write_conn->wal_pages >= CHECKPOINT_PAGES)
        checkpoint(db, SQLITE_CHECKPOINT_PASSIVE, NULL); /* what is left, the job moves */
    lock_drop(db->lock_fd);
}

static void *writer_main(void *arg)
{
    struct db *db = arg;
    struct job *batch[BATCH_MAX];
    for (int n; (n = take_batch(db->writer, batch)) > 0;) {
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
    assert(w != NULL && "the database was opened to look only");
    struct err unused;
    err_set(e ? e : &unused, OK, "%s", "");
    struct job job = {.fn = fn, .arg = arg, .e = e ? e : &unused, .alone = alone};
    sem_init(&job.done, 0, 0);
    pthread_mutex_lock(&w->lock);
    bool taken = !w->stopping && w->queued < QUEUE_MAX;
    if (taken) {
        *w->last = &job;
        w->last = &job.next;
        w->queued++;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&w->lock);
    if (taken)
        while (sem_wait(&job.done) != 0)
            ;
    sem_destroy(&job.done);
    return taken ? job.result : err_set(e, ERR_BUSY, "too many changes are waiting");
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
    struct writer *w = calloc(1, sizeof *w);
    if (w == NULL)
        return err_set(e, ERR_IO, "out of memory");
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wake, NULL);
    w->last = &w->first;
    db->writer = w;

    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int rc = pthread_create(&w->thread, NULL, writer_main, db);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (rc == 0)
        pthread_setname_np(w->thread, "writer");
    if (rc != 0) {
        free(w);
        db->writer = NULL;
        return err_set(e, ERR_IO, "cannot start the writer thread");
    }
    return OK;
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

/* SPDX-License-Identifier: MIT */
/* A small table of session hashes and times under one lock. A request only writes into the table;
 * the job writes the table's rows to the database and then removes them. So a row that cannot be
 * written is tried again. */
#include "core/people/seen.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/die.h"
#include "core/people/session.h"

enum { WAITING_MAX = 256, HASH_BYTES = 64 };

struct sighting {
    char token_hash[HASH_BYTES];
    int64_t at;
};

struct seen {
    pthread_mutex_t lock; /* guards items and n */
    struct sighting items[WAITING_MAX];
    size_t n;
};

struct seen *seen_new(void)
{
    struct seen *s = check_memory(calloc(1, sizeof *s));
    pthread_mutex_init(&s->lock, NULL);
    return s;
}

void seen_free(struct seen **s)
{
    if (*s == NULL)
        return;
    pthread_mutex_destroy(&(*s)->lock);
    free(*s);
    *s = NULL;
}

void seen_note(struct seen *s, struct str token_hash, int64_t at)
{
    if (token_hash.n != HASH_BYTES)
        return;
    pthread_mutex_lock(&s->lock);
    size_t i = 0;
    while (i < s->n && memcmp(s->items[i].token_hash, token_hash.p, HASH_BYTES) != 0)
        i++;
    if (i == s->n && s->n < WAITING_MAX)
        memcpy(s->items[s->n++].token_hash, token_hash.p, HASH_BYTES);
    if (i < s->n)
        s->items[i].at = at;
    pthread_mutex_unlock(&s->lock);
}

struct batch {
    struct sighting items[WAITING_MAX];
    size_t n;
};

static enum err_kind write_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct batch *b = arg;
    for (size_t i = 0; i < b->n; i++) {
        struct stmt *s = db_stmt(c, SQL_SESSION_SEEN);
        stmt_text(s, ARG_TOKEN_HASH, str_of(b->items[i].token_hash, HASH_BYTES));
        stmt_int(s, ARG_AT, b->items[i].at);
        stmt_int(s, ARG_PROVED_AT, b->items[i].at - SESSION_FRESH_S - 1);
        TRY(stmt_run(s, e));
    }
    return OK;
}

enum err_kind seen_flush(struct seen *s, struct db *db, bool *some, struct err *e)
{
    struct batch b;
    pthread_mutex_lock(&s->lock);
    b.n = s->n;
    memcpy(b.items, s->items, b.n * sizeof b.items[0]);
    pthread_mutex_unlock(&s->lock);
    *some = b.n > 0;
    if (b.n == 0)
        return OK;
    TRY(db_write(db, write_job, &b, e));
    /* Rows that were added meanwhile come after these. A row that was renewed meanwhile counts as
     * written: its session's next request notes it again. */
    pthread_mutex_lock(&s->lock);
    s->n -= b.n;
    memmove(s->items, s->items + b.n, s->n * sizeof s->items[0]);
    pthread_mutex_unlock(&s->lock);
    return OK;
}

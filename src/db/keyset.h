/* SPDX-License-Identifier: MIT */
/* A list that goes on from a key, such as (published_at, id): first the rows of the key's own
 * second, then those of all others. Each is a statement of its own, because SQLite uses an index
 * for `(published_at, id) < (?, ?)` only up to the first column. One statement for both would read
 * all rows of that second, and an imported archive may have many. */
#ifndef DB_KEYSET_H
#define DB_KEYSET_H

#include "db/db.h"

struct keyset {
    struct stmt *part[2];
    int at; /* the part that is being read */
};

/* Begins the list after (KEY_AT, KEY_ID). SAME has the parameters :key_at and :key_id, REST has
 * :key_at; both have :row_limit and the same others, which keyset_int binds. */
struct keyset keyset_begin(struct db_conn *c, enum sql_id same, enum sql_id rest, int64_t key_at,
                           int64_t key_id, int64_t row_limit);
/* Binds a parameter of both. */
void keyset_int(struct keyset *k, enum sql_arg arg, int64_t value);
/* Moves to the next row and returns the statement that has it; NULL at the end and after a failure:
 * keyset_done tells which. May return more than the limit, at most twice as many rows. */
struct stmt *keyset_next(struct keyset *k);
/* Ends both statements. The errors of stmt_done. */
MUST_CHECK enum err_kind keyset_done(struct keyset *k, struct err *e);

#endif

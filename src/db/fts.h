/* SPDX-License-Identifier: MIT */
/* What full-text search needs of SQLite beyond statements: the tokenizer by itself, and a rank.
 *
 * The rank is a function of FTS5 that every connection has, to be named in a statement's
 * `rank MATCH :score_by`: "search_score(C0, C1, ..., P0, P1, ...)", whole numbers, a thousandth
 * each: first the weight of each column of the table, then of each phrase of the query in its
 * order; those not given count nothing. What it gives is a whole number, more for a better match:
 *
 *     the sum over phrases p and columns c of P[p] * C[c] * n / (n + L)
 *
 * where n is how often p stands in c, and L is 1.2 for a column of average length, less for a
 * shorter one and more for a longer one. So each column that says a word counts, and repeating it
 * counts less and less. Two phrases of the query that stand side by side count once more.
 *
 * FTS5's own bm25() is not used: it counts every row that holds each phrase before the first answer
 * (0.8 s for a common word in a million articles, measured). Here the caller knows how rare a word
 * is, and the cost is that of the rows that are read. */
#ifndef DB_FTS_H
#define DB_FTS_H

#include "db/db.h"

/* Takes the next token of a text, folded as the index has it; valid during the call only. */
typedef void fts_token_fn(void *arg, struct str token);

/* Calls FN for each token of TEXT, in order: exactly the words that an index of the schema's
 * tokenizer holds of it. */
MUST_CHECK enum err_kind fts_tokens(struct db_conn *c, struct str text, fts_token_fn *fn, void *arg,
                                    struct err *e);

/* Takes the next token, and the bytes [from, to) of the text that it was made of. */
typedef void fts_place_fn(void *arg, struct str token, size_t from, size_t to);

/* As fts_tokens. */
MUST_CHECK enum err_kind fts_places(struct db_conn *c, struct str text, fts_place_fn *fn, void *arg,
                                    struct err *e);

/* What an FTS5 index consists of. */
struct fts_pieces {
    int n;
    int64_t pages, largest; /* of all, and of the largest piece */
    bool joining;           /* some are being joined */
    bool due;               /* FTS5's 'merge' command has something to do */
};

/* Reads it from the index's own RECORD of it: `block` of its table %_data, where id is 10. An empty
 * one is of an index that nothing was ever put into. ERR_DB where it cannot be read. */
MUST_CHECK enum err_kind fts_pieces_read(struct str record, struct fts_pieces *out, struct err *e);

/* Runs SQL, a statement that removes much of what is no secret (a whole index), without overwriting
 * each page that it frees. Inside a write job. */
MUST_CHECK enum err_kind fts_clear(struct db_conn *c, enum sql_id sql, struct err *e);

#endif

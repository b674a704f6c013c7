/* SPDX-License-Identifier: MIT */
/* What full-text search needs from SQLite besides statements: the tokenizer and a rank.
 *
 * A text that is added to an index, or removed from it, begins with a code point that says how its
 * words are folded: U+E100 and the number of the folding (base/fold.h). So one index may have texts
 * of two foldings while it is made anew. A query is made of words of the index (fts_tokens), which
 * are not folded again; it may have words of both foldings.
 *
 * The rank is an FTS5 function that every connection has. A statement names it in `rank MATCH
 * :score_by`: "search_score(C0, C1, ..., P0, P1, ...)". The arguments are whole numbers in
 * thousandths: first the weight of each column of the table, then the weight of each phrase of the
 * query, in order. A missing weight is 0. The result is a whole number, higher for a better match:
 *
 *     the sum over phrases p and columns c of P[p] * C[c] * n / (n + L)
 *
 * where n is how often p occurs in c, and L is 1.2 for a column of average length, less for a
 * shorter one and more for a longer one. So every column that contains a word counts, and repeating
 * the word counts less and less. Two neighbouring phrases of the query that are side by side in the
 * text add to the score.
 *
 * FTS5's own bm25() is not used: it counts all rows that contain each phrase before it returns the
 * first (0.8 s for a common word in a million articles, measured). Here the caller knows how rare a
 * word is, and the cost is that of the rows that are read. */
#ifndef DB_FTS_H
#define DB_FTS_H

#include "db/db.h"

/* Receives the next word of a text, folded. It is valid during the call only. */
typedef void fts_token_fn(void *arg, struct str token);

/* The folding of the indexes that programs made before base/fold.h was there: FTS5's unicode61. */
enum { FOLDING_FIRST = 1 };

/* Calls FN for each word of TEXT, in order: exactly those that an index has for a text that was
 * added with the number FOLDING. ERR_DB with FOLDING_FIRST only. */
MUST_CHECK enum err_kind fts_tokens(struct db_conn *c, int64_t folding, struct str text,
                                    fts_token_fn *fn, void *arg, struct err *e);

/* The pieces (segments, in FTS5's words) that an index consists of. */
struct fts_pieces {
    int n;
    int64_t pages, largest; /* pages of all pieces, and of the largest */
    bool joining;           /* some pieces are being merged */
    bool due;               /* FTS5's 'merge' command has work to do */
};

/* Parses the index's RECORD of its pieces: `block` of its table %_data, where id is 10. An empty
 * record belongs to an index that was never filled. ERR_DB if RECORD cannot be parsed. */
MUST_CHECK enum err_kind fts_pieces_read(struct str record, struct fts_pieces *out, struct err *e);

/* Runs SQL, a statement that deletes much that is not secret (a whole index), without overwriting
 * each freed page. Call inside a write job. */
MUST_CHECK enum err_kind fts_clear(struct db_conn *c, enum sql_id sql, struct err *e);

#endif

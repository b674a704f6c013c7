/* SPDX-License-Identifier: MIT */
/* Parses the text of a search field into terms: words, "phrases", and -words to exclude. Every text
 * is a valid search; only words between quotes reach the index. */
#ifndef CORE_SEARCH_INDEX_TERMS_H
#define CORE_SEARCH_INDEX_TERMS_H

#include "base/buf.h"
#include "db/db.h"

enum { SEARCH_TEXT_MAX = 300, SEARCH_TERMS_MAX = 12, SEARCH_TOKENS_MAX = 16 };

struct search_term {
    size_t from, to;                     /* its place in the text, without quotes and minus */
    struct str token[SEARCH_TOKENS_MAX]; /* its words as the index has them, in order */
    int n_tokens;                        /* never 0 */
    bool excluded;
    bool unfinished; /* the last word of the text, which may be incomplete */
};

struct search_terms {
    struct str text;
    struct search_term item[SEARCH_TERMS_MAX];
    int n, n_wanted; /* n_wanted: those not excluded */
    bool cut;        /* there was more than the search uses */
};

/* Parses TEXT (valid UTF-8, one line), in A. ERR_DB. */
MUST_CHECK enum err_kind search_terms_parse(struct db_conn *c, struct str text, struct arena *a,
                                            struct search_terms *out, struct err *e);

/* Appends the term's words quoted for FTS5: "light house". */
void search_term_quoted(struct buf *b, const struct search_term *t);
/* Appends one word of the index, quoted. */
void search_word_quoted(struct buf *b, struct str word);

#endif

/* SPDX-License-Identifier: MIT */
/* Parses the text of a search field into terms: words, "phrases", and -words to exclude. Every text
 * is a valid search; only words between quotes reach the index. */
#ifndef CORE_SEARCH_INDEX_TERMS_H
#define CORE_SEARCH_INDEX_TERMS_H

#include "base/buf.h"
#include "db/db.h"

enum { SEARCH_TEXT_MAX = 300, SEARCH_TERMS_MAX = 12, SEARCH_TOKENS_MAX = 16 };

/* The words of a term, in order, as one folding makes them (base/fold.h). */
struct search_spelling {
    struct str token[SEARCH_TOKENS_MAX];
    int n; /* never 0 */
};
enum { SEARCH_SPELLINGS_MAX = 2 };

struct search_term {
    size_t from, to; /* its place in the text, without quotes and minus */
    /* First by the present folding, then by the first one, if that is another spelling and the
     * index still has texts of it. */
    struct search_spelling spelling[SEARCH_SPELLINGS_MAX];
    int n_spellings;
    bool excluded;
    bool unfinished; /* the last word of the text, which may be incomplete */
};

struct search_terms {
    struct str text;
    struct search_term item[SEARCH_TERMS_MAX];
    int n, n_wanted; /* n_wanted: those not excluded */
    bool cut;        /* there was more than the search uses */
};

/* Parses TEXT (valid UTF-8, one line), in A, for an index whose oldest texts are of FOLDING.
 * ERR_DB. */
MUST_CHECK enum err_kind search_terms_parse(struct db_conn *c, int64_t folding, struct str text,
                                            struct arena *a, struct search_terms *out,
                                            struct err *e);

/* Appends the words quoted for FTS5: "light house". */
void search_spelling_quoted(struct buf *b, const struct search_spelling *s);
/* Appends one word of the index, quoted. */
void search_word_quoted(struct buf *b, struct str word);

#endif

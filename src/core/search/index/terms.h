/* SPDX-License-Identifier: MIT */
/* What somebody typed into a search field, as terms: words, "phrases", and -words to leave out.
 * Whatever is typed is a search; nothing of it reaches the index but words between quotes. */
#ifndef CORE_SEARCH_INDEX_TERMS_H
#define CORE_SEARCH_INDEX_TERMS_H

#include "base/buf.h"
#include "db/db.h"

enum { SEARCH_TEXT_MAX = 300, SEARCH_TERMS_MAX = 12, SEARCH_TOKENS_MAX = 16 };

struct search_term {
    size_t from, to;                     /* where it stands in the text, without quotes and minus */
    struct str token[SEARCH_TOKENS_MAX]; /* as the index has its words; several: in this order */
    int n_tokens;                        /* never 0 */
    bool excluded;
    bool unfinished; /* the last word of the text: there may be more of it to come */
};

struct search_terms {
    struct str text;
    struct search_term item[SEARCH_TERMS_MAX];
    int n, n_wanted; /* n_wanted: those that are not excluded */
    bool cut;        /* there was more than is looked for */
};

/* Cuts TEXT (valid UTF-8, one line) into terms, in A. */
MUST_CHECK enum err_kind search_terms_parse(struct db_conn *c, struct str text, struct arena *a,
                                            struct search_terms *out, struct err *e);

/* The term's words as FTS5 takes them: "light house". */
void search_term_quoted(struct buf *b, const struct search_term *t);
/* One word of the index so. */
void search_word_quoted(struct buf *b, struct str word);

#endif

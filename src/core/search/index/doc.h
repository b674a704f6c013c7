/* SPDX-License-Identifier: MIT */
/* An article as the search index has it: its texts without markup, and its facets, words that
 * nobody can type. For the files of this folder only. */
#ifndef CORE_SEARCH_INDEX_DOC_H
#define CORE_SEARCH_INDEX_DOC_H

#include "core/news/article.h"

enum { SEARCH_PARTS = 5 };

struct search_doc {
    int64_t id; /* 0: not in the index */
    int64_t generation, folding;
    struct str part[SEARCH_PARTS]; /* title, standfirst, body, tags, facets */
};

/* What the index has of the article, in A; id 0 if it has nothing. ERR_DB. */
MUST_CHECK enum err_kind search_doc_get(struct db_conn *c, int64_t article_id, struct arena *a,
                                        struct search_doc *out, struct err *e);
/* What the index should have of ART: the parts and the folding, without an id. In A. ERR_DB. */
MUST_CHECK enum err_kind search_doc_make(struct db_conn *c, struct arena *a,
                                         const struct article *art, struct search_doc *out,
                                         struct err *e);
/* True if all parts and the foldings are equal. */
bool search_doc_equal(const struct search_doc *x, const struct search_doc *y);

#endif

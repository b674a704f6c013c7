/* SPDX-License-Identifier: MIT */
/* An article as the search index holds it: its texts without markup, and what nobody can type (its
 * facets). For the search_* files alone. */
#ifndef CORE_SEARCH_INDEX_DOC_H
#define CORE_SEARCH_INDEX_DOC_H

#include "core/news/article.h"

enum { SEARCH_PARTS = 5 };

struct search_doc {
    int64_t id; /* 0: none */
    int64_t generation;
    struct str part[SEARCH_PARTS]; /* title, standfirst, body, tags, facets */
};

/* What the index holds of the article; an id of 0 where it holds nothing. In A. */
MUST_CHECK enum err_kind search_doc_get(struct db_conn *c, int64_t article_id, struct arena *a,
                                        struct search_doc *out, struct err *e);
/* What it should hold of ART: the parts, without an id. In A. */
MUST_CHECK enum err_kind search_doc_of(struct db_conn *c, struct arena *a,
                                       const struct article *art, struct search_doc *out,
                                       struct err *e);
/* Whether they say the same. */
bool search_doc_same(const struct search_doc *x, const struct search_doc *y);

#endif

/* SPDX-License-Identifier: MIT */
/* Types that the files of a query share with its callers: marked texts, and the people and sections
 * that a text may name. */
#ifndef CORE_SEARCH_QUERY_FOUND_H
#define CORE_SEARCH_QUERY_FOUND_H

#include "db/db.h"

/* This many matches, the newest ones, are ranked by score. */
enum { SEARCH_WINDOW = 256 };

/* A text in parts; those that match the query are marked. */
struct search_part {
    struct str text;
    bool marked;
};
struct search_text {
    struct search_part *parts;
    size_t n;
};

/* An author or a section that the query names. */
enum search_place_kind { PLACE_AUTHOR, PLACE_SECTION };
enum { SEARCH_PLACES_MAX = 6 };
struct search_place {
    enum search_place_kind kind;
    int64_t id;
    struct str name, slug;
};

/* The people who have published an article, by name, in A: *n of them. ERR_DB. */
MUST_CHECK enum err_kind search_authors(struct db_conn *c, struct arena *a,
                                        struct search_place **out, size_t *n, struct err *e);

#endif

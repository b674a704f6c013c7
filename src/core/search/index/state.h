/* SPDX-License-Identifier: MIT */
/* How far the search index is filled: the one row of search_state. For the search_* files alone. */
#ifndef CORE_SEARCH_INDEX_STATE_H
#define CORE_SEARCH_INDEX_STATE_H

#include "db/db.h"

/* Stored: never renumber. */
enum search_phase {
    SEARCH_FILLING,  /* putting in what is missing, from the newest down to the key */
    SEARCH_CLEANING, /* taking out what should not be there, by article, up from key_id */
    SEARCH_WHOLE,
    SEARCH_OUTDATED, /* of an older version: to be emptied and filled anew */
};

struct search_state {
    int64_t generation;
    int64_t docs;      /* articles in the index */
    int64_t published; /* articles that should be */
    enum search_phase phase;
    int64_t key_at, key_id;
    int64_t gap;     /* published - docs when all was done that can be: 0, but for a damaged site */
    int64_t desk_id; /* headlines up to this article are in the newsroom's index */
    int64_t newest_id; /* of all articles */
};

MUST_CHECK enum err_kind search_state_get(struct db_conn *c, struct search_state *out,
                                          struct err *e);
/* Writes phase, key and gap. */
MUST_CHECK enum err_kind search_state_set(struct db_conn *c, const struct search_state *state,
                                          struct err *e);
/* Empties the index and lets filling begin anew. */
MUST_CHECK enum err_kind search_state_restart(struct db_conn *c, struct err *e);

/* False also where articles came or went past the program since. */
static inline bool search_state_is_whole(const struct search_state *s)
{
    return s->phase == SEARCH_WHOLE && s->docs + s->gap == s->published;
}

#endif

/* SPDX-License-Identifier: MIT */
/* How far the search index is filled: the one row of search_state. For the files of core/search
 * only. */
#ifndef CORE_SEARCH_INDEX_STATE_H
#define CORE_SEARCH_INDEX_STATE_H

#include "db/db.h"

/* Stored: never renumber. */
enum search_phase {
    SEARCH_FILLING,  /* adding what is missing, from the newest article down to the key */
    SEARCH_CLEANING, /* removing what should not be in it, by article, from key_id up */
    SEARCH_WHOLE,
    SEARCH_OUTDATED, /* made by an older version: to be emptied and filled again */
};

struct search_state {
    int64_t generation;
    int64_t docs;      /* articles in the index */
    int64_t published; /* published articles */
    enum search_phase phase;
    int64_t key_at, key_id;
    int64_t gap;     /* published - docs when filling was complete; 0 unless the site is damaged */
    int64_t desk_id; /* the newsroom's index has the headlines up to this article */
    int64_t newest_id; /* the newest of all articles */
};

MUST_CHECK enum err_kind search_state_get(struct db_conn *c, struct search_state *out,
                                          struct err *e);
/* Writes phase, key and gap. Inside a write job. */
MUST_CHECK enum err_kind search_state_set(struct db_conn *c, const struct search_state *state,
                                          struct err *e);
/* Empties the index and starts filling again. Inside a write job. */
MUST_CHECK enum err_kind search_state_restart(struct db_conn *c, struct err *e);

/* False as well if articles were added or removed past the program since. */
static inline bool search_state_is_whole(const struct search_state *s)
{
    return s->phase == SEARCH_WHOLE && s->docs + s->gap == s->published;
}

#endif

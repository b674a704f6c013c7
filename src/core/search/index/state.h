/* SPDX-License-Identifier: MIT */
/* How far the search index is filled: the one row of search_state. For the files of core/search
 * only. */
#ifndef CORE_SEARCH_INDEX_STATE_H
#define CORE_SEARCH_INDEX_STATE_H

#include "base/fold.h"
#include "db/db.h"

/* Stored: never renumber. */
enum search_phase {
    SEARCH_FILLING,  /* adding what is missing, from the newest article down to the key */
    SEARCH_CLEANING, /* removing what should not be in it, by article, from key_id up */
    SEARCH_WHOLE,
    SEARCH_OUTDATED, /* made by an older version: all texts are to be made anew */
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

    /* No text of the readers' index, and of the newsroom's, has an older folding (base/fold.h). */
    int64_t folding, desk_folding;
    int64_t target;   /* the folding that filling makes */
    int64_t desk_key; /* headlines up to this article have it */
};

MUST_CHECK enum err_kind search_state_get(struct db_conn *c, struct search_state *out,
                                          struct err *e);
/* The same for `folding` alone. */
MUST_CHECK enum err_kind search_state_folding(struct db_conn *c, int64_t *out, struct err *e);
/* Writes all but generation, docs, desk_id and what is counted elsewhere. Inside a write job. */
MUST_CHECK enum err_kind search_state_set(struct db_conn *c, const struct search_state *state,
                                          struct err *e);
/* Empties the readers' index and starts filling again. Inside a write job. */
MUST_CHECK enum err_kind search_state_restart(struct db_conn *c, struct err *e);

/* True if every article can be found, perhaps by an older folding. False as well if articles were
 * added or removed past the program. */
static inline bool search_state_is_complete(const struct search_state *s)
{
    return s->docs + s->gap == s->published;
}

/* True if nothing is left to do for the readers' index. */
static inline bool search_state_is_whole(const struct search_state *s)
{
    return s->phase == SEARCH_WHOLE && s->folding >= FOLDING_NOW && search_state_is_complete(s);
}

/* The same for the newsroom's. */
static inline bool search_state_desk_is_whole(const struct search_state *s)
{
    return s->desk_folding >= FOLDING_NOW && s->desk_id >= s->newest_id;
}

#endif

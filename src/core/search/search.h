/* SPDX-License-Identifier: MIT */
/* Readers' search. What it costs depends on the words' rarity and on the size of the site only up
 * to a bound: see search.c. */
#ifndef CORE_SEARCH_SEARCH_H
#define CORE_SEARCH_SEARCH_H

#include "core/news/article.h"
#include "core/search/query/found.h"

enum search_order { SEARCH_BEST, SEARCH_NEWEST };

/* A place in the results: after the one with SCORE and ID, among those up to TOP. Written in URLs
 * as three numbers, "TOP-SCORE-ID". */
struct search_key {
    int64_t top; /* 0: from the beginning */
    int64_t score, id;
};
bool search_key_parse(struct str s, struct search_key *out);

struct search_query {
    struct str text;     /* as typed: valid UTF-8, one line */
    int64_t section_id;  /* 0: of any */
    int64_t author_id;   /* 0: by anybody */
    int64_t from, until; /* published in [from, until); until 0: no bound */
    enum search_order order;
    struct search_key key;
    int64_t limit;
    bool briefly; /* take no longer than a page that is full takes, and look less far back for it */
};

struct search_hit {
    struct article art; /* as a list has it */
    struct search_text title, summary;
};

struct search_result {
    struct search_hit *hits;
    size_t n;
    bool next;
    struct search_key next_key;
    bool next_is_older; /* the best of these have all been shown; what follows is older */

    bool nothing_asked;   /* the text holds no word to look for */
    bool some_words;      /* no article has all the words; these have some */
    bool words_left_out;  /* there were more words than are looked for */
    bool still_filling;   /* the index is being built: older articles may be missing */
    int64_t matches;      /* how many were found, at most SEARCH_WINDOW */
    bool matches_are_all; /* and there are no more */
    int64_t back_to;      /* the search ended there, at a time, having worked long enough; 0: not */
    struct str guess;     /* the text with its mistyped words corrected; empty: none */
    struct search_place places[SEARCH_PLACES_MAX];
    size_t n_places;
};

MUST_CHECK enum err_kind search_run(struct db_conn *c, const struct search_query *q,
                                    struct arena *a, struct search_result *out, struct err *e);

/* Up to LIMIT published articles that the last part of an address that leads nowhere may have
 * meant. Cheap enough for a page thread. */
MUST_CHECK enum err_kind search_similar(struct db_conn *c, struct str slug, int64_t limit,
                                        struct arena *a, struct article_list *out, struct err *e);

#endif

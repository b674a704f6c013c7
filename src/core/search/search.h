/* SPDX-License-Identifier: MIT */
/* The readers' search. Its cost depends on the rarity of the words and the size of the site only up
 * to a bound; search.c explains it. */
#ifndef CORE_SEARCH_SEARCH_H
#define CORE_SEARCH_SEARCH_H

#include "core/news/article.h"
#include "core/search/query/found.h"

enum search_order { SEARCH_BEST, SEARCH_NEWEST };

/* A place in the results: after the hit with SCORE and ID, among the matches up to TOP. In URLs it
 * is three numbers, "TOP-SCORE-ID". */
struct search_key {
    int64_t top; /* 0: from the beginning */
    int64_t score, id;
};
/* False if S is not such a key. */
bool search_key_parse(struct str s, struct search_key *out);

struct search_query {
    struct str text;     /* as typed: valid UTF-8, one line */
    int64_t section_id;  /* 0: any section */
    int64_t author_id;   /* 0: any author */
    int64_t from, until; /* published in [from, until); until 0: no bound */
    enum search_order order;
    struct search_key key;
    int64_t limit;
    bool exactly; /* search for the words as typed only */
    bool briefly; /* take no longer than a page that is full takes, and look less far back for it */
};

struct search_hit {
    struct article art; /* as in a list */
    struct search_text title, summary;
};

struct search_result {
    struct search_hit *hits;
    size_t n;
    bool next; /* there is another page, at next_key */
    struct search_key next_key;
    bool next_is_older; /* all of this window have been shown; what follows is older */

    bool nothing_asked;   /* the text contains no word */
    bool some_words;      /* no article has all the words; these have some */
    bool words_left_out;  /* there were more words than the search uses */
    bool still_filling;   /* the index is being built: older articles may be missing */
    int64_t matches;      /* the number found, at most SEARCH_WINDOW */
    bool matches_are_all; /* there are no other matches */
    int64_t back_to;  /* the time back to which was searched before the time limit; 0: the search is
                         complete */
    struct str guess; /* the text with mistyped words corrected; empty: no correction */
    bool corrected;   /* no article has the words as typed; these are for `guess` */
    struct search_place places[SEARCH_PLACES_MAX];
    size_t n_places;
};

/* Runs Q; texts of *out in A. ERR_DB, also if the index is damaged. */
MUST_CHECK enum err_kind search_run(struct db_conn *c, const struct search_query *q,
                                    struct arena *a, struct search_result *out, struct err *e);

/* Up to LIMIT published articles that were perhaps meant by SLUG, the last part of an address that
 * does not exist. Cheap enough for a page thread. ERR_DB. */
MUST_CHECK enum err_kind search_similar(struct db_conn *c, struct str slug, int64_t limit,
                                        struct arena *a, struct article_list *out, struct err *e);

#endif

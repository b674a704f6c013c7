/* SPDX-License-Identifier: MIT */
/* What a reader asked the search page for: read from its address, and written into addresses. */
#ifndef SITE_LISTS_SEARCH_ASKED_H
#define SITE_LISTS_SEARCH_ASKED_H

#include "core/search/search.h"
#include "web/context.h"

enum { SEARCH_NOTES_MAX = 8 };

struct search_note {
    struct str text;
};

struct search_asked {
    struct search_query q;
    struct str section, author, from, until; /* as sent; empty if they make no sense */
    struct search_note notes[SEARCH_NOTES_MAX];
    size_t n_notes;
};

/* Reads the request's query, for LIMIT hits a page. A field that makes no sense is left out, and a
 * note says so. */
void search_asked_read(struct context *c, struct search_asked *asked, int64_t limit);
/* Adds a sentence that the page shows above its hits; the first few are shown. */
void search_note_add(struct search_asked *asked, struct str text);
/* What the address of a search may have besides its text and its order. */
enum {
    URL_FILTERS = 1, /* what it is narrowed to */
    URL_EXACT = 2,   /* no correction of mistyped words */
};
/* The address of a search for TEXT with PARTS, from KEY on (NULL: from the beginning). */
struct str search_url(struct context *c, const struct search_asked *asked, struct str text,
                      unsigned parts, const struct search_key *key);

#endif

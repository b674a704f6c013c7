/* SPDX-License-Identifier: MIT */
/* Fragments: pieces of pages that are costly to make and that several renders of a page, or several
 * pages, show unchanged (a comment's HTML, the articles related to one). A page whose article got a
 * comment is rendered anew; of its fragments, only what the comment changed is.
 *
 * A fragment answers to what it was made of. Two things together say that one is still good:
 *
 *     its inputs    bytes that it was made of; of them a fingerprint is kept, under a key that only
 *                   this process has, so nobody can write a comment that passes for another
 *     its version   the content version that its data was read at; FRAGMENT_OF_INPUTS where it was
 *                   made of its inputs alone, and is good whenever they are the same
 *
 * Bounded in bytes; the least recently used goes first. In memory only. Any thread. */
#ifndef CACHE_FRAGMENT_H
#define CACHE_FRAGMENT_H

#include "base/arena.h"

enum fragment_kind {
    FRAGMENT_TEXT,  /* an article's text */
    FRAGMENT_ENTRY, /* the text of a live entry without a headline */
    FRAGMENT_ENTRY_TITLED,
    FRAGMENT_COMMENT, /* a comment's text */
    FRAGMENT_THREADS, /* an article's first page of comments */
    FRAGMENT_RELATED,
    FRAGMENT_NEIGHBOURS,
    FRAGMENT_MOST_READ,
    FRAGMENT_VIDEOS,
    FRAGMENT_FRAME, /* what every page's frame reads */
};

/* One fragment at a time is kept of each. */
struct fragment_key {
    enum fragment_kind kind;
    int64_t id; /* of the article, entry or comment; 0: of the site */
};

#define FRAGMENT_OF_INPUTS UINT64_MAX

struct fragment_stats {
    uint64_t hits, misses;
    uint64_t bytes, pieces; /* held now */
};

struct fragments;

struct fragments *fragments_new(size_t max_bytes);
void fragments_free(struct fragments **f);

/* The fragment of KEY, copied into A, where it was made of INPUTS and at VERSION or later; p NULL
 * where there is none. */
struct str fragment_get(struct fragments *f, struct fragment_key key, struct str inputs,
                        uint64_t version, struct arena *a);
/* Keeps a copy of TEXT in place of what KEY had. GENERATION: fragments_generation before
 * the first template was taken that TEXT was made with; nothing is kept where it has changed. */
void fragment_keep(struct fragments *f, struct fragment_key key, struct str inputs,
                   uint64_t version, uint64_t generation, struct str text);
/* Forgets all of them (the templates have changed), and begins another generation. */
void fragments_clear(struct fragments *f);
uint64_t fragments_generation(struct fragments *f);
struct fragment_stats fragments_stats(struct fragments *f);

#endif

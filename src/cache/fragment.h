/* SPDX-License-Identifier: MIT */
/* Fragments: parts of pages that are costly to make and that several renders or several pages show
 * unchanged (a comment's HTML, the articles related to one). When an article gets a comment, its
 * page is rendered again, but of its fragments only those that the comment changed.
 *
 * A fragment is good if both of these still match:
 *
 *     its inputs    the bytes that it was made from. Only their fingerprint is stored, made with a
 *                   key that only this process has, so nobody can forge a comment that passes for
 *                   another
 *     its version   the content version at which its data was read; FRAGMENT_OF_INPUTS if it was
 * made from its inputs alone, and so is good whenever they are the same
 *
 * Bounded in bytes; the least recently used fragment is evicted first. In memory only. Any thread
 * may call any function. */
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

/* Each key has at most one fragment. */
struct fragment_key {
    enum fragment_kind kind;
    int64_t id; /* of the article, entry or comment; 0 for the site */
};

#define FRAGMENT_OF_INPUTS UINT64_MAX

struct fragment_stats {
    uint64_t hits, misses;
    uint64_t bytes, pieces; /* held now */
};

struct fragments;

struct fragments *fragments_new(size_t max_bytes);
void fragments_free(struct fragments **f);

/* The fragment KEY, copied into A, if it was made from INPUTS and at VERSION or later. Otherwise
 * its p is NULL. */
struct str fragment_get(struct fragments *f, struct fragment_key key, struct str inputs,
                        uint64_t version, struct arena *a);
/* Stores a copy of TEXT in place of the fragment KEY. GENERATION is fragments_generation from
 * before the first template for TEXT was fetched; if it has changed since, nothing is stored. */
void fragment_keep(struct fragments *f, struct fragment_key key, struct str inputs,
                   uint64_t version, uint64_t generation, struct str text);
/* Drops all fragments, when the templates have changed, and begins a new generation. */
void fragments_clear(struct fragments *f);
uint64_t fragments_generation(struct fragments *f);
struct fragment_stats fragments_stats(struct fragments *f);

#endif

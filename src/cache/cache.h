/* SPDX-License-Identifier: MIT */
/* The page cache: rendered pages by key (a canonical path), each valid for one content version.
 * Bounded in bytes; the least recently used page goes first, and those that were asked for but once
 * before the others. A page that is missing or out of date
 * is rendered by one thread, however many ask for it: the others wait for that one. Any thread. */
#ifndef CACHE_CACHE_H
#define CACHE_CACHE_H

#include "cache/page.h"

struct cache;

struct cache_stats {
    uint64_t hits, misses; /* of cache_get and cache_count_hit: a page without rendering it for this
                              call, and with */
    uint64_t evictions;
    uint64_t bytes, pages; /* held now */
};

struct cache *cache_new(size_t max_bytes);
void cache_free(struct cache **c);

/* Renders the page of a key: sets *page (the caller takes the reference) and *version, the content
 * version of the data it was made from. A failure is handed to everyone who waited. A page that
 * equals the one that it replaces gives way to that. */
typedef enum err_kind cache_render_fn(void *arg, struct page **page, uint64_t *version,
                                      struct err *e);

/* The page of KEY, at least as new as content version VERSION: from the cache, or through RENDER.
 * *out is a reference of the caller's. Errors are RENDER's own, and are not kept. */
MUST_CHECK enum err_kind cache_get(struct cache *c, struct str key, uint64_t version,
                                   cache_render_fn *render, void *arg, struct page **out,
                                   struct err *e);
/* The same for a key that anybody can make up: RENDER runs once for all who ask at the same time,
 * and the page is not kept, so that such keys take no page's place. */
MUST_CHECK enum err_kind cache_share(struct cache *c, struct str key, uint64_t version,
                                     cache_render_fn *render, void *arg, struct page **out,
                                     struct err *e);
/* The page of KEY where the cache holds it at *VERSION or newer, as a reference of the caller's,
 * and *version is then its own; else NULL. No hit and no miss; cache_count_hit makes it one, where
 * the page is then served. */
struct page *cache_peek(struct cache *c, struct str key, uint64_t *version);
void cache_count_hit(struct cache *c);
/* Forgets every page (the templates have changed). A render that is under way is not kept. */
void cache_clear(struct cache *c);
struct cache_stats cache_stats(struct cache *c);

#endif

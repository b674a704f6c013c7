/* SPDX-License-Identifier: MIT */
/* The page cache: rendered pages by key (a canonical path), each valid for one content version. It
 * is bounded in bytes. The least recently used page is evicted first, and pages that were asked for
 * only once before all others. A page that is missing or out of date is rendered by one thread,
 * however many ask for it; the others wait. Any thread may call any function. */
#ifndef CACHE_CACHE_H
#define CACHE_CACHE_H

#include "cache/page.h"

struct cache;

struct cache_stats {
    uint64_t hits, misses; /* pages given without and with rendering for that call */
    uint64_t evictions;
    uint64_t bytes, pages; /* held now */
};

struct cache *cache_new(size_t max_bytes);
void cache_free(struct cache **c);

/* Renders the page of a key: sets *page (the caller takes the reference) and *version, the content
 * version of the data that it was made from. Everyone who waited gets a failure, too. If the page
 * equals the one that it would replace, that one is kept instead. */
typedef enum err_kind cache_render_fn(void *arg, struct page **page, uint64_t *version,
                                      struct err *e);

/* Sets *out to the page KEY, at least as new as content version VERSION, from the cache or rendered
 * by RENDER. The caller owns the reference. Errors are RENDER's own and are not stored. */
MUST_CHECK enum err_kind cache_get(struct cache *c, struct str key, uint64_t version,
                                   cache_render_fn *render, void *arg, struct page **out,
                                   struct err *e);
/* The same for a key that anybody can invent: RENDER runs once for all who ask at the same time,
 * and the page is not stored, so such keys push no other page out. */
MUST_CHECK enum err_kind cache_share(struct cache *c, struct str key, uint64_t version,
                                     cache_render_fn *render, void *arg, struct page **out,
                                     struct err *e);
/* The page KEY if the cache has it at *VERSION or newer: the caller owns the reference, and
 * *version is set to the page's. Otherwise NULL. Counts neither a hit nor a miss; call
 * cache_count_hit if the page is served. */
struct page *cache_peek(struct cache *c, struct str key, uint64_t *version);
void cache_count_hit(struct cache *c);
/* Drops every page, when the templates have changed. The result of a render under way is not
 * stored.
 */
void cache_clear(struct cache *c);
struct cache_stats cache_stats(struct cache *c);

#endif

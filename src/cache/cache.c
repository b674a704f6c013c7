/* SPDX-License-Identifier: MIT */
/* The page cache. One lock guards everything; it is never held while a page is rendered.
 *
 * An entry is a stored page. A flight is a render under way: a caller that finds one for its key
 * waits for it instead of rendering as well. A flight lives until the last caller that waited has
 * taken its result. cache_clear takes all flights out of the table: callers that wait get what they
 * asked for before the change, later callers start a new render, and the old results are not
 * stored. A render must not ask for its own key, since it would wait for itself.
 *
 * Entries that were asked for again (`often`) are evicted last, so a client that reads all pages of
 * the site once, such as a search engine, does not push them out. They may take three quarters of
 * the memory; beyond that the least recently used of them become ordinary entries again.
 *
 * An entry of an older version stays until its replacement is ready: a caller may know only the
 * older version, and would otherwise render again. Invariant: no caller ever gets a page older than
 * the version that it asked for, unless it was rendered for that very call (entry_use and get check
 * it).
 *
 * Both tables are intrusive chains in one array of buckets, which doubles as entries are added.
 * Keys are paths of the site's own pages, so a plain hash is enough. */
#include "cache/cache.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"

enum {
    BUCKETS_AT_FIRST = 256,
    ENTRY_OVERHEAD = 96, /* the cost of its allocations beyond their size, and of its bucket */
    OFTEN_QUARTERS = 3,  /* quarters of the memory for entries that were asked for again */
};

/* A key with its place in a chain. The first member of both an entry and a flight. */
struct node {
    struct node *next;
    uint64_t hash;
    char *key;
    size_t key_n;
};

struct table {
    struct node **buckets;
    size_t n_buckets, n;
};

struct entry {
    struct node node;
    struct entry *prev, *next; /* a ring through cache.once or cache.often, last used first */
    bool often;
    struct page *page;
    uint64_t version;
    size_t bytes; /* its size when it was last used */
};

struct flight {
    struct node node;
    pthread_cond_t landed;
    int held; /* references: of the thread that renders and of each that waits */
    bool done, detached;
    bool shared; /* the page is not stored */
    enum err_kind kind;
    struct err err;
    struct page *page; /* the flight's own reference, if kind is OK */
    uint64_t version;
};

struct cache {
    pthread_mutex_t lock;
    struct table entries, flights;
    struct entry once, often; /* `next` was used last; `prev` is evicted first */
    size_t max_bytes, often_bytes;
    _Atomic size_t bytes; /* of all entries; a page changes it whenever its codings change */
    struct cache_stats stats;
    _Atomic uint64_t more_hits; /* counted without the lock */
};

/* ---- tables ---- */

static uint64_t hash(struct str s)
{
    return hash_spread(hash_str(s));
}

static struct node **bucket(const struct table *t, uint64_t hash)
{
    return &t->buckets[hash & (t->n_buckets - 1)];
}

static void table_init(struct table *t)
{
    *t = (struct table){.n_buckets = BUCKETS_AT_FIRST};
    t->buckets = check_memory(calloc(t->n_buckets, sizeof(struct node *)));
}

static void *table_find(const struct table *t, struct str key, uint64_t hash)
{
    for (struct node *n = *bucket(t, hash); n != NULL; n = n->next)
        if (n->hash == hash && str_eq(str_of(n->key, n->key_n), key))
            return n;
    return NULL;
}

static void table_grow(struct table *t)
{
    struct table bigger = {.n_buckets = 2 * t->n_buckets, .n = t->n};
    bigger.buckets = check_memory(calloc(bigger.n_buckets, sizeof(struct node *)));
    for (size_t i = 0; i < t->n_buckets; i++) {
        for (struct node *n = t->buckets[i], *next; n != NULL; n = next) {
            next = n->next;
            struct node **head = bucket(&bigger, n->hash);
            n->next = *head;
            *head = n;
        }
    }
    free(t->buckets);
    *t = bigger;
}

static void table_add(struct table *t, struct node *n, struct str key, uint64_t hash)
{
    if (t->n >= t->n_buckets)
        table_grow(t);
    n->hash = hash;
    n->key_n = key.n;
    n->key = check_memory(malloc(key.n + 1));
    if (key.n > 0)
        memcpy(n->key, key.p, key.n);
    struct node **head = bucket(t, hash);
    n->next = *head;
    *head = n;
    t->n++;
}

static void table_remove(struct table *t, struct node *n)
{
    struct node **at = bucket(t, n->hash);
    while (*at != n)
        at = &(*at)->next;
    *at = n->next;
    t->n--;
}

/* ---- entries ---- */

static void ring_remove(struct entry *x)
{
    x->prev->next = x->next;
    x->next->prev = x->prev;
}

static void ring_add_first(struct entry *ring, struct entry *x)
{
    x->prev = ring;
    x->next = ring->next;
    x->next->prev = x;
    ring->next = x;
}

static bool ring_empty(const struct entry *ring)
{
    return ring->next == ring;
}

/* Makes X the last used entry of the ring `often` or `once`. */
static void entry_move(struct cache *c, struct entry *x, bool often)
{
    ring_remove(x);
    ring_add_first(often ? &c->often : &c->once, x);
    c->often_bytes += often && !x->often ? x->bytes : 0;
    c->often_bytes -= !often && x->often ? x->bytes : 0;
    x->often = often;
}

/* The bytes of an entry besides its page. */
static size_t entry_overhead(const struct entry *x)
{
    return sizeof *x + x->node.key_n + 1 + ENTRY_OVERHEAD;
}

static void entry_drop(struct cache *c, struct entry *x)
{
    table_remove(&c->entries, &x->node);
    ring_remove(x);
    page_unwatch(x->page);
    c->bytes -= entry_overhead(x);
    c->often_bytes -= x->often ? x->bytes : 0;
    c->stats.pages--;
    page_unref(&x->page);
    free(x->node.key);
    free(x);
}

/* Updates the entry's size, and evicts others if the cache is too large. */
static void entry_weigh(struct cache *c, struct entry *x)
{
    size_t bytes = entry_overhead(x) + page_bytes(x->page);
    c->often_bytes += x->often ? bytes - x->bytes : 0;
    x->bytes = bytes;
    while (c->often_bytes > c->max_bytes / 4 * OFTEN_QUARTERS)
        entry_move(c, c->often.prev, false);
    while (c->bytes > c->max_bytes && c->stats.pages > 0) {
        entry_drop(c, ring_empty(&c->once) ? c->often.prev : c->once.prev);
        c->stats.evictions++;
    }
}

/* Stores *PAGE with a new reference, unless the cache has a newer one or the page alone is too
 * large for it. */
static void entry_keep(struct cache *c, struct str key, uint64_t key_hash, struct page **page,
                       uint64_t version)
{
    struct entry *x = table_find(&c->entries, key, key_hash);
    if (x != NULL && x->version > version)
        return;
    if (x != NULL && x->page == *page) {
        x->version = version;
        entry_move(c, x, true);
        return;
    }
    bool again = x != NULL;
    if (again)
        entry_drop(c, x);
    if (page_bytes(*page) > c->max_bytes)
        return;
    x = check_memory(calloc(1, sizeof *x));
    x->page = page_ref(*page);
    x->version = version;
    x->often = again;
    table_add(&c->entries, &x->node, key, key_hash);
    ring_add_first(again ? &c->often : &c->once, x);
    page_watch(x->page, &c->bytes);
    c->bytes += entry_overhead(x);
    c->stats.pages++;
    entry_weigh(c, x);
}

/* A new reference to the page KEY, if there is one of *VERSION or newer. Marks it as used and sets
 * *version to its own. Otherwise NULL. */
static struct page *entry_use(struct cache *c, struct str key, uint64_t key_hash, uint64_t *version)
{
    struct entry *x = table_find(&c->entries, key, key_hash);
    if (x == NULL || x->version < *version)
        return NULL;
    *version = x->version;
    entry_move(c, x, true);
    struct page *page = page_ref(x->page);
    entry_weigh(c, x); /* its codings may have changed since */
    return page;
}

/* ---- flights ---- */

static struct flight *flight_start(struct cache *c, struct str key, uint64_t key_hash)
{
    struct flight *f = check_memory(calloc(1, sizeof *f));
    pthread_cond_init(&f->landed, NULL);
    f->held = 1;
    table_add(&c->flights, &f->node, key, key_hash);
    return f;
}

/* Takes the flight's result and gives one reference back. The last one frees the flight. */
static enum err_kind flight_leave(struct flight *f, struct page **out, struct err *e)
{
    enum err_kind kind = f->kind;
    if (kind == OK)
        *out = page_ref(f->page);
    else if (e != NULL)
        *e = f->err;
    if (--f->held == 0) {
        pthread_cond_destroy(&f->landed);
        page_unref(&f->page);
        free(f->node.key);
        free(f);
    }
    return kind;
}

/* If the new page equals the stored one, the stored one is used again: it is compressed already,
 * and keeps its date. Compares without the lock, since that may take a while. */
static void page_keep_old(struct cache *c, const struct flight *f, struct page **page)
{
    pthread_mutex_lock(&c->lock);
    struct entry *x = table_find(&c->entries, str_of(f->node.key, f->node.key_n), f->node.hash);
    struct page *old = x != NULL ? page_ref(x->page) : NULL;
    pthread_mutex_unlock(&c->lock);
    if (old != NULL && page_equal(old, *page)) {
        page_unref(page);
        *page = old;
    } else {
        page_unref(&old);
    }
}

/* Renders, and wakes those who wait. The lock is held before and after, but not while rendering. */
static void flight_fly(struct cache *c, struct flight *f, cache_render_fn *render, void *arg)
{
    struct page *page = NULL;
    uint64_t version = 0;
    struct err err = {0};
    pthread_mutex_unlock(&c->lock);
    enum err_kind kind = render(arg, &page, &version, &err);
    if (kind == OK && !f->shared)
        page_keep_old(c, f, &page);
    pthread_mutex_lock(&c->lock);

    f->kind = kind;
    f->err = err;
    f->page = kind == OK ? page : NULL;
    f->version = version;
    f->done = true;
    if (!f->detached) {
        table_remove(&c->flights, &f->node);
        if (kind == OK && !f->shared)
            entry_keep(c, str_of(f->node.key, f->node.key_n), f->node.hash, &f->page, version);
    }
    pthread_cond_broadcast(&f->landed);
}

/* ---- the cache ---- */

struct cache *cache_new(size_t max_bytes)
{
    struct cache *c = check_memory(calloc(1, sizeof *c));
    pthread_mutex_init(&c->lock, NULL);
    table_init(&c->entries);
    table_init(&c->flights);
    c->once.prev = c->once.next = &c->once;
    c->often.prev = c->often.next = &c->often;
    c->max_bytes = max_bytes;
    return c;
}

void cache_free(struct cache **c)
{
    if (*c == NULL)
        return;
    assert((*c)->flights.n == 0);
    cache_clear(*c);
    free((*c)->entries.buckets);
    free((*c)->flights.buckets);
    pthread_mutex_destroy(&(*c)->lock);
    free(*c);
    *c = NULL;
}

/* With the lock held. A page that was rendered for this very call is returned even if it is older
 * than asked for: rendering again would bring nothing newer. */
static enum err_kind get(struct cache *c, struct str key, uint64_t version, bool shared,
                         cache_render_fn *render, void *arg, struct page **out, struct err *e)
{
    const uint64_t key_hash = hash(key);
    for (;;) {
        uint64_t found = version;
        *out = entry_use(c, key, key_hash, &found);
        if (*out != NULL) {
            c->stats.hits++;
            return OK;
        }
        struct flight *f = table_find(&c->flights, key, key_hash);
        if (f == NULL) {
            c->stats.misses++;
            f = flight_start(c, key, key_hash);
            f->shared = shared;
            flight_fly(c, f, render, arg);
            return flight_leave(f, out, e);
        }
        f->held++;
        while (!f->done)
            pthread_cond_wait(&f->landed, &c->lock);
        bool new_enough = f->kind != OK || f->version >= version;
        enum err_kind kind = flight_leave(f, out, e);
        if (new_enough) {
            c->stats.hits += kind == OK;
            return kind;
        }
        page_unref(out);
    }
}

static enum err_kind get_locked(struct cache *c, struct str key, uint64_t version, bool shared,
                                cache_render_fn *render, void *arg, struct page **out,
                                struct err *e)
{
    struct page *page = NULL;
    pthread_mutex_lock(&c->lock);
    enum err_kind kind = get(c, key, version, shared, render, arg, &page, e);
    pthread_mutex_unlock(&c->lock);
    if (kind == OK)
        *out = page;
    return kind;
}

enum err_kind cache_get(struct cache *c, struct str key, uint64_t version, cache_render_fn *render,
                        void *arg, struct page **out, struct err *e)
{
    return get_locked(c, key, version, false, render, arg, out, e);
}

enum err_kind cache_share(struct cache *c, struct str key, uint64_t version,
                          cache_render_fn *render, void *arg, struct page **out, struct err *e)
{
    return get_locked(c, key, version, true, render, arg, out, e);
}

struct page *cache_peek(struct cache *c, struct str key, uint64_t *version)
{
    pthread_mutex_lock(&c->lock);
    struct page *page = entry_use(c, key, hash(key), version);
    pthread_mutex_unlock(&c->lock);
    return page;
}

void cache_count_hit(struct cache *c)
{
    atomic_fetch_add_explicit(&c->more_hits, 1, memory_order_relaxed);
}

void cache_clear(struct cache *c)
{
    pthread_mutex_lock(&c->lock);
    while (!ring_empty(&c->once))
        entry_drop(c, c->once.next);
    while (!ring_empty(&c->often))
        entry_drop(c, c->often.next);
    for (size_t i = 0; i < c->flights.n_buckets; i++) {
        for (struct node *n = c->flights.buckets[i]; n != NULL; n = n->next)
            ((struct flight *)n)->detached = true;
        c->flights.buckets[i] = NULL;
    }
    c->flights.n = 0;
    pthread_mutex_unlock(&c->lock);
}

struct cache_stats cache_stats(struct cache *c)
{
    pthread_mutex_lock(&c->lock);
    struct cache_stats stats = c->stats;
    stats.bytes = c->bytes;
    pthread_mutex_unlock(&c->lock);
    stats.hits += atomic_load_explicit(&c->more_hits, memory_order_relaxed);
    return stats;
}

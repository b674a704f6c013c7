/* SPDX-License-Identifier: MIT */
/* Stores fragments in a hash table with one lock, which is held for a look-up and a copy of some
 * kilobytes. The table has a fixed size, since the limit on bytes also bounds the number of
 * fragments. Whether a stored fragment is used depends on its key, the fingerprint of its inputs
 * and its version (fragment.h). */
#include "cache/fragment.h"

#include "base/die.h"
#include "base/rand.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    BUCKETS = 4096, /* a power of two */
    OVERHEAD = 32,  /* the cost of an allocation beyond its size */
};

struct fragment {
    struct fragment *chained;
    struct fragment *prev, *next; /* a ring through fragments.ring, the last used first */
    struct fragment_key key;
    uint64_t version;
    struct fingerprint inputs;
    size_t text_n;
    char text[];
};

struct fragments {
    pthread_mutex_t lock;
    struct fragment *buckets[BUCKETS];
    struct fragment ring;
    unsigned char secret[FINGERPRINT_KEY_BYTES]; /* of the inputs' fingerprints */
    size_t max_bytes;
    uint64_t generation;
    struct fragment_stats stats;
};

/* ---- the table ---- */

static struct fragment **bucket(struct fragments *f, struct fragment_key key)
{
    uint64_t h = ((uint64_t)key.id * 16 + key.kind) * UINT64_C(0x9e3779b97f4a7c15);
    return &f->buckets[(h >> 32) & (BUCKETS - 1)];
}

static struct fragment **find(struct fragments *f, struct fragment_key key)
{
    struct fragment **at = bucket(f, key);
    while (*at != NULL && ((*at)->key.id != key.id || (*at)->key.kind != key.kind))
        at = &(*at)->chained;
    return at;
}

static void ring_remove(struct fragment *x)
{
    x->prev->next = x->next;
    x->next->prev = x->prev;
}

static void ring_add(struct fragments *f, struct fragment *x)
{
    x->prev = &f->ring;
    x->next = f->ring.next;
    x->next->prev = x;
    f->ring.next = x;
}

static size_t bytes_of(const struct fragment *x)
{
    return sizeof *x + x->text_n + OVERHEAD;
}

static void drop(struct fragments *f, struct fragment **at)
{
    struct fragment *x = *at;
    *at = x->chained;
    ring_remove(x);
    f->stats.bytes -= bytes_of(x);
    f->stats.pieces--;
    free(x);
}

static struct fragment *fragment_new(struct fragment_key key, struct fingerprint inputs,
                                     uint64_t version, struct str text)
{
    struct fragment *x = check_memory(malloc(sizeof *x + text.n));
    *x = (struct fragment){.key = key, .version = version, .inputs = inputs, .text_n = text.n};
    if (text.n > 0)
        memcpy(x->text, text.p, text.n);
    return x;
}

/* ---- fragments ---- */

struct fragments *fragments_new(size_t max_bytes)
{
    struct fragments *f = check_memory(calloc(1, sizeof *f));
    pthread_mutex_init(&f->lock, NULL);
    f->ring.prev = f->ring.next = &f->ring;
    f->max_bytes = max_bytes;
    rand_bytes(f->secret, sizeof f->secret);
    return f;
}

void fragments_free(struct fragments **f)
{
    if (*f == NULL)
        return;
    fragments_clear(*f);
    pthread_mutex_destroy(&(*f)->lock);
    free(*f);
    *f = NULL;
}

struct str fragment_get(struct fragments *f, struct fragment_key key, struct str inputs,
                        uint64_t version, struct arena *a)
{
    struct str text = STR_NONE;
    struct fingerprint made_of = fingerprint(f->secret, inputs);
    pthread_mutex_lock(&f->lock);
    struct fragment *x = *find(f, key);
    if (x != NULL && x->version >= version && x->inputs.low == made_of.low &&
        x->inputs.high == made_of.high) {
        text = arena_dup(a, str_of(x->text, x->text_n));
        ring_remove(x);
        ring_add(f, x);
    }
    f->stats.hits += text.p != NULL;
    f->stats.misses += text.p == NULL;
    pthread_mutex_unlock(&f->lock);
    return text;
}

void fragment_keep(struct fragments *f, struct fragment_key key, struct str inputs,
                   uint64_t version, uint64_t generation, struct str text)
{
    struct fragment *x = fragment_new(key, fingerprint(f->secret, inputs), version, text);
    pthread_mutex_lock(&f->lock);
    if (generation != f->generation || bytes_of(x) > f->max_bytes / 4) {
        pthread_mutex_unlock(&f->lock);
        free(x);
        return;
    }
    struct fragment **at = find(f, key);
    if (*at != NULL)
        drop(f, at);
    x->chained = *bucket(f, key);
    *bucket(f, key) = x;
    ring_add(f, x);
    f->stats.bytes += bytes_of(x);
    f->stats.pieces++;
    while (f->stats.bytes > f->max_bytes)
        drop(f, find(f, f->ring.prev->key));
    pthread_mutex_unlock(&f->lock);
}

void fragments_clear(struct fragments *f)
{
    pthread_mutex_lock(&f->lock);
    while (f->ring.next != &f->ring)
        drop(f, find(f, f->ring.next->key));
    f->generation++;
    pthread_mutex_unlock(&f->lock);
}

uint64_t fragments_generation(struct fragments *f)
{
    pthread_mutex_lock(&f->lock);
    uint64_t generation = f->generation;
    pthread_mutex_unlock(&f->lock);
    return generation;
}

struct fragment_stats fragments_stats(struct fragments *f)
{
    pthread_mutex_lock(&f->lock);
    struct fragment_stats stats = f->stats;
    pthread_mutex_unlock(&f->lock);
    return stats;
}

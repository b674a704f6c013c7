/* SPDX-License-Identifier: MIT */
/* A hash table of buckets. A bucket is a cache line of four (hash, time) pairs; a new visit
 * replaces the oldest one of its bucket. So memory is fixed and a lookup reads one cache line. A
 * visit that a crowd pushes out early counts again: errors are on the side of counting. */
#include "core/views/repeat.h"

#include <pthread.h>
#include <assert.h>
#include <stdlib.h>

#include <sodium.h>

#include "base/die.h"
#include "base/rand.h"

enum { WAYS = 4, DAY_S = 24 * 3600 };

struct visit {
    uint64_t hash; /* 0: this place is free */
    int64_t at;
};

struct bucket {
    struct visit visit[WAYS];
};

struct repeat {
    pthread_mutex_t lock; /* guards everything below */
    int64_t day;          /* the day of the key */
    unsigned char key[crypto_shorthash_KEYBYTES];
    size_t n_buckets;
    struct bucket *buckets;
};

struct repeat *repeat_new(size_t n_visits)
{
    struct repeat *r = check_memory(calloc(1, sizeof *r));
    r->n_buckets = n_visits / WAYS + 1;
    r->buckets = check_memory(calloc(r->n_buckets, sizeof *r->buckets));
    r->day = INT64_MIN;
    pthread_mutex_init(&r->lock, NULL);
    return r;
}

void repeat_free(struct repeat **r)
{
    if (*r == NULL)
        return;
    pthread_mutex_destroy(&(*r)->lock);
    free((*r)->buckets);
    free(*r);
    *r = NULL;
}

/* SipHash of article, address and browser under the day's key. */
static uint64_t visit_hash(const struct repeat *r, int64_t article_id, struct str addr,
                           struct str user_agent)
{
    unsigned char text[sizeof article_id + 64 + 512];
    addr = str_head(addr, 64);
    user_agent = str_head(user_agent, 512);
    memcpy(text, &article_id, sizeof article_id);
    size_t n = sizeof article_id;
    if (addr.n > 0)
        memcpy(text + n, addr.p, addr.n);
    n += addr.n;
    if (user_agent.n > 0)
        memcpy(text + n, user_agent.p, user_agent.n);
    n += user_agent.n;
    uint64_t hash;
    static_assert(crypto_shorthash_BYTES == sizeof hash, "SipHash-2-4 gives 64 bits");
    crypto_shorthash((unsigned char *)&hash, text, n, r->key);
    return hash != 0 ? hash : 1;
}

static void renew_key(struct repeat *r, int64_t now)
{
    if (r->day == now / DAY_S)
        return;
    r->day = now / DAY_S;
    rand_bytes(r->key, sizeof r->key);
    memset(r->buckets, 0, r->n_buckets * sizeof *r->buckets);
}

bool repeat_check(struct repeat *r, int64_t article_id, struct str addr, struct str user_agent,
                  int64_t interval_s, int64_t now)
{
    pthread_mutex_lock(&r->lock);
    renew_key(r, now);
    uint64_t hash = visit_hash(r, article_id, addr, user_agent);
    struct bucket *b = &r->buckets[hash % r->n_buckets];
    struct visit *place = &b->visit[0];
    bool seen = false;
    for (int i = 0; i < WAYS; i++) {
        struct visit *v = &b->visit[i];
        if (v->hash == hash) {
            seen = now >= v->at && now - v->at < interval_s;
            place = v;
            break;
        }
        if (v->at < place->at)
            place = v;
    }
    if (!seen)
        *place = (struct visit){.hash = hash, .at = now};
    pthread_mutex_unlock(&r->lock);
    return seen;
}

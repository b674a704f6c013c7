/* SPDX-License-Identifier: MIT */
/* 64-bit hashes (FNV-1a, and a faster one for long texts), for tables and for comparing texts. They
 * have no key, so a stranger can choose texts that collide. Where that could slow down a table or
 * forge a match, use rand.h. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>
#include <string.h>

/* The hash of no bytes. */
#define HASH_EMPTY UINT64_C(0xcbf29ce484222325)

static inline uint64_t hash_add_byte(uint64_t h, unsigned char byte)
{
    return (h ^ byte) * UINT64_C(0x100000001b3);
}

/* The hash of a text followed by S, where H is the text's hash. */
static inline uint64_t hash_add(uint64_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = hash_add_byte(h, (unsigned char)s.p[i]);
    return h;
}

static inline uint64_t hash_str(struct str s)
{
    return hash_add(HASH_EMPTY, s);
}

/* H for a table whose size is a power of two: the low bits depend on all bits of H. */
static inline uint64_t hash_spread(uint64_t h)
{
    return h ^ h >> 32;
}

/* A different hash, for long texts. It processes eight bytes at a time (multiply and rotate) and
 * ends with MurmurHash3's finaliser. */
static inline uint64_t hash_text(struct str s)
{
    uint64_t h = HASH_EMPTY ^ s.n, word;
    const char *p = s.p, *whole = s.p + s.n / sizeof word * sizeof word;
    for (; p < whole; p += sizeof word) {
        memcpy(&word, p, sizeof word);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h = h << 29 | h >> 35;
    }
    word = 0;
    if (s.n % sizeof word > 0)
        memcpy(&word, p, s.n % sizeof word);
    h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

#endif

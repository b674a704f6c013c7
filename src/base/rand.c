/* SPDX-License-Identifier: MIT */
/* A thin layer over libsodium. Base64 is our own, since libsodium's encodes in constant time, which
 * is slow, and every page with a form needs tokens. Random bytes are fetched in bulk, and the first
 * half of a MAC is kept, for the same reason. */
#include "base/rand.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

enum { STORE_BYTES = 1024, MAC_BYTES = 32 };

void rand_init(void)
{
    if (sodium_init() < 0) {
        fputs("broadsheet: the cryptography library cannot start\n", stderr);
        abort();
    }
}

/* Fetches bytes from the kernel in bulk. Bytes that were given out are wiped, so no memory dump
 * contains them. A process that forks would give out the same bytes twice; this one never forks
 * after its first use. */
void rand_bytes(void *to, size_t n)
{
    static _Thread_local unsigned char store[STORE_BYTES];
    static _Thread_local size_t left;
    if (n > sizeof store) {
        randombytes_buf(to, n);
        return;
    }
    if (n > left) {
        randombytes_buf(store, sizeof store);
        left = sizeof store;
    }
    left -= n;
    memcpy(to, store + left, n);
    explicit_bzero(store + left, n);
}

/* Need not run in constant time, since the result leaves the program. */
static struct str base64(struct arena *a, const unsigned char *p, size_t n)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char *text = arena_alloc(a, (n + 2) / 3 * 4 + 1), *to = text;
    for (; n >= 3; p += 3, n -= 3) {
        *to++ = digits[p[0] >> 2];
        *to++ = digits[(p[0] & 3) << 4 | p[1] >> 4];
        *to++ = digits[(p[1] & 15) << 2 | p[2] >> 6];
        *to++ = digits[p[2] & 63];
    }
    if (n > 0) {
        *to++ = digits[p[0] >> 2];
        *to++ = digits[(p[0] & 3) << 4 | (n > 1 ? p[1] >> 4 : 0)];
        if (n > 1)
            *to++ = digits[(p[1] & 15) << 2];
    }
    *to = '\0';
    return str_of(text, (size_t)(to - text));
}

struct str rand_token(struct arena *a, size_t n_bytes)
{
    unsigned char *raw = arena_alloc(a, n_bytes);
    rand_bytes(raw, n_bytes);
    return base64(a, raw, n_bytes);
}

struct str hash_hex(struct arena *a, struct str s)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, (const unsigned char *)s.p, s.n);
    char *hex = arena_alloc(a, 2 * sizeof digest + 1);
    sodium_bin2hex(hex, 2 * sizeof digest + 1, digest, sizeof digest);
    return str_of(hex, 2 * sizeof digest);
}

/* A MAC started with KEY. That is half of the work for a short text, and the key is nearly always
 * the site's, so each thread keeps the last one. */
static const crypto_generichash_state *mac_started(const unsigned char key[32])
{
    static _Thread_local struct {
        bool set;
        unsigned char key[32];
        crypto_generichash_state state;
    } last;
    if (!last.set || memcmp(last.key, key, sizeof last.key) != 0) {
        memcpy(last.key, key, sizeof last.key);
        crypto_generichash_init(&last.state, key, sizeof last.key, MAC_BYTES);
        last.set = true;
    }
    return &last.state;
}

struct str mac_token(struct arena *a, const unsigned char key[32], struct str s)
{
    unsigned char mac[MAC_BYTES];
    crypto_generichash_state state = *mac_started(key);
    crypto_generichash_update(&state, (const unsigned char *)s.p, s.n);
    crypto_generichash_final(&state, mac, sizeof mac);
    return base64(a, mac, sizeof mac);
}

struct fingerprint fingerprint(const unsigned char key[FINGERPRINT_KEY_BYTES], struct str s)
{
    struct fingerprint out;
    static_assert(sizeof out == crypto_shorthash_siphashx24_BYTES &&
                      FINGERPRINT_KEY_BYTES == crypto_shorthash_siphashx24_KEYBYTES,
                  "as the library has them");
    crypto_shorthash_siphashx24((unsigned char *)&out, (const unsigned char *)s.p, s.n, key);
    return out;
}

/* ---- sealing ---- */

enum {
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES
};
static_assert((int)NONCE_BYTES == 24 && (int)TAG_BYTES == 16,
              "a form that was sealed before an update opens after it");

/* KEY also signs tokens. Encryption uses a key of its own, derived from it. */
static void sealing_key(const unsigned char key[32], unsigned char out[32])
{
    static const unsigned char purpose[] = "seal";
    crypto_generichash(out, 32, purpose, sizeof purpose - 1, key, 32);
}

struct str seal(struct arena *a, const unsigned char key[32], struct str about, struct str text)
{
    unsigned char own[32];
    unsigned char *raw = arena_alloc(a, NONCE_BYTES + text.n + TAG_BYTES);
    sealing_key(key, own);
    rand_bytes(raw, NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        raw + NONCE_BYTES, NULL, (const unsigned char *)text.p, text.n,
        (const unsigned char *)about.p, about.n, NULL, raw, own);
    return base64(a, raw, NONCE_BYTES + text.n + TAG_BYTES);
}

bool unseal(struct arena *a, const unsigned char key[32], struct str about, struct str sealed,
            struct str *text)
{
    unsigned char own[32];
    unsigned char *raw = arena_alloc(a, sealed.n + 1), *plain = arena_alloc(a, sealed.n + 1);
    size_t n = 0;
    if (sodium_base642bin(raw, sealed.n, sealed.p, sealed.n, NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        n < NONCE_BYTES + TAG_BYTES)
        return false;
    sealing_key(key, own);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, raw + NONCE_BYTES,
                                                   n - NONCE_BYTES, (const unsigned char *)about.p,
                                                   about.n, raw, own) != 0)
        return false;
    *text = str_of((const char *)plain, n - NONCE_BYTES - TAG_BYTES);
    return true;
}

bool str_eq_secret(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || sodium_memcmp(a.p, b.p, a.n) == 0);
}

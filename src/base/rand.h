/* SPDX-License-Identifier: MIT */
/* Random bytes, hashes, signatures, encryption, and comparison in constant time (libsodium). Any
 * thread after rand_init. */
#ifndef BASE_RAND_H
#define BASE_RAND_H

#include "base/arena.h"

/* Call once before any other function here. Ends the process if the library cannot start. */
void rand_init(void);
/* N unpredictable bytes. */
void rand_bytes(void *to, size_t n);
/* N_BYTES unpredictable bytes as URL-safe base64 without padding (4 characters for 3 bytes), in A.
 */
struct str rand_token(struct arena *a, size_t n_bytes);

/* SHA-256 of S in lower-case hex: 64 characters, in A. For storing tokens. */
struct str hash_hex(struct arena *a, struct str s);
/* A MAC (keyed BLAKE2b, 256 bits) of S under KEY as URL-safe base64 without padding: 43 characters,
 * in A. */
struct str mac_token(struct arena *a, const unsigned char key[32], struct str s);

/* A hash of S (SipHash, 128 bits) under KEY, for tables in memory: two texts with the same cannot
 * be found without the key. */
enum { FINGERPRINT_KEY_BYTES = 16 };
struct fingerprint {
    uint64_t low, high;
};
struct fingerprint fingerprint(const unsigned char key[FINGERPRINT_KEY_BYTES], struct str s);

/* TEXT encrypted and signed under KEY (XChaCha20-Poly1305), as URL-safe base64, in A. ABOUT names
 * the purpose; unseal needs the same ABOUT. */
struct str seal(struct arena *a, const unsigned char key[32], struct str about, struct str text);
/* Decrypts SEALED into *text, in A. False if it was not sealed with this KEY and ABOUT, or was
 * changed. */
bool unseal(struct arena *a, const unsigned char key[32], struct str about, struct str sealed,
            struct str *text);

/* True if A and B are equal. Takes the same time wherever they differ. */
bool str_eq_secret(struct str a, struct str b);

#endif

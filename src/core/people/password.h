/* SPDX-License-Identifier: MIT */
/* Which passwords are accepted, and the form in which they are hashed (RFC 8265, OpaqueString). */
#ifndef CORE_PEOPLE_PASSWORD_H
#define CORE_PEOPLE_PASSWORD_H

#include "base/arena.h"
#include "base/problem.h"

/* MIN and MAX in characters, after normalisation; BYTES_MAX is what a form or a terminal may send.
 */
enum { PASSWORD_MIN = 12, PASSWORD_MAX = 128, PASSWORD_BYTES_MAX = 1000 };

/* TYPED as it is hashed, in A: in NFC, every space of Unicode as U+0020, nothing trimmed or cut.
 * Empty if TYPED is not UTF-8, has control characters, or is longer than PASSWORD_BYTES_MAX. */
struct str password_prepared(struct arena *a, struct str typed);

/* How hard a password is to guess. */
enum password_strength { PASSWORD_REFUSED, PASSWORD_FAIR, PASSWORD_GOOD, PASSWORD_STRONG };

/* Judges TYPED. If it is refused, adds a problem of the field "password" with the reason: too
 * short, too long, or easily guessed. ABOUT are texts that a guesser would try first (names, the
 * site's name); any may be empty. */
enum password_strength password_judge(struct str typed, const struct str *about, size_t n,
                                      struct problems *p);

#endif

/* SPDX-License-Identifier: MIT */
/* Which passwords are taken, and the form in which they are hashed (RFC 8265, OpaqueString). */
#ifndef CORE_PEOPLE_PASSWORD_H
#define CORE_PEOPLE_PASSWORD_H

#include "base/arena.h"
#include "base/problem.h"

/* In characters, after normalising; and in bytes, what a form or a terminal may send. */
enum { PASSWORD_MIN = 12, PASSWORD_MAX = 128, PASSWORD_BYTES_MAX = 1000 };

/* TYPED as it is hashed: in NFC, each space of any script as U+0020; nothing is trimmed or cut. The
 * empty string where it is not UTF-8, has control characters, or is longer than
 * PASSWORD_BYTES_MAX. In A. */
struct str password_prepared(struct arena *a, struct str typed);

/* How hard a password is to guess. */
enum password_strength { PASSWORD_REFUSED, PASSWORD_FAIR, PASSWORD_GOOD, PASSWORD_STRONG };

/* Judges TYPED, and adds a problem of the field "password" where it is refused: too short or too
 * long, or easily guessed, with the reason. ABOUT are texts that a guesser would try first (names,
 * the site's); any may be empty. */
enum password_strength password_judge(struct str typed, const struct str *about, size_t n,
                                      struct problems *p);

#endif

/* SPDX-License-Identifier: MIT */
/* Judges passwords with zxcvbn, which estimates how many guesses a password takes. Its running time
 * grows faster than the password, so only the first JUDGED_BYTES are judged. Names that a guesser
 * would try first (struct str about[]) count as known words. */
#include "core/people/password.h"

#include <zxcvbn.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { JUDGED_BYTES = 64, ABOUT_WORDS_MAX = 24, ABOUT_WORD_MIN = 3, ABOUT_WORD_MAX = 40 };

/* 2^30: about a thousand million guesses. */
#define ENTROPY_MIN_BITS    30.0
#define ENTROPY_GOOD_BITS   45.0
#define ENTROPY_STRONG_BITS 60.0

struct str password_prepared(struct arena *a, struct str typed)
{
    if (typed.n > PASSWORD_BYTES_MAX || !utf8_valid(typed))
        return STR_NONE;
    struct buf b = buf_in(a);
    for (struct str rest = typed; rest.n > 0;) {
        struct str before = rest;
        int32_t cp = utf8_next(&rest);
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            return STR_NONE;
        bool space = cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
                     cp == 0x205F || cp == 0x3000;
        buf_add(&b, space ? STR(" ") : str_head(before, before.n - rest.n));
    }
    return utf8_nfc(a, buf_str(&b));
}

/* The words of ABOUT for zxcvbn, ended by NULL. */
static const char **words_of(struct arena *a, const struct str *about, size_t n)
{
    const char **words = ARENA_ARRAY(a, const char *, ABOUT_WORDS_MAX + 1);
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        struct str rest = utf8_fold(a, about[i]);
        while (rest.n > 0 && found < ABOUT_WORDS_MAX) {
            struct str from = rest, word = {from.p, 0};
            while (rest.n > 0 && utf8_is_word(utf8_next(&rest)))
                word.n = from.n - rest.n;
            if (word.n >= ABOUT_WORD_MIN && word.n <= ABOUT_WORD_MAX)
                words[found++] = arena_printf(a, "%.*s", STR_ARG(word)).p;
        }
    }
    words[found] = NULL;
    return words;
}

static const char *reason_of(ZxcTypeMatch_t type)
{
    if ((type & MULTIPLE_MATCH) != 0)
        return N_("This password is easily guessed: it repeats the same characters. Four unrelated "
                  "words make a good one.");
    switch (type) {
    case DICTIONARY_MATCH:
    case DICT_LEET_MATCH:
        return N_("This password is easily guessed: it is made of words and passwords that many "
                  "people use. Four unrelated words make a good one.");
    case USER_MATCH:
    case USER_LEET_MATCH:
        return N_("This password is easily guessed: it is made of your own name or the site’s. "
                  "Four unrelated words make a good one.");
    case REPEATS_MATCH:
        return N_("This password is easily guessed: it repeats the same characters. Four unrelated "
                  "words make a good one.");
    case SEQUENCE_MATCH:
        return N_("This password is easily guessed: it follows the alphabet, or counts. Four "
                  "unrelated words make a good one.");
    case SPATIAL_MATCH:
        return N_("This password is easily guessed: its keys are neighbours on the keyboard. Four "
                  "unrelated words make a good one.");
    case DATE_MATCH:
    case YEAR_MATCH:
        return N_("This password is easily guessed: it is made of a date. Four unrelated words "
                  "make a good one.");
    default:
        return N_("This password is easily guessed: it is too simple. Four unrelated words make a "
                  "good one.");
    }
}

/* The strength in bits. *why is a sentence about what most of the password is made of. */
static double estimate(struct arena *a, struct str password, const char **words, const char **why)
{
    ZxcMatch_t *parts = NULL;
    struct str judged = utf8_cut(password, JUDGED_BYTES);
    double bits = ZxcvbnMatch(arena_printf(a, "%.*s", STR_ARG(judged)).p, words, &parts);
    ZxcTypeMatch_t type = BRUTE_MATCH;
    int longest = 0;
    for (const ZxcMatch_t *part = parts; part != NULL; part = part->Next) {
        bool own = part->Type == USER_MATCH || part->Type == USER_LEET_MATCH;
        if (part->Length > longest && (part->Type != BRUTE_MATCH || longest == 0)) {
            longest = part->Length;
            type = part->Type;
        }
        if (own) {
            type = part->Type;
            break;
        }
    }
    ZxcvbnFreeInfo(parts);
    *why = reason_of(type);
    return bits;
}

static enum password_strength strength_of(double bits)
{
    return bits < ENTROPY_MIN_BITS      ? PASSWORD_REFUSED
           : bits < ENTROPY_GOOD_BITS   ? PASSWORD_FAIR
           : bits < ENTROPY_STRONG_BITS ? PASSWORD_GOOD
                                        : PASSWORD_STRONG;
}

enum password_strength password_judge(struct str typed, const struct str *about, size_t n,
                                      struct problems *p)
{
    struct arena *a = arena_new(4096);
    struct str password = password_prepared(a, typed);
    size_t length = utf8_length(password);
    enum password_strength strength = PASSWORD_REFUSED;
    if (str_empty(password) && !str_empty(typed) && typed.n <= PASSWORD_BYTES_MAX) {
        problem_say(p, "password", MESSAGE("A password cannot contain control characters."));
    } else if (typed.n > PASSWORD_BYTES_MAX || length > PASSWORD_MAX) {
        problem_say(
            p, "password",
            MESSAGE("A password can have at most {max} characters.", PUT_N("max", PASSWORD_MAX)));
    } else if (length < PASSWORD_MIN) {
        problem_say(
            p, "password",
            MESSAGE("A password needs at least {max} characters.", PUT_N("max", PASSWORD_MIN)));
    } else {
        const char *why;
        strength = strength_of(estimate(a, password, words_of(a, about, n), &why));
        if (strength == PASSWORD_REFUSED)
            problem_say(p, "password", STORED(why));
    }
    arena_free(&a);
    return strength;
}

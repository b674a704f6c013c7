/* SPDX-License-Identifier: MIT */
/* A sentence for a person: English in the program's source, in their language on the page
 * (translations/catalogue.h).
 *
 * A sentence is one literal, with a place for each value: "Published on {when}." Values are given
 * by name, so a translation may put them in another order:
 *
 *     MESSAGE("“{title}” was published on {when}.", PUT("title", a.title), PUT("when", when))
 *     COUNTED("{n} comment is approved.", "{n} comments are approved.", n)
 *
 * Both make a `const struct message *` that lives as long as the block in which it stands. The
 * first argument must be a literal, since `make translations` finds messages by these names.
 * N_("...") marks a literal that is stored somewhere and translated later. */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include "base/buf.h"

enum { MESSAGE_VALUES_MAX = 5 };

struct message_value {
    const char *name; /* static storage, without the braces; NULL: no further value */
    struct str text;
    bool is_number; /* NUMBER is shown, with the language's digits and grouping */
    uint64_t number;
};

struct message {
    const char *english; /* static storage */
    const char *many;    /* English for all N but 1; NULL: nothing is counted */
    uint64_t n;          /* what is counted; its place is {n} */
    struct message_value values[MESSAGE_VALUES_MAX];
};

#define N_(literal) ("" literal)
/* The two forms of a counted message, stored in two members beside each other; a message made of
 * them has both. */
#define FORMS(one, other) N_(one), N_(other)
#define PUT(place, value)                                                                          \
    {                                                                                              \
        .name = (place), .text = (value)                                                           \
    }
#define PUT_N(place, value)                                                                        \
    {                                                                                              \
        .name = (place), .is_number = true, .number = (uint64_t)(value)                            \
    }
#define MESSAGE(literal, ...)                                                                      \
    (&(const struct message){.english = N_(literal), .values = {__VA_ARGS__}})
#define COUNTED(one, other, count, ...)                                                            \
    (&(const struct message){                                                                      \
        .english = N_(one), .many = N_(other), .n = (uint64_t)(count), .values = {__VA_ARGS__}})
/* A message from a literal that N_ marked where it is stored. */
#define STORED(english_) (&(const struct message){.english = (english_)})

/* The next place of S at or after FROM: *at is its brace, *name what is between the braces. Returns
 * its end, or 0 if there is none; *at is then the end of S. */
size_t message_next_place(struct str s, size_t from, size_t *at, struct str *name);

/* How a number is written, in at most NUMBER_MAX bytes at OUT; returns the length. */
typedef size_t message_number_fn(const void *arg, uint64_t n, char *out);

/* Adds SENTENCE (a translation, or the English) to OUT, with M's values in their places. A place
 * without a value stays as it is. PRINT is called with ARG; NULL prints plain digits. */
void message_fill(const struct message *m, struct str sentence, message_number_fn *print,
                  const void *arg, struct buf *out);
/* Whether TRANSLATION has exactly the places of ENGLISH, each as often. Where it has fewer of {n},
 * that is accepted if MAY_DROP_N: a language may say "one" without a digit. */
bool message_places_agree(struct str english, struct str translation, bool may_drop_n);

/* M as text for the database, in A: the English with its places, and the values. It is translated
 * when it is shown (catalogue_stored). */
struct str message_pack(const struct message *m, struct arena *a);
/* What PACKED says in English, in A. */
struct str message_packed_english(struct str packed, struct arena *a);
/* The message that message_pack has packed; its strings are in A. Any other text is a message
 * without values. */
struct message message_unpack(struct str packed, struct arena *a);

/* A message that outlives its values: an error's, a problem's. It has no memory of its own. What
 * does not fit is cut after a whole character. */
struct said {
    const char *english, *many; /* ENGLISH NULL: nothing was said */
    uint64_t n;
    struct said_value {
        const char *name;
        bool is_number;
        uint64_t number;
        uint16_t at, bytes; /* in TEXT */
    } values[MESSAGE_VALUES_MAX];
    char text[240];
};
void said_keep(struct said *s, const struct message *m);
/* The message again; its values point into S. */
struct message said_message(const struct said *s);
/* M in English, at OUT, NUL-terminated; what does not fit in SIZE bytes is cut after a whole
 * character. */
void message_english(const struct message *m, char *out, size_t size);

#endif

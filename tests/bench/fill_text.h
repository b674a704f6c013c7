/* SPDX-License-Identifier: MIT */
/* Invented text and numbers for sites that are filled: the same for the same key, and quick to
 * make. Words come as often as those of a language do (the nth of them once in n). */
#ifndef TESTS_BENCH_FILL_TEXT_H
#define TESTS_BENCH_FILL_TEXT_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WORDS = 20000, WORD_BYTES = 16, SPREAD = 1 << 16, TEXT_BYTES = 8192 };

struct fill_words {
    char word[WORDS][WORD_BYTES];
    uint8_t bytes[WORDS];
    uint16_t often[SPREAD]; /* indexes of words, each as often as the word comes */
};

/* What a key is about, so that the same number gives another value in each place. */
enum about {
    ABOUT_WORD,
    ABOUT_TEXT,
    ABOUT_TAG,
    ABOUT_SECTION,
    ABOUT_AUTHOR,
    ABOUT_STATUS,
    ABOUT_ARTICLE,
    ABOUT_READER,
    ABOUT_REPLY,
    ABOUT_HASH,
    ABOUT_VIEWS,
};

static uint64_t fill_seed = 1;

/* SplitMix64: 64 bits that look like chance. */
static inline uint64_t chance(enum about about, uint64_t i)
{
    uint64_t x = i + fill_seed * UINT64_C(0xD1342543DE82EF95) +
                 (uint64_t)(about + 1) * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

/* 0 .. n-1 */
static inline int64_t chance_below(enum about about, uint64_t i, int64_t n)
{
    return (int64_t)((chance(about, i) >> 32) * (uint64_t)n >> 32);
}

static inline void fill_words_make(struct fill_words *w)
{
    static const char *const starts[] = {"b", "br", "c", "d", "dr", "f",  "g", "h", "k", "l",
                                         "m", "n",  "p", "r", "s",  "st", "t", "v", "w", "tr"};
    static const char *const ends[] = {"a", "e", "i", "o", "u", "an", "en", "or", "al", "ist"};
    for (int i = 0; i < WORDS; i++) {
        char *at = w->word[i];
        size_t n = 0;
        /* The number in syllables, so that no two words are the same: frequent ones are short. */
        for (int rest = i, first = 1; rest > 0 || first; rest /= 200, first = 0)
            n += (size_t)snprintf(at + n, WORD_BYTES - n, "%s%s", starts[rest % 20],
                                  ends[rest / 20 % 10]);
        w->bytes[i] = (uint8_t)n;
    }
    /* The nth word's share is 1/n. */
    double sum = 0, so_far = 0;
    for (int i = 0; i < WORDS; i++)
        sum += 1.0 / (i + 1);
    for (int i = 0, at = 0; i < WORDS; i++) {
        so_far += 1.0 / (i + 1);
        for (; at < SPREAD && at < so_far / sum * SPREAD; at++)
            w->often[at] = (uint16_t)i;
    }
}

static inline size_t put_word(const struct fill_words *w, uint64_t key, char *to)
{
    int i = w->often[chance(ABOUT_WORD, key) & (SPREAD - 1)];
    memcpy(to, w->word[i], WORD_BYTES);
    return w->bytes[i];
}

/* About N bytes of sentences in paragraphs of about 400 bytes, NUL-terminated. */
static inline size_t put_prose(const struct fill_words *w, uint64_t key, size_t n,
                               char to[TEXT_BYTES])
{
    size_t at = 0, paragraph = 0;
    uint64_t k = chance(ABOUT_TEXT, key);
    for (int in_sentence = 0; at < n && at < TEXT_BYTES - 64; k++) {
        size_t start = at;
        at += put_word(w, k, to + at);
        if (in_sentence++ == 0)
            to[start] = (char)(to[start] - 'a' + 'A');
        bool stop = in_sentence > 6 && (k & 7) == 0;
        if (stop)
            to[at++] = '.';
        if (stop && at - paragraph > 400) {
            to[at++] = '\n';
            to[at++] = '\n';
            paragraph = at;
        } else {
            to[at++] = ' ';
        }
        if (stop)
            in_sentence = 0;
    }
    while (at > 0 && (to[at - 1] == ' ' || to[at - 1] == '\n' || to[at - 1] == '.'))
        at--;
    to[at++] = '.';
    to[at] = '\0';
    return at;
}

/* N words without a stop, the first with a capital, NUL-terminated. */
static inline void put_headline(const struct fill_words *w, uint64_t key, int n,
                                char to[TEXT_BYTES])
{
    size_t at = 0;
    uint64_t k = chance(ABOUT_TEXT, key);
    for (int i = 0; i < n; i++) {
        at += put_word(w, k + (uint64_t)i, to + at);
        to[at++] = ' ';
    }
    to[at - 1] = '\0';
    to[0] = (char)(to[0] - 'a' + 'A');
}

/* N characters of 0-9a-f, NUL-terminated. */
static inline void put_hex(uint64_t key, size_t n, char *to)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t x = 0;
    for (size_t i = 0; i < n; i++, x >>= 4) {
        if (i % 16 == 0)
            x = chance(ABOUT_HASH, key * 8 + i / 16);
        to[i] = digits[x & 15];
    }
    to[n] = '\0';
}

#endif

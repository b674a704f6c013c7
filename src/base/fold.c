/* SPDX-License-Identifier: MIT */
/* Splits and folds in one pass. fold_table.inc says what becomes of a code point;
 * src/tools/foldgen.c makes it from ICU and explains it. The table is expanded into pages of 256
 * code points when it is first used. Han and Hangul, which are most of all code points, stand for
 * themselves. */
#include "base/fold.h"

#include <pthread.h>
#include <stdlib.h>
#include <uchar.h>

#include <utf8proc.h>

#include "base/die.h"
#include "base/utf8.h"

/* ---- the table ---- */

enum fold_kind {
    FOLD_SEPARATOR,
    FOLD_WORD,
    FOLD_MARK,    /* belongs to the letter before it */
    FOLD_ALONE,   /* a letter that is a word by itself */
    FOLD_DROPPED, /* nothing is left of it */
    FOLD_STRING,  /* becomes several letters; a space separates words */
};

struct fold_class {
    int32_t from, to;
    enum fold_kind kind;
};
/* N letters from FROM on, each STEP after the one before, become the letters from TO on. */
struct fold_run {
    int32_t from, to;
    uint16_t n;
    uint8_t step, to_step;
};
struct fold_string {
    int32_t from;
    const char32_t *to;
};

#include "base/fold_table.inc"

/* What becomes of a code point. */
struct entry {
    uint8_t kind;
    int32_t to; /* the letter; of FOLD_STRING, an index of fold_strings */
};

enum { PAGE = 256, TABLE_END = 0x20000, FACET_BYTES = 3, MIDDLE_DOT = 0xB7 };

static struct entry *pages[TABLE_END / PAGE]; /* NULL: separators only */
static pthread_once_t pages_once = PTHREAD_ONCE_INIT;

static struct entry *entry_at(int32_t cp)
{
    struct entry **page = &pages[cp / PAGE];
    if (*page == NULL)
        *page = check_memory(calloc(PAGE, sizeof **page));
    return &(*page)[cp % PAGE];
}

static bool is_between(int32_t cp, int32_t from, int32_t to)
{
    return cp >= from && cp <= to;
}

static bool is_han(int32_t cp)
{
    return is_between(cp, 0x3400, 0x4DBF) || is_between(cp, 0x4E00, 0x9FFF) ||
           is_between(cp, 0x20000, 0x3FFFF);
}

static bool is_hangul_syllable(int32_t cp)
{
    return is_between(cp, 0xAC00, 0xD7A3);
}

static bool is_picture(int32_t cp)
{
    return is_between(cp, 0x2600, 0x2BFF) || is_between(cp, 0x1F000, 0x1FAFF);
}

static char ascii_letter(int32_t cp)
{
    if (is_between(cp, 'A', 'Z'))
        return (char)(cp + ('a' - 'A'));
    return is_between(cp, 'a', 'z') || is_between(cp, '0', '9') ? (char)cp : 0;
}

static struct entry entry_of(int32_t cp)
{
    if (cp < 0x80) {
        char letter = ascii_letter(cp);
        return (struct entry){letter != 0 ? FOLD_WORD : FOLD_SEPARATOR, letter};
    }
    if (is_han(cp))
        return (struct entry){FOLD_ALONE, cp};
    if (is_hangul_syllable(cp))
        return (struct entry){FOLD_WORD, cp};
    if (is_between(cp, 0xE0000, 0xE0FFF)) /* tags and variation selectors */
        return (struct entry){FOLD_DROPPED, cp};
    const struct entry *page = cp < TABLE_END ? pages[cp / PAGE] : NULL;
    return page != NULL ? page[cp % PAGE] : (struct entry){FOLD_SEPARATOR, cp};
}

static void pages_make(void)
{
    for (size_t i = 0; i < sizeof fold_classes / sizeof *fold_classes; i++)
        for (int32_t cp = fold_classes[i].from; cp <= fold_classes[i].to; cp++)
            if (!is_han(cp) && !is_hangul_syllable(cp))
                *entry_at(cp) = (struct entry){(uint8_t)fold_classes[i].kind, cp};
    for (size_t i = 0; i < sizeof fold_runs / sizeof *fold_runs; i++) {
        const struct fold_run *run = &fold_runs[i];
        for (int32_t k = 0; k < run->n; k++) {
            struct entry to = entry_of(run->to + k * run->to_step);
            *entry_at(run->from + k * run->step) = to;
        }
    }
    for (size_t i = 0; i < sizeof fold_strings / sizeof *fold_strings; i++)
        *entry_at(fold_strings[i].from) = (struct entry){FOLD_STRING, (int32_t)i};
}

/* ---- words ---- */

struct splitter {
    fold_word_fn *fn;
    void *arg;
    char word[FOLD_WORD_MAX + 8];
    size_t n;        /* bytes of the word; 0: between words */
    size_t from, to; /* its place */
    int32_t last;    /* the last letter, and where it is in the word */
    size_t last_at;
    bool alone; /* only marks may follow */
    bool facet;
};

static void end_word(struct splitter *s)
{
    if (s->n > 0)
        s->fn(s->arg, str_of(s->word, s->n), s->from, s->to);
    s->n = 0;
    s->alone = s->facet = false;
    s->last = 0;
}

static void put_letter(struct splitter *s, int32_t cp)
{
    s->last = cp;
    s->last_at = s->n;
    s->n += (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)s->word + s->n);
}

/* The syllable of two Hangul letters, as NFC composes them; 0 if they make none. */
static int32_t hangul_syllable(int32_t x, int32_t y)
{
    enum {
        LEAD = 0x1100,
        VOWEL = 0x1161,
        TRAIL = 0x11A7,
        FIRST = 0xAC00,
        VOWELS = 21,
        TRAILS = 28
    };
    if (is_between(x, LEAD, LEAD + 18) && is_between(y, VOWEL, VOWEL + VOWELS - 1))
        return FIRST + ((x - LEAD) * VOWELS + y - VOWEL) * TRAILS;
    if (is_hangul_syllable(x) && (x - FIRST) % TRAILS == 0 &&
        is_between(y, TRAIL + 1, TRAIL + TRAILS - 1))
        return x + y - TRAIL;
    return 0;
}

/* Adds the letter CP, of KIND, made from the bytes [from, to). */
static void add_letter(struct splitter *s, enum fold_kind kind, int32_t cp, size_t from, size_t to)
{
    bool apart = kind == FOLD_ALONE || (s->alone && kind != FOLD_MARK);
    if (apart && !s->facet)
        end_word(s);
    if (s->n == 0)
        s->from = from;
    s->to = to;
    s->alone = s->alone || kind == FOLD_ALONE;
    size_t max = FOLD_WORD_MAX + (s->facet ? FACET_BYTES : 0);
    if (s->n >= max)
        return;
    int32_t syllable = hangul_syllable(s->last, cp);
    if (syllable != 0)
        s->n = s->last_at;
    put_letter(s, syllable != 0 ? syllable : cp);
    if (s->n > max) /* the last letter did not fit */
        s->n = s->last_at;
}

static void add_code_point(struct splitter *s, int32_t cp, size_t from, size_t to)
{
    struct entry entry = entry_of(cp);
    if (cp == MIDDLE_DOT && s->last == 'l') /* "col·lecció": the collation ignores the dot */
        entry.kind = FOLD_DROPPED;
    switch ((enum fold_kind)entry.kind) {
    case FOLD_SEPARATOR:
        end_word(s);
        break;
    case FOLD_DROPPED:
        s->to = to;
        break;
    case FOLD_STRING:
        for (const char32_t *c = fold_strings[entry.to].to; *c != 0; c++) {
            struct entry one = entry_of((int32_t)*c);
            if (one.kind == FOLD_SEPARATOR)
                end_word(s);
            else
                add_letter(s, (enum fold_kind)one.kind, one.to, from, to);
        }
        break;
    case FOLD_WORD:
    case FOLD_MARK:
    case FOLD_ALONE:
        add_letter(s, (enum fold_kind)entry.kind, entry.to, from, to);
        break;
    }
}

/* Adds a pictograph with all that is joined to it; each of its parts is a word in the same place,
 * since half of it cannot be shown. Returns its length. */
static size_t add_picture(struct splitter *s, struct str rest, size_t from)
{
    struct str after = rest;
    struct str whole = utf8_character(&after);
    size_t to = from + whole.n;
    while (whole.n > 0)
        add_code_point(s, utf8_next(&whole), from, to);
    return to - from;
}

static void begin_facet(struct splitter *s, int32_t cp, size_t from, size_t to)
{
    end_word(s);
    s->facet = true;
    add_letter(s, FOLD_WORD, cp, from, to);
}

void fold_words(struct str text, fold_word_fn *fn, void *arg)
{
    struct splitter s = {.fn = fn, .arg = arg};
    pthread_once(&pages_once, pages_make);
    for (size_t at = 0, next; at < text.n; at = next) {
        struct str rest = str_skip(text, at);
        next = at + 1;
        if ((unsigned char)text.p[at] < 0x80) {
            char letter = ascii_letter(text.p[at]);
            if (letter != 0)
                add_letter(&s, FOLD_WORD, letter, at, next);
            else
                end_word(&s);
            continue;
        }
        struct str after = rest;
        int32_t cp = utf8_next(&after);
        next = text.n - after.n;
        if (is_picture(cp))
            next = at + add_picture(&s, rest, at);
        else if (is_between(cp, FACET_FIRST, FACET_LAST))
            begin_facet(&s, cp, at, next);
        else
            add_code_point(&s, cp, at, next);
    }
    end_word(&s);
}

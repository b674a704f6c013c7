/* SPDX-License-Identifier: MIT */
/* Splits and folds in one pass. fold_table.inc says what becomes of a code point;
 * src/tools/foldgen.c makes it from ICU and explains it. A page of 256 code points is
 * expanded when a text first has one of them, so ASCII needs none. Han and Hangul, which are most
 * of all code points, stand for themselves. */
#include "base/fold.h"

#include <stdatomic.h>
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

/* A page never changes once it is here. */
static struct entry *_Atomic pages[TABLE_END / PAGE];

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

/* What a letter or digit of ASCII becomes; 0 for what is none. */
static char ascii_letter(int32_t cp)
{
    static const char letters[0x80] = {
        ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
        ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
        ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k',
        ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
        ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y',
        ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
        ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm',
        ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
        ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
    };
    return cp >= 0 && cp < 0x80 ? letters[cp] : 0;
}

/* ---- pages ---- */

/* What CP is, if it is a letter that stands for itself, a mark or nothing. */
static enum fold_kind class_of(int32_t cp)
{
    size_t from = 0, to = sizeof fold_classes / sizeof *fold_classes;
    if (cp < 0x80)
        return FOLD_WORD;
    if (is_han(cp))
        return FOLD_ALONE;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (fold_classes[mid].to < cp)
            from = mid + 1;
        else
            to = mid;
    }
    bool found = from < sizeof fold_classes / sizeof *fold_classes && fold_classes[from].from <= cp;
    return found ? fold_classes[from].kind : FOLD_SEPARATOR;
}

static struct entry *page_make(int32_t first)
{
    struct entry *page = check_memory(calloc(PAGE, sizeof *page));
    int32_t end = first + PAGE;
    for (int32_t cp = first; cp < end; cp++)
        page[cp - first] = (struct entry){(uint8_t)class_of(cp), cp};
    for (size_t i = 0; i < sizeof fold_runs / sizeof *fold_runs; i++) {
        const struct fold_run *run = &fold_runs[i];
        for (int32_t k = 0, cp = run->from; k < run->n && cp < end; k++, cp += run->step) {
            int32_t to = run->to + k * run->to_step;
            if (cp >= first)
                page[cp - first] = (struct entry){(uint8_t)class_of(to), to};
        }
    }
    for (size_t i = 0; i < sizeof fold_strings / sizeof *fold_strings; i++)
        if (is_between(fold_strings[i].from, first, end - 1))
            page[fold_strings[i].from - first] = (struct entry){FOLD_STRING, (int32_t)i};
    return page;
}

/* The page of CP, which is made if it is new. */
static const struct entry *page_of(int32_t cp)
{
    struct entry *_Atomic *at = &pages[cp / PAGE];
    struct entry *page = atomic_load_explicit(at, memory_order_acquire);
    if (page != NULL)
        return page;
    struct entry *made = page_make(cp - cp % PAGE);
    if (atomic_compare_exchange_strong(at, &page, made))
        return made;
    free(made); /* another thread was faster */
    return page;
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
    return cp < TABLE_END ? page_of(cp)[cp % PAGE] : (struct entry){FOLD_SEPARATOR, cp};
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

static size_t word_max(const struct splitter *s)
{
    return FOLD_WORD_MAX + (s->facet ? FACET_BYTES : 0);
}

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
    size_t max = word_max(s);
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

/* Adds the ASCII letters that TEXT has from AT on; returns where they end. Most text is such. */
static size_t add_ascii(struct splitter *s, struct str text, size_t at)
{
    size_t max = word_max(s);
    if (s->alone && !s->facet)
        end_word(s);
    if (s->n == 0)
        s->from = at;
    for (char letter; at < text.n && (letter = ascii_letter(text.p[at])) != 0; at++) {
        if (s->n >= max)
            continue;
        s->last = letter;
        s->last_at = s->n;
        s->word[s->n++] = letter;
    }
    s->to = at;
    return at;
}

void fold_words(struct str text, fold_word_fn *fn, void *arg)
{
    struct splitter s = {.fn = fn, .arg = arg};
    for (size_t at = 0, next; at < text.n; at = next) {
        if (ascii_letter(text.p[at]) != 0) {
            next = add_ascii(&s, text, at);
            continue;
        }
        next = at + 1;
        if ((unsigned char)text.p[at] < 0x80) {
            end_word(&s);
            continue;
        }
        struct str rest = str_skip(text, at), after = rest;
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

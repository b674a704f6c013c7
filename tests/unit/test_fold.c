/* SPDX-License-Identifier: MIT */
/* What search takes for the same word: compared with ICU's root collation at primary strength, from
 * which the table is made, and with pairs that readers would type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/uvernum.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/utf8.h"

static struct arena *arena;

static int arena_open(void **state)
{
    (void)state;
    arena = arena_new(64 * 1024);
    return 0;
}

static int arena_close(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* A fold_word_fn. */
static void add_word(void *arg, struct str word, size_t from, size_t to)
{
    (void)from, (void)to;
    struct buf *b = arg;
    if (b->n > 0)
        buf_add_char(b, '|');
    buf_add(b, word);
}

/* The words of TEXT, "|" between. */
static struct str words_of(struct str text)
{
    struct buf b = buf_in(arena);
    fold_words(text, add_word, &b);
    return buf_str(&b);
}

static struct str folded(const char *text)
{
    return words_of(utf8_nfc(arena, str_from(text)));
}

static void assert_words(const char *text, const char *expected)
{
    struct str got = folded(text);
    if (!str_eq(got, str_from(expected)))
        fail_msg("%s became \"%.*s\", not \"%s\"", text, STR_ARG(got), expected);
}

static void the_same_words_in_another_spelling_are_the_same(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"ёлка", "елка"},
        {"ЁЛКА", "елка"},
        {"Αθήνα", "Αθηνα"},
        {"ΑΘΗΝΑΣ", "Αθήνας"},
        {"ᾠδή", "ωδη"},
        {"مُحَمَّد", "محمد"},
        {"مـحـمـد", "محمد"},
        {"ﷴ", "محمد"},
        {"ﻻ", "لا"},
        {"שָׁבוּעוֹת", "שבועות"},
        {"שלוﬦ", "שלומ"},
        {"שלום", "שלומ"},
        {"eﬃcient", "efficient"},
        {"ＧＤＰ", "GDP"},
        {"co\u00ADoperation", "cooperation"},
        {"zero\u200Bwidth", "zerowidth"},
        {"zero\u2060width\uFEFF", "zerowidth"},
        {"می‌خواهم", "میخواهم"},
        {"क़लम", "कलम"},
        {"क\u093Cलम", "कलम"},
        {"ＴｏｋｙＯ", "tokyo"},
        {"ﾃﾆｽ", "テニス"},
        {"ﾊﾞﾅﾅ", "バナナ"},
        {"カタカナ", "かたかな"},
        {"がく", "かく"},
        {"ぢゃ", "ちや"},
        {"한글", "한글"},
        {"ㅎㅏㄴ", "하ᄂ"},
        {"H₂O", "H2O"},
        {"x²", "x2"},
        {"①", "1"},
        {"Ⓐⓑ", "ab"},
        {"½", "1/2"},
        {"Ⅻ", "XII"},
        {"№ 5", "No 5"},
        {"٢٠٢٦", "2026"},
        {"२०२६", "2026"},
        {"葛\U000E0100", "葛"},
        {"❤\uFE0F", "❤"},
        {"👍🏽", "👍"},
        {"👩\u200D🚀", "👩🚀"},
        {"Łódź", "lodz"},
        {"Đà Nẵng", "da nang"},
        {"Người", "nguoi"},
        {"København", "kobenhavn"},
        {"İstanbul", "istanbul"},
        {"Straße", "strasse"},
        {"STRAẞE", "strasse"},
        {"œuvre", "oeuvre"},
        {"Ærø", "aero"},
        {"𝐁𝐨𝐥𝐝", "bold"},
        {"ﬁn de siècle", "fin de siecle"},
        {"Hawaiʻi", "Hawai'i"},
        {"м’ята", "мʼята"},
        {"Ｃafe\u0301", "CAFÉ"},
        {"ქართული", "ᲥᲐᲠᲗᲣᲚᲘ"},
        {"їжа", "іжа"},
        {"ґвалт", "гвалт"},
        {"col·lecció", "coŀlecció"},
        {"col·lecció", "colleccio"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str x = folded(pairs[i][0]), y = folded(pairs[i][1]);
        if (x.n == 0 || !str_eq(x, y))
            fail_msg("%s became \"%.*s\", %s \"%.*s\"", pairs[i][0], STR_ARG(x), pairs[i][1],
                     STR_ARG(y));
    }
}

static void letters_that_readers_tell_apart_stay_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"май", "маи"},   {"лук", "люк"},   {"ılık", "ilik"}, {"أحمد", "احمد"}, {"مدرسة", "مدرسه"},
        {"على", "علي"},   {"ک", "ك"},       {"कि", "की"},     {"ба", "ва"},     {"σ", "s"},
        {"þing", "ting"}, {"ŋ", "n"},       {"ー", ""},       {"กา", "กี"},      {"日", "曰"},
        {"🚀", "🎉"},       {"гора", "гopa"}, {"가", "각"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_eq(folded(pairs[i][0]), folded(pairs[i][1])))
            fail_msg("%s and %s are the same", pairs[i][0], pairs[i][1]);
}

static void texts_are_split_at_what_is_no_letter_and_spaceless_scripts_at_each(void **state)
{
    (void)state;
    assert_words("", "");
    assert_words("...", "");
    assert_words("\u200B\u00AD", "");
    assert_words("It's a light-house.", "it|s|a|light|house");
    assert_words("東京タワー2026年", "東|京|た|わ|ー|2026|年");
    assert_words("กินข้าว", "กิ|น|ข|า|ว");
    assert_words("हिन्दी में", "हिन्दी|मे");
    assert_words("人々", "人|々");
    assert_words("⑴ a.m. ㏂", "1|a|m|a|m");
    assert_words("x㏂", "xa|m");
    assert_words("I ❤\uFE0F NY 🇩🇪", "i|❤|ny|🇩|🇪");
    assert_words("\U0001F469\u200D\U0001F680!", "👩|🚀");
    assert_words("\uE0F4東京 \uE0F21", "\uE0F4東京|\uE0F21");
}

static void a_long_word_is_compared_by_its_beginning(void **state)
{
    (void)state;
    char *long_word = arena_alloc(arena, 70001);
    memset(long_word, 'x', 70000);
    long_word[70000] = '\0';
    assert_int_equal(folded(long_word).n, FOLD_WORD_MAX);
    for (int i = 0; i < 70000; i += 2)
        memcpy(long_word + i, "ж", 2);
    struct str word = folded(long_word);
    assert_int_equal(word.n, FOLD_WORD_MAX);
    assert_true(utf8_valid(word));
}

/* ---- ICU ---- */

static UCollator *collator;

/* ICU's key of TEXT: NFKC without what is ignorable, at primary strength. */
static struct str icu_key(struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar *s = arena_alloc(arena, (text.n + 1) * sizeof *s);
    UChar *made = arena_alloc(arena, (text.n * 20 + 40) * sizeof *made);
    int32_t n = 0, kept = 0;
    u_strFromUTF8(s, (int32_t)text.n + 1, &n, text.p, (int32_t)text.n, &status);
    int32_t made_n = unorm2_normalize(unorm2_getNFKCInstance(&status), s, n, made,
                                      (int32_t)text.n * 20 + 40, &status);
    UChar32 *cps = arena_alloc(arena, (size_t)(made_n + 1) * sizeof *cps);
    int32_t n_cps = 0;
    u_strToUTF32(cps, made_n + 1, &n_cps, made, made_n, &status);
    for (int32_t at = 0; at < n_cps; at++) {
        UChar32 cp = cps[at];
        if (!u_hasBinaryProperty(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
            !u_hasBinaryProperty(cp, UCHAR_EMOJI_MODIFIER))
            U16_APPEND_UNSAFE(made, kept, cp);
    }
    uint8_t key[4000];
    int32_t size = ucol_getSortKey(collator, made, kept, key, (int32_t)sizeof key);
    assert_true(U_SUCCESS(status) && size <= (int32_t)sizeof key);
    return arena_dup(arena, str_of((const char *)key, (size_t)size));
}

static struct str encode(int32_t cp, struct buf *b)
{
    utf8proc_uint8_t bytes[4];
    size_t n = (size_t)utf8proc_encode_char(cp, bytes);
    buf_add(b, str_of((const char *)bytes, n));
    return buf_str(b);
}

static bool is_word_letter(int32_t cp)
{
    /* With an apostrophe, which is no letter here. */
    enum { N_AFTER_APOSTROPHE = 0x149, A_WITH_HALF_RING = 0x1E9A };
    struct buf b = buf_in(arena);
    struct str text = encode(cp, &b);
    UErrorCode status = U_ZERO_ERROR;
    UChar s[2];
    int32_t n = 0;
    U16_APPEND_UNSAFE(s, n, cp);
    return u_isalnum(cp) && cp != N_AFTER_APOSTROPHE && cp != A_WITH_HALF_RING &&
           unorm2_isNormalized(unorm2_getNFCInstance(&status), s, n, &status) &&
           words_of(text).n > 0;
}

/* What a letter becomes has the same key as the letter: nothing is lost or added. */
static void each_letter_has_the_key_that_icu_gives_it(void **state)
{
    (void)state;
    if (strcmp(U_ICU_VERSION, "72.1") != 0)
        print_message("the table was made from ICU 72.1, this is " U_ICU_VERSION "\n");
    UErrorCode status = U_ZERO_ERROR;
    collator = ucol_open("", &status);
    ucol_setStrength(collator, UCOL_PRIMARY);
    ucol_setAttribute(collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
    assert_true(U_SUCCESS(status));
    int letters = 0;
    for (int32_t cp = 'A'; cp < 0x20000; cp++) {
        if (!is_word_letter(cp))
            continue;
        struct buf b = buf_in(arena);
        struct str text = encode(cp, &b), words = words_of(text);
        letters++;
        /* Several words: ICU has weights for what is between them. */
        if (str_index(words, '|') == words.n && !str_eq(icu_key(text), icu_key(words)))
            fail_msg("U+%04X became \"%.*s\"", (unsigned)cp, STR_ARG(words));
        if (!str_eq(words_of(words), words))
            fail_msg("U+%04X became \"%.*s\", which becomes something else", (unsigned)cp,
                     STR_ARG(words));
        arena_reset(arena);
    }
    assert_true(letters > 50000);
}

/* Two letters with the same key become the same: nothing is told apart that ICU does not. */
static void letters_of_one_key_become_one_letter(void **state)
{
    (void)state;
    struct pair {
        struct str key, words;
    };
    enum { LETTERS = 0x3000 };
    struct pair *seen = calloc(LETTERS, sizeof *seen);
    size_t n = 0;
    struct arena *all = arena_new(1 << 20);
    for (int32_t cp = 'A'; cp < LETTERS; cp++) {
        struct buf b = buf_in(arena);
        if (!is_word_letter(cp))
            continue;
        struct str text = encode(cp, &b), words = words_of(text), key = icu_key(text);
        for (size_t i = 0; i < n; i++)
            if (str_eq(seen[i].key, key) && !str_eq(seen[i].words, words))
                fail_msg("U+%04X became \"%.*s\", not \"%.*s\"", (unsigned)cp, STR_ARG(words),
                         STR_ARG(seen[i].words));
        seen[n++] = (struct pair){arena_dup(all, key), arena_dup(all, words)};
        arena_reset(arena);
    }
    assert_true(n > 5000);
    arena_free(&all);
    free(seen);
    ucol_close(collator);
}

/* ---- places ---- */

struct places {
    struct str text;
    struct str last; /* the word before */
    size_t from, to; /* its place */
    int n;
};

/* A fold_word_fn. */
static void check_place(void *arg, struct str word, size_t from, size_t to)
{
    struct places *it = arg;
    assert_true(from < to && to <= it->text.n);
    assert_true(from >= it->from && to >= it->to);
    struct str made_from = str_of(it->text.p + from, to - from);
    assert_true(utf8_valid(made_from));
    assert_true(utf8_valid(word) && word.n > 0 && word.n <= FOLD_WORD_MAX);
    /* The bytes of a word make it again. */
    struct str again = words_of(made_from);
    assert_true(str_find(again, word) < again.n);
    it->from = from;
    it->to = to;
    it->n++;
}

static uint32_t random_state = 20261127;

static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % n;
}

static int32_t random_code_point(void)
{
    static const int32_t some[] = {'a',    'Z',     '7',     ' ',     '-',     0xAD,   0x200B,
                                   0x200D, 0xFE0F,  0x301,   0x64E,   0x5B8,   0xFB03, 0xBD,
                                   0x33C2, 0x1F469, 0x1F680, 0x1F1E9, 0x1F3FD, 0xAC00, 0x1100,
                                   0x1161, 0x11A8,  0x3131,  0x306F,  0xFF76,  0xFF9E, 0x0E01,
                                   0x0E34, 0x93F,   0x94D,   0xE0100, 0x439,   0x451};
    if (random_below(3) > 0)
        return some[random_below(sizeof some / sizeof *some)];
    int32_t cp = (int32_t)random_below(random_below(2) == 0 ? 0x3000 : 0x110000);
    return cp >= 0xD800 && cp <= 0xF8FF ? 'x' : cp == 0 ? ' ' : cp;
}

static void each_word_is_in_the_text_where_it_is_said_to_be(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct buf b = buf_in(arena);
        for (uint32_t k = random_below(24); k > 0; k--)
            (void)encode(random_code_point(), &b);
        struct places places = {.text = utf8_nfc(arena, buf_str(&b))};
        fold_words(places.text, check_place, &places);
        arena_reset(arena);
    }
}

int main(void)
{
#define FOLD_TEST(fn) cmocka_unit_test_setup_teardown(fn, arena_open, arena_close)
    const struct CMUnitTest tests[] = {
        FOLD_TEST(the_same_words_in_another_spelling_are_the_same),
        FOLD_TEST(letters_that_readers_tell_apart_stay_apart),
        FOLD_TEST(texts_are_split_at_what_is_no_letter_and_spaceless_scripts_at_each),
        FOLD_TEST(a_long_word_is_compared_by_its_beginning),
        FOLD_TEST(each_letter_has_the_key_that_icu_gives_it),
        FOLD_TEST(letters_of_one_key_become_one_letter),
        FOLD_TEST(each_word_is_in_the_text_where_it_is_said_to_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

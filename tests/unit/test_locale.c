/* SPDX-License-Identifier: MIT */
#include "base/language.h"
#include "base/locale.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unicode/udatpg.h>

#include <cmocka.h>

#define NAME_OF(function)  NAME_OF_(function)
#define NAME_OF_(function) #function

static struct arena *arena;
static int patterns_read;

/* In ICU's place: counts how often the patterns of a language's dates are read, which costs the
 * most of all that a locale reads. */
UDateTimePatternGenerator *udatpg_open(const char *language, UErrorCode *status)
{
    UDateTimePatternGenerator *(*own)(const char *, UErrorCode *) = NULL;
    *(void **)&own = dlsym(RTLD_NEXT, NAME_OF(udatpg_open));
    patterns_read++;
    return own(language, status);
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct locale *locale(const char *language, const char *zone)
{
    struct locale *l = NULL;
    struct err e;
    if (locale_new(&l, str_from(language), str_from(zone), &e) != OK)
        fail_msg("%s", e.msg);
    return l;
}

static void assert_iso(const struct locale *l, int64_t epoch_s, const char *expected)
{
    assert_string_equal(arena_cstr(arena, locale_iso(l, epoch_s, arena)), expected);
}

static void clocks_change_on_the_second(void **state)
{
    (void)state;
    struct locale *l = locale("de", "Europe/Berlin");
    assert_iso(l, 1774746000 - 1, "2026-03-29T01:59:59+01:00");
    assert_iso(l, 1774746000, "2026-03-29T03:00:00+02:00");
    assert_iso(l, 1792890000 - 1, "2026-10-25T02:59:59+02:00");
    assert_iso(l, 1792890000, "2026-10-25T02:00:00+01:00");
    assert_iso(l, 1774746000 - 1, "2026-03-29T01:59:59+01:00");
    locale_free(&l);
}

static void zones_are_as_they_were_and_will_be(void **state)
{
    (void)state;
    struct locale *l = locale("en", "America/St_Johns");
    assert_iso(l, 0, "1969-12-31T20:30:00-03:30");
    assert_iso(l, 4102444800, "2099-12-31T20:30:00-03:30");
    assert_iso(l, 4118169600, "2100-07-01T21:30:00-02:30");
    locale_free(&l);
    l = locale("en", "Asia/Kathmandu");
    assert_iso(l, 0, "1970-01-01T05:30:00+05:30");
    assert_iso(l, 1790000000, "2026-09-21T19:58:20+05:45");
    locale_free(&l);
    l = locale("en", "UTC");
    assert_iso(l, -1, "1969-12-31T23:59:59+00:00");
    assert_iso(l, 951782400, "2000-02-29T00:00:00+00:00");
    assert_iso(l, 951868800, "2000-03-01T00:00:00+00:00");
    assert_iso(l, 4107542400, "2100-03-01T00:00:00+00:00");
    locale_free(&l);
}

/* Whatever moment: the civil time leads back to it. */
static void a_civil_time_is_that_of_its_moment(void **state)
{
    (void)state;
    static const char *const zones[] = {"UTC", "Australia/Lord_Howe", "America/New_York",
                                        "Africa/Casablanca"};
    for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
        struct locale *l = locale("en", zones[z]);
        for (int64_t t = -2000000000; t < 4200000000; t += 1234567) {
            struct err e;
            int64_t back;
            struct civil c = locale_civil(l, t);
            assert_int_equal(locale_epoch(l, c, &back, &e), OK);
            /* A time that comes twice gives the first. */
            if (back != t)
                assert_true(t - back > 0 && t - back <= 7200);
        }
        locale_free(&l);
    }
}

static void a_date_is_written_the_same_again(void **state)
{
    (void)state;
    struct locale *l = locale("pt-BR", "America/Sao_Paulo");
    enum { N = 20000 }; /* more than a locale keeps */
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t t = 1700000000; t < 1700000000 + N; t += 97) {
            struct str full = locale_date(l, t, DATE_TIME, arena);
            struct str time = locale_date(l, t, DATE_TIME_ONLY, arena);
            assert_true(str_ends(full, time));
            assert_true(str_starts(full, locale_date(l, t, DATE_LONG, arena)));
        }
    }
    struct str date = locale_date(l, 1700000000, DATE_LONG, arena);
    assert_string_equal(arena_cstr(arena, date), "14 de novembro de 2023");
    locale_free(&l);
}

static void weeks_begin_and_days_are_called_as_the_language_has_it(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        int first;
        const char *monday, *initial;
    } known[] = {
        {"en-GB", 1, "Monday", "M"},
        {"en-US", 0, "Monday", "M"},
        {"de", 1, "Montag", "M"},
        {"ar-EG", 6, "\u0627\u0644\u0627\u062b\u0646\u064a\u0646", "\u0646"},
        {"fr", 1, "lundi", "L"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct locale *l = locale(known[i].language, "UTC");
        assert_int_equal(locale_first_weekday(l), known[i].first);
        struct str monday = locale_weekday(l, 1, WEEKDAY_NAME);
        assert_string_equal(arena_cstr(arena, monday), known[i].monday);
        struct str initial = locale_weekday(l, 1, WEEKDAY_INITIAL);
        assert_string_equal(arena_cstr(arena, initial), known[i].initial);
        locale_free(&l);
    }
}

static void digits_are_those_that_the_dates_have(void **state)
{
    (void)state;
    static const char *const known[][3] = {
        {"en", "latn", "4 of 05"},    {"hi", "latn", "4 of 05"}, {"ar", "arab", "٤ of ٠٥"},
        {"fa", "arabext", "۴ of ۰۵"}, {"bn", "beng", "৪ of ০৫"}, {"sat", "olck", "᱔ of ᱐᱕"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct locale *l = locale(known[i][0], "UTC");
        assert_string_equal(locale_digits(l), known[i][1]);
        struct number_format f = locale_number_format(l);
        struct str text = number_digits(&f, STR("4 of 05"), arena);
        assert_string_equal(arena_cstr(arena, text), known[i][2]);
        struct str zero = number_digits(&f, STR("05"), arena);
        assert_true(str_find(locale_date(l, 300, DATE_TIME_ONLY, arena), zero) <
                    locale_date(l, 300, DATE_TIME_ONLY, arena).n);
        locale_free(&l);
    }
}

static void a_language_is_written_one_way(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"PT-br", "pt-BR"},
        {"zh-hant-tw", "zh-Hant-TW"},
        {"zh_hant_tw", "zh-Hant-TW"},
        {"ZH-HANS", "zh-Hans"},
        {"en-us", "en-US"},
        {"pt_BR", "pt-BR"},
        {"iw", "he"},
        {"IW-il", "he-IL"},
        {"in", "id"},
        {"ji", "yi"},
        {"sr-LATN-rs", "sr-Latn-RS"},
        {"zh-min-nan", "nan"},
        {"zh-yue", "yue"},
        {"sl-ROZAJ", "sl-rozaj"},
        {"de-DD", "de-DE"},
        {"fa-u-NU-latn", "fa-u-nu-latn"},
        {"AR", "ar"},
        {"es-419", "es-419"},
        {"qq", ""},
        {"de-", ""},
        {"de_", ""},
        {"", ""},
        {"deutsch", ""},
        {"x-default", ""},
        {"und", ""},
        {"d\xc3\xa9", ""},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str tag = language_tag(str_from(pairs[i][0]), arena);
        assert_string_equal(arena_cstr(arena, tag), pairs[i][1]);
    }
}

static void a_language_has_a_code_a_region_and_a_way_of_writing(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *code, *region;
        bool traditional;
    } all[] = {
        {"en", "en", "", false},          {"pt-BR", "pt", "BR", false},
        {"zh", "zh", "", false},          {"zh-Hans-HK", "zh", "HK", false},
        {"zh-CN", "zh", "CN", false},     {"zh-TW", "zh", "TW", true},
        {"zh-HK", "zh", "HK", true},      {"zh-MO", "zh", "MO", true},
        {"zh-SG", "zh", "SG", false},     {"zh-Hant", "zh", "", true},
        {"zh-Hant-TW", "zh", "TW", true}, {"zh-hant-hk", "zh", "HK", true},
        {"iw", "he", "", false},          {"nonsense!", "", "", false},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct str tag = str_from(all[i].tag);
        assert_string_equal(arena_cstr(arena, language_code(tag, arena)), all[i].code);
        assert_string_equal(arena_cstr(arena, language_region(tag, arena)), all[i].region);
        assert_int_equal(language_is_traditional(tag), all[i].traditional);
    }
}

static void a_year_has_the_digits_and_the_word_of_its_language(void **state)
{
    (void)state;
    static const struct {
        const char *language, *year;
    } known[] = {{"en", "2026"},        {"ja", "2026年"}, {"zh-Hans", "2026年"}, {"ko", "2026년"},
                 {"zh-Hant", "2026年"}, {"fa", "۲۰۲۶"},   {"th", "2026"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct locale *l = locale(known[i].language, "UTC");
        assert_string_equal(arena_cstr(arena, locale_date(l, 1795392000, DATE_YEAR, arena)),
                            known[i].year);
        locale_free(&l);
    }
}

static void the_calendar_is_gregorian_in_every_language(void **state)
{
    (void)state;
    static const struct {
        const char *language, *date, *month;
    } known[] = {
        {"fa", "۲۳ نوامبر ۲۰۲۶", "نوامبر ۲۰۲۶"},
        {"fa-IR", "۲۳ نوامبر ۲۰۲۶", "نوامبر ۲۰۲۶"},
        {"fa-u-ca-persian", "۲۳ نوامبر ۲۰۲۶", "نوامبر ۲۰۲۶"},
        {"fa-u-nu-latn", "23 نوامبر 2026", "نوامبر 2026"},
        {"ar-SA", "٢٣ نوفمبر ٢٠٢٦", "نوفمبر ٢٠٢٦"},
        {"ar-SA-u-ca-islamic-umalqura", "٢٣ نوفمبر ٢٠٢٦", "نوفمبر ٢٠٢٦"},
        {"th", "23 พฤศจิกายน 2026", "พฤศจิกายน 2026"},
        {"th-TH", "23 พฤศจิกายน 2026", "พฤศจิกายน 2026"},
        {"ja", "2026年11月23日", "2026年11月"},
        {"ja-u-ca-japanese", "2026年11月23日", "2026年11月"},
        {"ja-JP-u-ca-japanese-nu-fullwide", "２０２６年１１月２３日", "２０２６年１１月"},
        {"zh-TW-u-ca-roc", "2026年11月23日", "2026年11月"},
        {"he-u-ca-hebrew", "23 בנובמבר 2026", "נובמבר 2026"},
        {"hi-u-ca-indian", "23 नवंबर 2026", "नवंबर 2026"},
        {"am-u-ca-ethiopic", "23 ኖቬምበር 2026", "ኖቬምበር 2026"},
        {"en-u-ca-buddhist", "November 23, 2026", "November 2026"},
        {"en-u-ca-iso8601", "November 23, 2026", "November 2026"},
        {"ckb", "٢٣ی تشرینی دووەمی ٢٠٢٦", NULL},

    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct locale *l = locale(known[i].language, "UTC");
        struct str date = locale_date(l, 1795392000, DATE_LONG, arena);
        assert_string_equal(arena_cstr(arena, date), known[i].date);
        struct str month = locale_date(l, 1795392000, DATE_MONTH, arena);
        if (known[i].month != NULL)
            assert_string_equal(arena_cstr(arena, month), known[i].month);
        locale_free(&l);
    }
}

static void a_language_has_a_name_and_a_direction_of_its_own(void **state)
{
    (void)state;
    static const char *const all[][3] = {
        {"de", "Deutsch", "ltr"}, {"fr", "Français", "ltr"},
        {"ar", "العربية", "rtl"}, {"pt-BR", "Português (Brasil)", "ltr"},
        {"he", "עברית", "rtl"},   {"ja", "日本語", "ltr"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct str tag = str_from(all[i][0]);
        assert_string_equal(arena_cstr(arena, language_name(tag, arena)), all[i][1]);
        assert_string_equal(language_direction(tag), all[i][2]);
    }
}

static void what_dates_are_made_of_is_read_with_the_first_date(void **state)
{
    (void)state;
    char number[NUMBER_MAX];
    patterns_read = 0;
    struct locale *l = locale("de", "Europe/Berlin");
    struct number_format numbers = locale_number_format(l);
    number_print(&numbers, 1234567, number);
    assert_string_equal(number, "1.234.567");
    assert_iso(l, 0, "1970-01-01T01:00:00+01:00");
    assert_int_equal(locale_first_weekday(l), 1);
    assert_int_equal(patterns_read, 0);
    for (int i = 0; i < 3; i++)
        assert_string_equal(arena_cstr(arena, locale_date(l, i, DATE_LONG, arena)),
                            "1. Januar 1970");
    assert_string_equal(locale_weekday(l, 0, WEEKDAY_NAME).p, "Sonntag");
    assert_int_equal(patterns_read, 1);
    locale_free(&l);
    l = locale("de", "Europe/Berlin");
    assert_string_equal(locale_weekday(l, 6, WEEKDAY_NAME).p, "Samstag");
    assert_int_equal(patterns_read, 2);
    locale_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_change_on_the_second),
        cmocka_unit_test(zones_are_as_they_were_and_will_be),
        cmocka_unit_test(a_civil_time_is_that_of_its_moment),
        cmocka_unit_test(a_date_is_written_the_same_again),
        cmocka_unit_test(what_dates_are_made_of_is_read_with_the_first_date),
        cmocka_unit_test(weeks_begin_and_days_are_called_as_the_language_has_it),
        cmocka_unit_test(digits_are_those_that_the_dates_have),
        cmocka_unit_test(a_language_is_written_one_way),
        cmocka_unit_test(a_language_has_a_code_a_region_and_a_way_of_writing),
        cmocka_unit_test(a_year_has_the_digits_and_the_word_of_its_language),
        cmocka_unit_test(the_calendar_is_gregorian_in_every_language),
        cmocka_unit_test(a_language_has_a_name_and_a_direction_of_its_own),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* SPDX-License-Identifier: MIT */
/* Names that people take for each other are the same to base/lookalike.h, and others are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/lookalike.h"

static struct arena *arena;

static bool same(const char *x, const char *y)
{
    struct lookalike a = lookalike_of(arena, str_from(x)), b = lookalike_of(arena, str_from(y));
    bool out = lookalike_same(&a, &b);
    assert_int_equal(lookalike_same(&b, &a), out);
    return out;
}

static void assert_same(const char *x, const char *y)
{
    if (!same(x, y))
        fail_msg("not the same: %s, %s", x, y);
}

static void assert_other(const char *x, const char *y)
{
    if (same(x, y))
        fail_msg("the same: %s, %s", x, y);
}

static void case_accents_spaces_and_points_make_no_other_name(void **state)
{
    (void)state;
    assert_same("Ana Marsh", "Ana Marsh");
    assert_same("Ana Marsh", "ANA MARSH");
    assert_same("Ana Marsh", "ana_marsh");
    assert_same("Ana Marsh", "A.n.a-Marsh!");
    assert_same("Ana Marsh", "AnaMarsh");
    assert_same("Ana Marsh", "Ána Mårsh");
    assert_same("Søren Łuk", "Soren Luk");
    assert_same("Großmann", "GROSSMANN");
}

static void what_is_not_seen_makes_no_other_name(void **state)
{
    (void)state;
    assert_same("Ana Marsh", "Ana\u200B Marsh");
    assert_same("Ana Marsh", "\u2066Ana Mar\u200Dsh\u2069");
    assert_same("Ana Marsh", "Ana\u3164Marsh");
    assert_same("Ana Marsh", "Ana\u00ADMarsh\uFE0F");
    assert_same("Ana Marsh", "\u202AAna\u202C\u00A0Marsh");
}

static void letters_of_other_alphabets_that_look_alike_are_alike(void **state)
{
    (void)state;
    assert_same("Ana Marsh", "\u0410n\u0430 M\u0430rsh");           /* Cyrillic */
    assert_same("Ana Marsh", "\uFF21\uFF4E\uFF41 Marsh");           /* full width */
    assert_same("Ana Marsh", "\U0001D400na Marsh");                 /* mathematical bold */
    assert_same("ANA MARSH", "\u0391\u039D\u0391 \u039C\u0391RSH"); /* Greek capitals */
    assert_same("Boss", "B\u043E\u0455s");                          /* Cyrillic o, dze */
    assert_same("Peter", "\u0420\u0435t\u0435r");                   /* Cyrillic Er for P */
    assert_same("Staff", "\u0405\u0442\u0430ff"); /* Cyrillic te, whose small letter is a T */
    assert_same("Ana", "\u0410\u043F\u0430");     /* Cyrillic pe for n */
    assert_same("Martin", "\u041C\u0430r\u0442in");
    assert_same("Ana", "\u039Bna");
    assert_same("Bill", "B1ll");
    assert_same("Bill", "BILL");
    assert_same("Bill", "BlII");
    assert_same("Admin", "Adm\u0131n");
    assert_same("Admin", "Admln");
    assert_same("Admin", "ADMlN");
    assert_same("Moderator", "M0derat0r");
    assert_same("Martin", "rnartin");
    assert_same("\u0410\u043D\u043D\u0430",
                "\u0410\u043D\u043Da"); /* a Latin a in a Cyrillic name */
}

static void letters_that_are_typed_for_their_look_are_letters(void **state)
{
    (void)state;
    static const char *const staff[] = {
        "\uFF33\uFF54\uFF41\uFF46\uFF46",
        "\u24C8\u24E3\u24D0\u24D5\u24D5",
        "\U0001F142\U0001F143\U0001F130\U0001F135\U0001F135", /* in squares */
        "\U0001F162\U0001F163\U0001F150\U0001F155\U0001F155", /* in black circles */
        "\U0001F182\U0001F183\U0001F170\U0001F175\U0001F175", /* in black squares */
        "\U0001F1F8\U0001F1F9\U0001F1E6\U0001F1EB\U0001F1EB", /* of flags */
        "\uA731\u1D1B\u1D00\uA730\uA730",                     /* small capitals */
        "\u02E2\u1D57\u1D43\u1DA0\u1DA0",                     /* raised */
        "S\u0336t\u0336a\u0336f\u0336f\u0336",                /* struck through */
        "\u1515T\u15E9\u15B4\u15B4",
        "\u20B4\u20AE\u20B3\u20A3\u20A3",
        "\uFB06a\uFB00",
    };
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++)
        assert_same("Staff", staff[i]);
}

static void digits_that_are_typed_for_their_look_are_letters(void **state)
{
    (void)state;
    assert_same("Editor", "3d1t0r");
    assert_same("Editor", "\u0190ditor");
    assert_same("Admin", "4dmin");
    assert_same("Admin", "\u0250dmin");
    assert_same("Staff", "57aff");
    assert_same("Boss", "8055");
    assert_other("Anna", "Anna 5");
    assert_other("Anna 3", "Anna 5");
    assert_other("1985", "1986");
}

static void signs_that_are_typed_for_their_look_are_letters(void **state)
{
    (void)state;
    assert_same("Boss", "Bo$$");
    assert_same("Staff", "$taff");
    assert_same("Staff", "St@ff");
    assert_same("Admin", "@dm!n");
    assert_same("Ella", "\u20AC||@");
    assert_same("Staff", "@Staff!"); /* a sign beside a name makes no other one */
    assert_other("Boss", "$$$");
    assert_other("Ana", "An$");
}

static void other_names_are_other_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Ana Marsh",
        "Ana March",
        "Anna Marsh",
        "Marsh",
        "Ana",
        "Ben Marsh",
        "Zo\u00EB",
        "Joe",
        "\u5C71\u7530",
        "\u5C71\u672C",
        "\u0905\u0928\u093F\u0932",
        "\u0905\u0928\u0941\u0932",
        "\u0645\u062D\u0645\u062F",
        "\u0645\u062D\u0645\u0648\u062F",
        "2",
        "3",
    };
    enum { N = sizeof names / sizeof *names };
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < i; k++)
            assert_other(names[i], names[k]);
}

static void a_name_without_letters_is_like_no_other(void **state)
{
    (void)state;
    assert_other("", "");
    assert_other("...", "...");
    assert_other("\U0001F980", "\U0001F980");
    assert_other("", "Ana");
}

static void long_names_are_compared_by_their_beginning(void **state)
{
    (void)state;
    char x[LOOKALIKE_NAME_MAX + 100], y[sizeof x];
    memset(x, 'm', sizeof x - 1);
    x[sizeof x - 1] = '\0';
    memcpy(y, x, sizeof x);
    y[LOOKALIKE_NAME_MAX] = 'z';
    assert_same(x, y);
    y[LOOKALIKE_NAME_MAX - 1] = 'z';
    assert_other(x, y);
    struct lookalike look = lookalike_of(arena, str_from(x));
    assert_true(look.key[0].n <= LOOKALIKE_NAME_MAX * 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_accents_spaces_and_points_make_no_other_name),
        cmocka_unit_test(what_is_not_seen_makes_no_other_name),
        cmocka_unit_test(letters_of_other_alphabets_that_look_alike_are_alike),
        cmocka_unit_test(letters_that_are_typed_for_their_look_are_letters),
        cmocka_unit_test(digits_that_are_typed_for_their_look_are_letters),
        cmocka_unit_test(signs_that_are_typed_for_their_look_are_letters),
        cmocka_unit_test(other_names_are_other_names),
        cmocka_unit_test(a_name_without_letters_is_like_no_other),
        cmocka_unit_test(long_names_are_compared_by_their_beginning),
    };
    arena = arena_new(4096);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}

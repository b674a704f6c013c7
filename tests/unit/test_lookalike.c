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
        cmocka_unit_test(other_names_are_other_names),
        cmocka_unit_test(a_name_without_letters_is_like_no_other),
        cmocka_unit_test(long_names_are_compared_by_their_beginning),
    };
    arena = arena_new(4096);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}

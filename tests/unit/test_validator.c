/* SPDX-License-Identifier: MIT */
/* Dates and entity tags: when a browser is told that its own copy is still good. */
#include "web/http/validator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define TAG  "W/\"0123456789abcdef\""
#define DATE "Tue, 24 Nov 2026 04:29:27 GMT"

static bool good(const char *if_none_match, const char *if_modified_since)
{
    struct request rq = {.if_none_match = str_from(if_none_match),
                         .if_modified_since = str_from(if_modified_since)};
    return copy_is_good(&rq, STR(TAG), STR(DATE));
}

static void test_dates_are_written_as_http_wants_them(void **state)
{
    (void)state;
    static const struct {
        int64_t at;
        const char *text;
    } dates[] = {
        {0, "Thu, 01 Jan 1970 00:00:00 GMT"},          {784111777, "Sun, 06 Nov 1994 08:49:37 GMT"},
        {951827696, "Tue, 29 Feb 2000 12:34:56 GMT"},  {1795494567, DATE},
        {4133980799, "Fri, 31 Dec 2100 23:59:59 GMT"},
    };
    struct arena *a = arena_new(1024);
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        struct str text = http_date(a, dates[i].at);
        assert_int_equal(text.n, 29);
        assert_memory_equal(text.p, dates[i].text, 29);
    }
    assert_int_equal(http_date(a, INT64_MAX).n, 0);
    arena_free(&a);
}

static void test_nothing_asked_is_never_good(void **state)
{
    (void)state;
    assert_false(good("", ""));
}

static void test_tags_are_compared_weakly_and_in_lists(void **state)
{
    (void)state;
    assert_true(good(TAG, ""));
    assert_true(good("\"0123456789abcdef\"", ""));
    assert_true(good("\"a\" ,W/\"b\",  " TAG, ""));
    assert_true(good("*", ""));
    assert_false(good("\"other\"", ""));
    assert_false(good("0123456789abcdef", ""));
    assert_false(good("w/\"0123456789abcdef\"", ""));
    assert_false(good(",", ""));
}

static void test_a_date_must_be_the_very_one(void **state)
{
    (void)state;
    assert_true(good("", DATE));
    assert_false(good("", "Tue, 24 Nov 2026 04:29:28 GMT"));
    assert_false(good("", "Tue, 24 Nov 2026 04:29:26 GMT"));
    assert_false(good("", "yesterday"));
}

static void test_a_tag_goes_before_the_date(void **state)
{
    (void)state;
    assert_false(good("\"other\"", DATE));
    assert_true(good(TAG, "Thu, 01 Jan 1970 00:00:00 GMT"));
}

static void test_a_page_without_validators_is_never_good(void **state)
{
    (void)state;
    struct request all = {.if_none_match = STR("*"), .if_modified_since = STR(DATE)};
    assert_false(copy_is_good(&all, STR_NONE, STR_NONE));
    struct request empty = {0};
    assert_false(copy_is_good(&empty, STR_NONE, STR_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates_are_written_as_http_wants_them),
        cmocka_unit_test(test_nothing_asked_is_never_good),
        cmocka_unit_test(test_tags_are_compared_weakly_and_in_lists),
        cmocka_unit_test(test_a_date_must_be_the_very_one),
        cmocka_unit_test(test_a_tag_goes_before_the_date),
        cmocka_unit_test(test_a_page_without_validators_is_never_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

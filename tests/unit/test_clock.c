/* SPDX-License-Identifier: MIT */
/* Durations as sentences name them. */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void test_a_span_has_one_unit_and_at_least_two_of_it(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *text;
    } spans[] = {
        {-5, "0 s"},        {0, "0 s"},     {1, "1 s"},      {119, "119 s"},
        {120, "2 min"},     {179, "2 min"}, {180, "3 min"},  {7199, "119 min"},
        {7200, "2 h"},      {10799, "2 h"}, {86400, "24 h"}, {INT64_MAX, "2562047788015215 h"},
        {INT64_MIN, "0 s"},
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        char text[CLOCK_SPAN_MAX];
        assert_string_equal(clock_span(spans[i].seconds, text), spans[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_span_has_one_unit_and_at_least_two_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

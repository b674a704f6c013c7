/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "admin/video/video_length.h"

static void lengths_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        int64_t seconds;
    } good[] = {{"", 0},
                {"  ", 0},
                {"0:07", 7},
                {"3:45", 225},
                {"90", 90},
                {"90:00", 5400},
                {"1:02:03", 3723},
                {" 1:02:03 ", 3723},
                {"100:00:00", 360000},
                {"\u0661:\u0660\u0665", 65},
                {"\uFF11\uFF1A\uFF10\uFF15", 65},
                {"\uFF11:05", 65}};
    struct arena *a = arena_new(1024);
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        int64_t seconds = -1;
        assert_true(video_length_read(a, str_from(good[i].typed), &seconds));
        assert_int_equal(seconds, good[i].seconds);
    }
    arena_free(&a);
}

static void what_is_no_length_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"3:",   ":3",      "3:60",  "-1",         "1:-2", "x",
                                      "1:2x", "1:2:3:4", "1 : 2", "9999999999", "1.5"};
    struct arena *a = arena_new(1024);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int64_t seconds = -1;
        assert_false(video_length_read(a, str_from(bad[i]), &seconds));
        assert_int_equal(seconds, -1);
    }
    arena_free(&a);
}

static void a_length_reads_back_as_it_was_written(void **state)
{
    (void)state;
    struct arena *a = arena_new(1024);
    assert_true(str_empty(video_length_text(a, 0)));
    for (int64_t s = 1; s < 20000; s += 7) {
        int64_t back = 0;
        assert_true(video_length_read(a, video_length_text(a, s), &back));
        assert_int_equal(back, s);
    }
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_read_as_people_write_them),
        cmocka_unit_test(what_is_no_length_is_refused),
        cmocka_unit_test(a_length_reads_back_as_it_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

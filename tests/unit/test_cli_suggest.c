/* SPDX-License-Identifier: MIT */
/* What a mistyped word is taken for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/suggest.h"

static const char *const names[] = {"init",        "serve", "user add", "user password",
                                    "article add", "check", "backup",   "version"};
enum { N = sizeof names / sizeof *names };

static const char *meant(const char *typed)
{
    int i = suggest(str_from(typed), names, N);
    return i < 0 ? "nothing" : names[i];
}

static void a_slip_of_the_finger_is_understood(void **state)
{
    (void)state;
    assert_string_equal(meant("serv"), "serve");
    assert_string_equal(meant("sevre"), "serve");
    assert_string_equal(meant("servee"), "serve");
    assert_string_equal(meant("inti"), "init");
    assert_string_equal(meant("chekc"), "check");
    assert_string_equal(meant("bakcup"), "backup");
    assert_string_equal(meant("user passwd"), "user password");
    assert_string_equal(meant("artcle add"), "article add");
}

static void something_else_is_not_taken_for_a_command(void **state)
{
    (void)state;
    assert_string_equal(meant("nonsense"), "nothing");
    assert_string_equal(meant(""), "nothing");
    assert_string_equal(meant("x"), "nothing");
    assert_string_equal(meant("zq"), "nothing");
}

static void a_word_of_any_length_and_bytes_is_compared_safely(void **state)
{
    (void)state;
    static char longest[100000];
    memset(longest, 's', sizeof longest - 1);
    assert_string_equal(meant(longest), "nothing");
    assert_string_equal(meant("\xff\xfe\x01"), "nothing");
    assert_int_equal(suggest(STR("serve"), names, 0), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_of_the_finger_is_understood),
        cmocka_unit_test(something_else_is_not_taken_for_a_command),
        cmocka_unit_test(a_word_of_any_length_and_bytes_is_compared_safely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

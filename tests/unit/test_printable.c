/* SPDX-License-Identifier: MIT */
/* What of stored text may go to a terminal, and how much room it takes there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "cli/json.h"

static void assert_str(struct str got, const char *expected)
{
    assert_int_equal(got.n, strlen(expected));
    assert_memory_equal(got.p ? got.p : "", expected, got.n);
}

static void nothing_that_moves_text_is_printable(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line, *lines;
    } cases[] = {
        {"plain", "plain", "plain"},
        {"a\tb\nc\rd", "a b c d", "a\tb\nc d"},
        {"\x1b[31mred\x07", "[31mred", "[31mred"},
        {"c1 \xc2\x9b"
         "2J",
         "c1 2J", "c1 2J"},
        {"rtl \xe2\x80\xae mark \xe2\x80\x8f isolate \xe2\x81\xa6", "rtl  mark  isolate ",
         "rtl  mark  isolate "},
        {"\x7f\xef\xbb\xbfx", "x", "x"},
        {"bad \xff byte", "bad \xef\xbf\xbd byte", "bad \xef\xbf\xbd byte"},
        {"\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81", "\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81",
         "\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81"},
    };
    struct arena *a = arena_new(1024);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_str(utf8_printable(a, str_from(cases[i].text), UTF8_ONE_LINE), cases[i].line);
        assert_str(utf8_printable(a, str_from(cases[i].text), UTF8_MANY_LINES), cases[i].lines);
    }
    arena_free(&a);
}

static void a_text_is_cut_between_characters_by_the_columns_that_they_take(void **state)
{
    (void)state;
    struct str text = STR("a\xe6\x97\xa5"
                          "e\xcc\x81"
                          "b"); /* 1 + 2 + 1 (with its mark) + 1 */
    assert_int_equal(utf8_width(text), 5);
    assert_str(utf8_cut_width(text, 5), text.p);
    assert_str(utf8_cut_width(text, 4), "a\xe6\x97\xa5"
                                        "e\xcc\x81");
    assert_str(utf8_cut_width(text, 3), "a\xe6\x97\xa5");
    assert_str(utf8_cut_width(text, 2), "a");
    assert_str(utf8_cut_width(text, 0), "");
}

static void json_escapes_what_is_not_printable_and_loses_nothing(void **state)
{
    (void)state;
    struct buf b = {0};
    json_add_string(&b, STR("\" \\ \n \t \x1b \x7f \xc2\x9b \xe2\x80\xae \xe6\x97\xa5 \xff"));
    assert_str(buf_str(&b), "\"\\\" \\\\ \\n \\t \\u001b \\u007f \\u009b \\u202e \xe6\x97\xa5 "
                            "\\ufffd\"");
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_moves_text_is_printable),
        cmocka_unit_test(a_text_is_cut_between_characters_by_the_columns_that_they_take),
        cmocka_unit_test(json_escapes_what_is_not_printable_and_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The fields of forms: what is refused for its length is not worked on before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "web/http/form.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(4096);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* PIECE, N times, as the field "text" with room for MAX bytes. */
static struct str sent(const char *piece, size_t n, size_t max, struct problems *p)
{
    struct buf b = buf_in(arena);
    for (size_t i = 0; i < n; i++)
        buf_add_c(&b, piece);
    struct form_field *field = ARENA_NEW(arena, struct form_field);
    *field = (struct form_field){STR("text"), buf_str(&b)};
    const struct form form = {field, 1};
    *p = (struct problems){0};
    return form_text(&form, "text", UTF8_MANY_LINES, max, arena, p);
}

static void a_text_that_fits_once_it_is_normalised_is_taken(void **state)
{
    (void)state;
    struct problems p;
    assert_int_equal(sent("e\u0301", 100, 200, &p).n, 200);
    assert_int_equal(p.n, 0);
    /* Three letters of Hangul become one: no text shrinks to less than a third. */
    assert_int_equal(sent("\u1112\u1161\u11AB", 100, 300, &p).n, 300);
    assert_int_equal(p.n, 0);
    /* A browser sends two bytes for the end of a line, and one is kept. */
    assert_int_equal(sent("a\r\n", 100, 199, &p).n, 199);
    assert_int_equal(p.n, 0);
}

static void a_text_that_is_too_long_is_told_and_kept(void **state)
{
    (void)state;
    struct problems p;
    assert_int_equal(sent("e\u0301", 101, 200, &p).n, 202);
    assert_int_equal(p.n, 1);
}

static void how_much_fits_is_told_in_characters(void **state)
{
    (void)state;
    struct problems p;
    sent("\u6e2f", 30, 61, &p); /* three bytes each */
    assert_string_equal(problem_find(&p, "text")->text,
                        "This is too long: of its 30 characters, the first 20 fit.");
    sent("x", 100, 80, &p);
    assert_string_equal(problem_find(&p, "text")->text,
                        "This is too long: of its 100 characters, the first 80 fit.");
}

/* Normalising would compose the letters and cut the runs of marks. */
static void a_text_that_is_far_too_long_is_not_normalised(void **state)
{
    (void)state;
    struct problems p;
    assert_int_equal(sent("e\u0301", 1000, 200, &p).n, 3000);
    assert_int_equal(p.n, 1);
    assert_int_equal(sent("\u0301\u0316", 1000, 200, &p).n, 0); /* it shows nothing */
    assert_int_equal(sent("a\u0301\u0316", 1000, 200, &p).n, 5000);
    assert_int_equal(p.n, 1);
}

/* The value of NAME in the query TEXT; "(none)" if it has no such field. */
static const char *asked(const char *text, const char *name)
{
    struct form query;
    query_parse(&query, str_from(text), arena);
    return form_has(&query, name) ? arena_cstr(arena, form_raw(&query, name)) : "(none)";
}

/* As the URL Standard reads a query, which refuses nothing. */
static void a_query_is_read_whatever_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name, *value;
    } samples[] = {
        {"q=harbour&utm=50%off", "q", "harbour"},
        {"q=harbour&utm=50%off", "utm", "50%off"},
        {"q=100%", "q", "100%"},
        {"q=%", "q", "%"},
        {"q=%4", "q", "%4"},
        {"q=%zz%41", "q", "%zzA"},
        {"q=%%41", "q", "%A"},
        {"q=a+b%2Bc", "q", "a b+c"},
        {"&&q=1&", "q", "1"},
        {"q=1&q=2", "q", "1"},
        {"q", "q", ""},
        {"q=a=b", "q", "a=b"},
        {"=x&q=1", "q", "1"},
        {"caf%C3%A9=1&q=2", "q", "2"},
        {"%00%01=1&q=2", "q", "2"},
        {"q=caf%E9", "q", "caf\uFFFD"},
        {"q=caf\xE9", "q", "caf\uFFFD"},
        {"q=%E6%9D", "q", "\uFFFD"},
        {"", "q", "(none)"},
        {"?q=1", "q", "(none)"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        assert_string_equal(asked(samples[i].text, samples[i].name), samples[i].value);
}

static void a_form_with_a_damaged_escape_is_refused(void **state)
{
    (void)state;
    struct form form;
    struct err e;
    assert_int_equal(form_parse(&form, STR("title=50%off"), arena, &e), ERR_INVALID);
    assert_int_equal(form_parse(&form, STR("title=50%25off"), arena, &e), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_is_read_whatever_it_is),
        cmocka_unit_test(a_form_with_a_damaged_escape_is_refused),
        cmocka_unit_test(a_text_that_fits_once_it_is_normalised_is_taken),
        cmocka_unit_test(a_text_that_is_too_long_is_told_and_kept),
        cmocka_unit_test(how_much_fits_is_told_in_characters),
        cmocka_unit_test(a_text_that_is_far_too_long_is_not_normalised),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

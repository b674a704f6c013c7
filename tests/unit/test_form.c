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
    assert_string_equal(problem_of(&p, "text"),
                        "This is too long: of its 30 characters, the first 20 fit.");
    sent("x", 100, 80, &p);
    assert_string_equal(problem_of(&p, "text"),
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_fits_once_it_is_normalised_is_taken),
        cmocka_unit_test(a_text_that_is_too_long_is_told_and_kept),
        cmocka_unit_test(how_much_fits_is_told_in_characters),
        cmocka_unit_test(a_text_that_is_far_too_long_is_not_normalised),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

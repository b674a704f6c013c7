/* SPDX-License-Identifier: MIT */
/* Fragments: which one is good for whom, what goes first, and that a bound is kept. */
#include "base/rand.h"
#include "cache/fragment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct fragment_key text = {FRAGMENT_TEXT, 7};

struct fixture {
    struct arena *a;
    struct fragments *f;
};

static int setup(void **state)
{
    struct fixture *x = calloc(1, sizeof *x);
    rand_init();
    x->a = arena_new(4096);
    x->f = fragments_new(16 * 1024);
    *state = x;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *x = *state;
    fragments_free(&x->f);
    arena_free(&x->a);
    free(x);
    return 0;
}

static void keep(struct fixture *x, struct fragment_key key, const char *inputs, uint64_t version,
                 const char *value)
{
    fragment_keep(x->f, key, str_from(inputs), version, fragments_generation(x->f),
                  str_from(value));
}

/* What is kept; NULL: nothing. */
static const char *get(struct fixture *x, struct fragment_key key, const char *inputs,
                       uint64_t version)
{
    return fragment_get(x->f, key, str_from(inputs), version, x->a).p;
}

static void test_a_fragment_is_found_by_its_inputs_at_its_version_or_an_older_one(void **state)
{
    struct fixture *x = *state;
    assert_null(get(x, text, "body", 4));
    keep(x, text, "body", 5, "<p>body</p>");
    assert_string_equal(get(x, text, "body", 4), "<p>body</p>");
    assert_string_equal(get(x, text, "body", 5), "<p>body</p>");
    assert_null(get(x, text, "body", 6));
    assert_null(get(x, text, "bodY", 5));
    assert_null(get(x, (struct fragment_key){FRAGMENT_TEXT, 8}, "body", 5));
    assert_null(get(x, (struct fragment_key){FRAGMENT_ENTRY, 7}, "body", 5));
}

static void test_what_was_made_of_its_inputs_alone_is_good_at_any_version(void **state)
{
    struct fixture *x = *state;
    keep(x, text, "body", FRAGMENT_OF_INPUTS, "<p>body</p>");
    assert_string_equal(get(x, text, "body", UINT64_MAX - 1), "<p>body</p>");
    assert_null(get(x, text, "other", 0));
}

static void test_a_key_has_one_fragment_the_last(void **state)
{
    struct fixture *x = *state;
    keep(x, text, "first", 1, "1");
    keep(x, text, "second", 2, "2");
    assert_null(get(x, text, "first", 1));
    assert_string_equal(get(x, text, "second", 1), "2");
    assert_int_equal(fragments_stats(x->f).pieces, 1);
}

static void test_an_empty_fragment_is_one(void **state)
{
    struct fixture *x = *state;
    keep(x, text, "", 1, "");
    assert_string_equal(get(x, text, "", 1), "");
}

static void test_the_least_recently_used_goes_first_and_the_bound_is_kept(void **state)
{
    struct fixture *x = *state;
    char kilobyte[1025] = {0};
    memset(kilobyte, 'x', 1024);
    for (int64_t id = 1; id <= 100; id++) {
        keep(x, (struct fragment_key){FRAGMENT_COMMENT, id}, "", 1, kilobyte);
        assert_non_null(get(x, (struct fragment_key){FRAGMENT_COMMENT, 1}, "", 1));
        assert_true(fragments_stats(x->f).bytes <= 16 * 1024);
    }
    assert_non_null(get(x, (struct fragment_key){FRAGMENT_COMMENT, 100}, "", 1));
    assert_null(get(x, (struct fragment_key){FRAGMENT_COMMENT, 2}, "", 1));
    assert_in_range(fragments_stats(x->f).pieces, 12, 15);
}

static void test_one_that_would_take_most_of_the_room_is_not_kept(void **state)
{
    struct fixture *x = *state;
    char large[8 * 1024] = {0};
    memset(large, 'x', sizeof large - 1);
    keep(x, text, "", 1, large);
    assert_null(get(x, text, "", 1));
    assert_int_equal(fragments_stats(x->f).bytes, 0);
}

static void test_clear_forgets_all_and_what_was_begun_before_it_is_not_kept(void **state)
{
    struct fixture *x = *state;
    uint64_t before = fragments_generation(x->f);
    keep(x, text, "", 1, "old");
    fragments_clear(x->f);
    assert_null(get(x, text, "", 1));
    fragment_keep(x->f, text, STR_NONE, 1, before, STR("with old templates"));
    assert_null(get(x, text, "", 1));
    assert_int_equal(fragments_stats(x->f).bytes, 0);
    keep(x, text, "", 1, "new");
    assert_string_equal(get(x, text, "", 1), "new");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_a_fragment_is_found_by_its_inputs_at_its_version_or_an_older_one, setup, teardown),
        cmocka_unit_test_setup_teardown(
            test_what_was_made_of_its_inputs_alone_is_good_at_any_version, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_key_has_one_fragment_the_last, setup, teardown),
        cmocka_unit_test_setup_teardown(test_an_empty_fragment_is_one, setup, teardown),
        cmocka_unit_test_setup_teardown(
            test_the_least_recently_used_goes_first_and_the_bound_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(test_one_that_would_take_most_of_the_room_is_not_kept,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            test_clear_forgets_all_and_what_was_begun_before_it_is_not_kept, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

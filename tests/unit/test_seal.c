/* SPDX-License-Identifier: MIT */
/* What is sealed comes back whole, and only for what it was sealed for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/rand.h"

static const unsigned char key[32] = "one", other_key[32] = "other";
static struct arena *arena;

static void what_is_sealed_comes_back_byte_by_byte(void **state)
{
    (void)state;
    for (size_t n = 0; n < 70; n++) {
        char bytes[70];
        rand_bytes(bytes, sizeof bytes);
        struct str text = str_of(bytes, n), back;
        struct str sealed = seal(arena, key, STR("form"), text);
        assert_true(unseal(arena, key, STR("form"), sealed, &back));
        assert_true(str_eq(back, text));
    }
}

static void nothing_else_opens(void **state)
{
    (void)state;
    struct str back, sealed = seal(arena, key, STR("form"), STR("text"));
    assert_false(unseal(arena, other_key, STR("form"), sealed, &back));
    assert_false(unseal(arena, key, STR("another"), sealed, &back));
    for (size_t n = 0; n < sealed.n; n++)
        assert_false(unseal(arena, key, STR("form"), str_head(sealed, n), &back));
    for (size_t i = 0; i < sealed.n; i++) {
        char *changed = arena_alloc(arena, sealed.n);
        memcpy(changed, sealed.p, sealed.n);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        assert_false(unseal(arena, key, STR("form"), str_of(changed, sealed.n), &back));
    }
}

static void the_same_text_is_sealed_anew_each_time(void **state)
{
    (void)state;
    assert_false(
        str_eq(seal(arena, key, STR("a"), STR("t")), seal(arena, key, STR("a"), STR("t"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sealed_comes_back_byte_by_byte),
        cmocka_unit_test(nothing_else_opens),
        cmocka_unit_test(the_same_text_is_sealed_anew_each_time),
    };
    rand_init();
    arena = arena_new(4096);
    int rc = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return rc;
}

/* SPDX-License-Identifier: MIT */
/* Lists from A to Z are in the order that speakers of the language expect. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/collation.h"

struct item {
    int number; /* its place in the list as it was */
    struct str name;
};

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

static struct str name_of(const void *item)
{
    return ((const struct item *)item)->name;
}

/* The names of LIST, which are separated by spaces, sorted. */
static const char *sorted(const char *language, const char *list)
{
    struct item items[16];
    size_t n = 0;
    for (struct str rest = str_from(list); rest.p != NULL; n++)
        items[n] = (struct item){(int)n, str_split(&rest, ' ')};
    collation_sort(str_from(language), items, n, sizeof *items, name_of, arena);
    struct buf b = buf_in(arena);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%.*s", i > 0 ? " " : "", STR_ARG(items[i].name));
    return arena_cstr(arena, buf_str(&b));
}

static void each_language_has_its_own_order(void **state)
{
    (void)state;
    assert_string_equal(sorted("en", "zoe Adam \u00C9mile eve Bob"), "Adam Bob \u00C9mile eve zoe");
    assert_string_equal(sorted("de", "Zorn \u00D6zil Otto"), "Otto \u00D6zil Zorn");
    assert_string_equal(sorted("sv", "\u00D6berg Zorn \u00C5sa Adam \u00C4lv"),
                        "Adam Zorn \u00C5sa \u00C4lv \u00D6berg");
    assert_string_equal(sorted("da", "Aase Zorn \u00C6gir Bo"), "Bo Zorn \u00C6gir Aase");
    assert_string_equal(sorted("es", "nube \u00F1and\u00FA oso"), "nube \u00F1and\u00FA oso");
    assert_string_equal(sorted("cs", "cihla chata hrad dub"), "cihla dub hrad chata");
    assert_string_equal(
        sorted("ru", "\u042F\u043D\u0430 \u0401\u0436 \u0415\u043B\u044C \u0416\u0443\u043A"),
        "\u0401\u0436 \u0415\u043B\u044C \u0416\u0443\u043A \u042F\u043D\u0430");
    assert_string_equal(sorted("tr", "\u0131rmak inci hal"), "hal \u0131rmak inci");
    assert_string_equal(sorted("zh", "\u8D75 \u738B \u674E"), "\u674E \u738B \u8D75"); /* Pinyin */
    assert_string_equal(sorted("xx-unknown", "b A c"), "A b c");
}

static void items_of_the_same_name_keep_their_order(void **state)
{
    (void)state;
    struct item items[] = {
        {0, STR("b")}, {1, STR("a")}, {2, STR("b")}, {3, STR("a")}, {4, STR("")}};
    collation_sort(STR("en"), items, 5, sizeof *items, name_of, arena);
    const int expected[] = {4, 1, 3, 0, 2};
    for (int i = 0; i < 5; i++)
        assert_int_equal(items[i].number, expected[i]);
    collation_sort(STR("en"), items, 0, sizeof *items, name_of, arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_language_has_its_own_order),
        cmocka_unit_test(items_of_the_same_name_keep_their_order),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

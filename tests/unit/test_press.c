/* SPDX-License-Identifier: MIT */
/* The press: what is offered is made smaller for whoever asks next; what is offered too often is
 * turned down, and may be offered again. */
#include "cache/press.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>
#include <cmocka.h>

static struct page *new_page(struct arena *a, int seed)
{
    struct buf html = buf_in(a);
    for (int i = 0; i < 300; i++)
        buf_printf(&html, "<li>the %x of %d</li>", (seed + i) * 7919 % 4093, i % 97);
    struct page *p = NULL;
    struct err e;
    assert_int_equal(page_new(&p, buf_str(&html), &e), OK);
    return p;
}

/* Asks once; offers it where that is worth it. Gives the size of the answer. */
static size_t ask(struct press *press, struct page *p, enum page_coding coding, struct arena *a)
{
    struct page_body b = page_body(p, coding, PAGE_GZIP, NULL, a);
    size_t size = b.size;
    if (b.again)
        press_offer(press, p, b.coded);
    coded_unref(&b.coded);
    return size;
}

/* The press works when nobody else does. Two minutes of that are enough. */
static void give_way(void)
{
    static int turns;
    assert_true(++turns < 120 * 1000);
    nanosleep(&(struct timespec){.tv_nsec = 1000 * 1000}, NULL);
}

static void test_what_is_asked_for_again_becomes_smaller(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 << 16);
    struct press *press = NULL;
    struct err e;
    assert_int_equal(press_start(&press, &e), OK);
    static const enum page_coding codings[] = {PAGE_GZIP, PAGE_BROTLI};
    for (int i = 0; i < 2; i++) {
        struct page *p = new_page(a, i);
        size_t first = ask(press, p, codings[i], a);
        assert_int_equal(ask(press, p, codings[i], a), first);
        while (ask(press, p, codings[i], a) >= first)
            give_way();
        page_unref(&p);
    }
    press_stop(&press);
    assert_null(press);
    press_stop(&press); /* of nothing: nothing */
    arena_free(&a);
}

static void test_without_a_press_pages_stay_as_they_are(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 << 16);
    struct page *p = new_page(a, 1);
    size_t first = ask(NULL, p, PAGE_GZIP, a);
    for (int i = 0; i < 5; i++)
        assert_int_equal(ask(NULL, p, PAGE_GZIP, a), first);
    page_unref(&p);
    arena_free(&a);
}

/* More than the queue holds: each of them gets its turn in the end, as long as it is asked for. */
static void test_offers_that_are_turned_down_are_made_again(void **state)
{
    (void)state;
    enum { PAGES = 24 };
    struct arena *a = arena_new(1 << 16);
    struct press *press = NULL;
    struct page *p[PAGES];
    size_t first[PAGES];
    struct err e;
    assert_int_equal(press_start(&press, &e), OK);
    for (int i = 0; i < PAGES; i++) {
        p[i] = new_page(a, i);
        first[i] = ask(press, p[i], PAGE_GZIP, a);
    }
    for (int smaller = 0; smaller < PAGES;) {
        smaller = 0;
        for (int i = 0; i < PAGES; i++)
            smaller += ask(press, p[i], PAGE_GZIP, a) < first[i];
        give_way();
    }
    for (int i = 0; i < PAGES; i++)
        page_unref(&p[i]);
    press_stop(&press);
    arena_free(&a);
}

static void test_stopping_drops_what_waits(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 << 16);
    struct press *press = NULL;
    struct err e;
    assert_int_equal(press_start(&press, &e), OK);
    for (int i = 0; i < 30; i++) {
        struct page *p = new_page(a, i);
        for (int k = 0; k < 3; k++)
            (void)ask(press, p, PAGE_BROTLI, a);
        page_unref(&p);
    }
    press_stop(&press);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_asked_for_again_becomes_smaller),
        cmocka_unit_test(test_without_a_press_pages_stay_as_they_are),
        cmocka_unit_test(test_offers_that_are_turned_down_are_made_again),
        cmocka_unit_test(test_stopping_drops_what_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Pages with holes: what a client decodes is the text with its holes filled, in both codings. */
#include "base/buf.h"
#include "cache/page.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#define ZLIB_CONST
#include <zlib.h>

enum { HOLES_MAX = 400 };

static struct arena *a;

static int set_up(void **state)
{
    (void)state;
    a = arena_new(1 << 16);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&a);
    return 0;
}

static struct page *new_page(struct str html)
{
    struct page *p = NULL;
    struct err e;
    assert_int_equal(page_new(&p, html, &e), OK);
    return p;
}

static struct str join(const struct page_body *b)
{
    struct buf out = buf_in(a);
    for (int i = 0; i < b->n; i++) {
        assert_true(b->parts[i].iov_len > 0);
        buf_add(&out, str_of(b->parts[i].iov_base, b->parts[i].iov_len));
    }
    assert_int_equal(out.n, b->size);
    return buf_str(&out);
}

/* As a client decodes it: one gzip member, its checksum and length right, nothing after it. */
static struct str gunzip(struct str gz)
{
    z_stream z = {0};
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    struct buf out = buf_in(a);
    z.next_in = (const Bytef *)gz.p;
    z.avail_in = (uInt)gz.n;
    int r;
    do {
        char chunk[16384];
        z.next_out = (Bytef *)chunk;
        z.avail_out = sizeof chunk;
        r = inflate(&z, Z_NO_FLUSH);
        assert_true(r == Z_OK || r == Z_STREAM_END);
        buf_add(&out, str_of(chunk, sizeof chunk - z.avail_out));
    } while (r != Z_STREAM_END);
    assert_int_equal(z.avail_in, 0);
    inflateEnd(&z);
    return buf_str(&out);
}

static void assert_same(struct str x, struct str y)
{
    assert_int_equal(x.n, y.n);
    assert_true(str_eq(x, y));
}

/* Both codings of P with FILLS give WANTED. */
static void assert_body(const struct page *p, const struct str *fills, struct str wanted)
{
    struct page_body plain = page_body(p, PAGE_IDENTITY, fills, a);
    assert_same(join(&plain), wanted);
    struct page_body gzip = page_body(p, PAGE_GZIP, fills, a);
    assert_same(gunzip(join(&gzip)), wanted);
}

static struct str mark(enum hole_kind kind, int64_t id, int64_t base)
{
    return hole_mark(a, (struct hole){kind, id, base});
}

static struct str with_views(const char *before, const char *after)
{
    return arena_join(a, arena_join(a, str_from(before), mark(HOLE_VIEWS, 7, 100)),
                      str_from(after));
}

static void test_without_holes_is_the_text(void **state)
{
    (void)state;
    struct page *p = new_page(STR("<p>Hello</p>"));
    size_t n = 9;
    page_holes(p, &n);
    assert_int_equal(n, 0);
    assert_body(p, NULL, STR("<p>Hello</p>"));
    page_unref(&p);
    assert_null(p);
}

static void test_empty_page_is_a_valid_gzip_of_nothing(void **state)
{
    (void)state;
    struct page *p = new_page(STR_NONE);
    assert_body(p, NULL, STR_NONE);
    page_unref(&p);
}

static void test_hole_in_the_middle_is_filled(void **state)
{
    (void)state;
    struct page *p = new_page(with_views("<b>", "</b>"));
    size_t n;
    const struct hole *h = page_holes(p, &n);
    assert_int_equal(n, 1);
    assert_int_equal(h[0].kind, HOLE_VIEWS);
    assert_int_equal(h[0].id, 7);
    assert_int_equal(h[0].base, 100);
    assert_body(p, (struct str[]){STR("1,234")}, STR("<b>1,234</b>"));
    assert_body(p, (struct str[]){STR("1,235")}, STR("<b>1,235</b>"));
    page_unref(&p);
}

static void test_holes_at_the_very_beginning_and_end(void **state)
{
    (void)state;
    struct str html = arena_join(a, with_views("", "x"), mark(HOLE_TOKEN, INT64_MAX, INT64_MIN));
    struct page *p = new_page(html);
    size_t n;
    const struct hole *h = page_holes(p, &n);
    assert_int_equal(n, 2);
    assert_true(h[1].id == INT64_MAX && h[1].base == INT64_MIN);
    assert_body(p, (struct str[]){STR("begin"), STR("end")}, STR("beginxend"));
    page_unref(&p);
}

static void test_nothing_but_holes_next_to_each_other(void **state)
{
    (void)state;
    struct page *p = new_page(with_views("", mark(HOLE_URL, 1, 0).p));
    assert_body(p, (struct str[]){STR("a"), STR("b")}, STR("ab"));
    assert_body(p, (struct str[]){STR_NONE, STR_NONE}, STR_NONE);
    page_unref(&p);
}

static void test_empty_and_longest_fill(void **state)
{
    (void)state;
    struct page *p = new_page(with_views("<", ">"));
    assert_body(p, (struct str[]){STR_NONE}, STR("<>"));
    char *longest = arena_alloc(a, 65535);
    memset(longest, 'y', 65535);
    struct str fill = str_of(longest, 65535);
    assert_body(p, &fill, arena_join(a, STR("<"), arena_join(a, fill, STR(">"))));
    page_unref(&p);
}

/* The numbers that counters show: 1 to 20 digits (the greatest has 20), bare and grouped, one hole
 * and several, beside empty ones. */
static void test_numbers_of_every_length(void **state)
{
    (void)state;
    static const char greatest[] = "18446744073709551615";
    static const char grouped[] = "18\u202f446\u202f744\u202f073\u202f709\u202f551\u202f615";
    struct str text = arena_join(a, with_views("<p>", "</p><p>"), with_views("", "</p>"));
    text = arena_join(a, text, mark(HOLE_AUTHOR, 1, 0));
    text = arena_join(a, text, mark(HOLE_VIEWS, 1, 0));
    struct page *p = new_page(text);
    for (size_t digits = 1; digits <= 20; digits++) {
        struct str n = str_of(greatest, digits), nine = str_of("99999999999999999999", digits);
        assert_body(
            p, (struct str[]){n, nine, STR_NONE, n},
            arena_printf(a, "<p>%.*s</p><p>%.*s</p>%.*s", STR_ARG(n), STR_ARG(nine), STR_ARG(n)));
        assert_body(p, (struct str[]){STR_NONE, n, STR_NONE, STR_NONE},
                    arena_printf(a, "<p></p><p>%.*s</p>", STR_ARG(n)));
    }
    struct str g = str_from(grouped);
    assert_body(p, (struct str[]){g, g, g, g},
                arena_printf(a, "<p>%s</p><p>%s</p>%s%s", grouped, grouped, grouped, grouped));
    page_unref(&p);
}

static void test_a_page_says_since_when_it_is_as_it_is(void **state)
{
    (void)state;
    struct page *p = new_page(STR("x"));
    assert_int_equal(page_modified(p), 0);
    page_set_modified(p, 1795494567);
    assert_int_equal(page_modified(p), 1795494567);
    page_unref(&p);
}

static void test_tag_is_of_the_bytes_and_of_where_the_holes_are(void **state)
{
    (void)state;
    struct page *p = new_page(with_views("a", "b")), *same = new_page(with_views("a", "b"));
    struct page *other = new_page(with_views("a", "c")), *moved = new_page(with_views("ab", ""));
    assert_true(page_tag(p) == page_tag(same));
    assert_true(page_tag(p) != page_tag(other));
    assert_true(page_tag(p) != page_tag(moved));
    page_unref(&p), page_unref(&same), page_unref(&other), page_unref(&moved);
}

static void test_page_lives_as_long_as_its_last_reference(void **state)
{
    (void)state;
    struct page *p = new_page(STR("still here")), *second = page_ref(p);
    assert_true(page_bytes(p) > 10);
    page_unref(&p);
    assert_body(second, NULL, STR("still here"));
    page_unref(&second);
    page_unref(&second); /* of nothing: nothing */
}

static void test_equal_pages_have_the_same_text_and_holes(void **state)
{
    (void)state;
    struct page *p = new_page(with_views("a", "b")), *same = new_page(with_views("a", "b"));
    struct page *other = new_page(with_views("a", "c")), *moved = new_page(with_views("ab", ""));
    assert_true(page_equal(p, same));
    assert_false(page_equal(p, other));
    assert_false(page_equal(p, moved));
    page_unref(&p), page_unref(&same), page_unref(&other), page_unref(&moved);
}

/* Long, with what only a thorough search finds. */
static struct str long_text(void)
{
    struct buf b = buf_in(a);
    for (unsigned i = 0, x = 1; i < 3000; i++, x = x * 1103515245u + 12345u)
        buf_printf(&b, "<li>the %x of %x</li>", x >> 24, i % 97);
    return buf_str(&b);
}

static void test_a_page_that_is_asked_for_often_is_compressed_better(void **state)
{
    (void)state;
    struct str text = long_text();
    struct page *p = new_page(text);
    size_t first = page_body(p, PAGE_GZIP, NULL, a).size, last = first;
    for (int i = 0; i < 40; i++) {
        assert_body(p, NULL, text);
        last = page_body(p, PAGE_GZIP, NULL, a).size;
    }
    assert_true(last < first);
    page_unref(&p);
}

static void *ask_often(void *arg)
{
    struct page *p = arg;
    struct arena *own = arena_new(4096);
    for (int i = 0; i < 20; i++)
        (void)page_body(p, PAGE_GZIP, NULL, own);
    arena_free(&own);
    return NULL;
}

static void test_many_may_ask_for_the_compressed_form_at_once(void **state)
{
    (void)state;
    enum { THREADS = 6 };
    struct str text = long_text();
    struct page *p = new_page(text);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_often, p), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_body(p, NULL, text);
    page_unref(&p);
}

static void test_malformed_marks_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "a\x01",
        "a\x01"
        "0,1,2",
        "\x01\x02",
        "\x01"
        "0,1\x02",
        "\x01"
        "0,1,2,3\x02",
        "\x01"
        "6,1,2\x02",
        "\x01-1,1,2\x02",
        "\x01x,1,2\x02",
        "lone \x02",
        "\x01"
        "0,1,2\x02\x02",
        "\x01"
        "0,1,\x01"
        "0,1,2\x02",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct page *p = NULL;
        struct err e;
        assert_int_equal(page_new(&p, str_from(bad[i]), &e), ERR_BUG);
        assert_null(p);
    }
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 8;
}

/* N bytes that compress a little; no control bytes. */
static struct str random_text(unsigned *seed, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    for (size_t i = 0; i < n; i++)
        p[i] = (char)(next_random(seed) % 3 ? 'a' + (char)(next_random(seed) % 8)
                                            : ' ' + (char)(next_random(seed) % 90));
    return str_of(p, n);
}

static void test_random_pages_decode_to_their_text(void **state)
{
    (void)state;
    static struct str fills[HOLES_MAX];
    for (unsigned round = 0, seed = 1; round < 300; round++) {
        arena_reset(a);
        struct buf html = buf_in(a), wanted = buf_in(a);
        size_t holes = next_random(&seed) % (round % 10 == 0 ? HOLES_MAX : 6);
        for (size_t i = 0; i <= holes; i++) {
            size_t size = next_random(&seed) % 4 ? next_random(&seed) % 5000 : 0;
            struct str text = random_text(&seed, size);
            buf_add(&html, text);
            buf_add(&wanted, text);
            if (i == holes)
                break;
            buf_add(&html, mark((enum hole_kind)(next_random(&seed) % HOLE_KINDS), (int64_t)i, 0));
            fills[i] = random_text(&seed, next_random(&seed) % 3 ? next_random(&seed) % 40 : 0);
            buf_add(&wanted, fills[i]);
        }
        struct page *p = new_page(buf_str(&html));
        assert_body(p, fills, buf_str(&wanted));
        page_unref(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_without_holes_is_the_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty_page_is_a_valid_gzip_of_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_hole_in_the_middle_is_filled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_holes_at_the_very_beginning_and_end, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_but_holes_next_to_each_other, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_empty_and_longest_fill, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_of_every_length, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_page_says_since_when_it_is_as_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_tag_is_of_the_bytes_and_of_where_the_holes_are, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_page_lives_as_long_as_its_last_reference, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_equal_pages_have_the_same_text_and_holes, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_page_that_is_asked_for_often_is_compressed_better,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_may_ask_for_the_compressed_form_at_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_malformed_marks_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_random_pages_decode_to_their_text, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Pages with holes: what a client decodes is the text with its holes filled, in every coding. */
#include "base/buf.h"
#include "cache/page.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include <brotli/decode.h>
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

static struct str unbrotli(struct str packed)
{
    size_t room = 4 << 20;
    uint8_t *to = malloc(room);
    assert_int_equal(BrotliDecoderDecompress(packed.n, (const uint8_t *)packed.p, &room, to),
                     BROTLI_DECODER_RESULT_SUCCESS);
    struct str text = arena_dup(a, str_of((char *)to, room));
    free(to);
    return text;
}

/* What a client has of P in CODING, which P can be had in, or of GZIP. *size is what was sent. */
static struct str received(struct page *p, enum page_coding coding, const struct str *fills,
                           size_t *size)
{
    struct page_body b = page_body(p, coding, PAGE_GZIP, fills, a);
    struct str sent = join(&b);
    *size = sent.n;
    enum page_coding used = b.coding;
    coded_unref(&b.coded);
    return used == PAGE_IDENTITY ? sent : used == PAGE_GZIP ? gunzip(sent) : unbrotli(sent);
}

/* As a browser sees it: white space before the end of a tag is not there. */
static struct str without_padding(struct str s)
{
    struct buf out = buf_in(a);
    for (size_t i = 0; i < s.n; i++) {
        size_t end = i;
        while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t' || s.p[end] == '\n'))
            end++;
        if (end > i && end < s.n && s.p[end] == '>')
            i = end;
        buf_add_char(&out, s.p[i]);
    }
    return buf_str(&out);
}

/* P with FILLS gives the same in all codings, at each of its first uses, and WANTED to a browser.
 */
static void assert_body(struct page *p, const struct str *fills, struct str wanted)
{
    static const enum page_coding codings[] = {PAGE_GZIP,   PAGE_BROTLI, PAGE_IDENTITY,
                                               PAGE_BROTLI, PAGE_GZIP,   PAGE_IDENTITY};
    size_t size;
    struct str first = received(p, codings[0], fills, &size);
    assert_same(without_padding(first), without_padding(wanted));
    for (size_t i = 1; i < sizeof codings / sizeof codings[0]; i++)
        assert_same(received(p, codings[i], fills, &size), first);
}

/* The same of the codings at the best level. */
static void improve(struct page *p, const struct str *fills)
{
    static const enum page_coding codings[] = {PAGE_GZIP, PAGE_BROTLI};
    for (size_t i = 0; i < 2; i++) {
        struct page_body b = page_body(p, codings[i], PAGE_GZIP, fills, a);
        page_improve(p, b.coded);
        coded_unref(&b.coded);
    }
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

static void test_a_page_carries_its_article(void **state)
{
    (void)state;
    struct page *p = new_page(STR("x")), *q = new_page(STR("x"));
    assert_int_equal(page_article(p), 0);
    assert_true(page_equal(p, q));
    page_set_article(p, 42);
    assert_int_equal(page_article(p), 42);
    assert_false(page_equal(p, q)); /* the same text at the same address, of another article */
    page_set_article(q, 42);
    assert_true(page_equal(p, q));
    page_unref(&p);
    page_unref(&q);
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

static size_t size_of(struct page *p, enum page_coding coding, const struct str *fills)
{
    size_t size;
    (void)received(p, coding, fills, &size);
    return size;
}

static size_t gzip_9_of(struct str text)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&z, text.n);
    z.next_out = arena_alloc(a, room);
    z.avail_out = (uInt)room;
    z.next_in = (const Bytef *)text.p;
    z.avail_in = (uInt)text.n;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return room - z.avail_out;
}

static void test_a_page_at_the_best_level_is_smaller_and_says_the_same(void **state)
{
    (void)state;
    struct str text = arena_join(a, long_text(), with_views("<b>", "</b>"));
    struct str wanted = arena_join(a, long_text(), STR("<b>12</b>")), fills[] = {STR("12")};
    struct page *p = new_page(text);
    size_t gzip = size_of(p, PAGE_GZIP, fills), brotli = size_of(p, PAGE_BROTLI, fills);
    size_t bytes = page_bytes(p);
    improve(p, fills);
    assert_body(p, fills, wanted);
    assert_true(size_of(p, PAGE_GZIP, fills) < gzip);
    assert_true(size_of(p, PAGE_BROTLI, fills) < brotli);
    assert_true(page_bytes(p) < bytes + wanted.n + 1000);
    page_unref(&p);
}

static void test_holes_cost_a_page_few_bytes(void **state)
{
    (void)state;
    struct str half = long_text();
    struct str text = arena_join(a, arena_join(a, half, with_views("<b>", "</b>")), half);
    text = arena_join(a, arena_join(a, text, STR("<input value=\"")), mark(HOLE_TOKEN, 1, 0));
    text = arena_join(a, text, STR("\">"));
    struct page *p = new_page(text);
    struct str fills[] = {STR("12,345"), STR("abcdefghijkl.1234567890.0123456789abcdef")};
    improve(p, fills);
    size_t sent, whole = gzip_9_of(received(p, PAGE_GZIP, fills, &sent));
    assert_in_range(sent, whole, whole + 150);
    page_unref(&p);
}

static void test_only_the_codings_that_are_asked_for_take_memory(void **state)
{
    (void)state;
    struct str text = long_text();
    struct page *p = new_page(text);
    assert_true(page_bytes(p) > text.n);
    size_t gzip = size_of(p, PAGE_GZIP, NULL), own = 1500; /* the page's own struct, and the like */
    assert_in_range(page_bytes(p), gzip, gzip + own);
    size_t brotli = size_of(p, PAGE_BROTLI, NULL);
    assert_in_range(page_bytes(p), gzip + brotli, gzip + brotli + own);
    (void)size_of(p, PAGE_IDENTITY, NULL);
    assert_in_range(page_bytes(p), gzip + brotli, gzip + brotli + own);
    (void)size_of(p, PAGE_IDENTITY, NULL);
    assert_true(page_bytes(p) > text.n);
    page_unref(&p);
}

static void test_who_watches_a_page_knows_its_size(void **state)
{
    (void)state;
    static _Atomic size_t total;
    struct page *p = new_page(long_text());
    total = 7;
    page_watch(p, &total);
    assert_int_equal(total, 7 + page_bytes(p));
    size_t before = total;
    (void)size_of(p, PAGE_GZIP, NULL);
    assert_true(total < before);
    assert_int_equal(total, 7 + page_bytes(p));
    page_unwatch(p);
    assert_int_equal(total, 7);
    (void)size_of(p, PAGE_BROTLI, NULL);
    assert_int_equal(total, 7);
    page_unref(&p);
}

/* Each value is longer than the one before; the same page goes on with all of them. */
static void test_a_number_outgrows_its_room_again_and_again(void **state)
{
    (void)state;
    static const char nines[] = "9,999,999,999,999,999,999";
    struct str text = arena_join(a, long_text(), with_views("<p>", "</p>"));
    struct page *p = new_page(text);
    for (size_t n = 1; n < sizeof nines; n++) {
        struct str fill = str_of(nines, n);
        assert_body(p, &fill,
                    arena_join(a, long_text(), arena_printf(a, "<p>%.*s</p>", (int)n, nines)));
        improve(p, &fill);
    }
    struct str one = STR("1");
    assert_body(p, &one, arena_join(a, long_text(), STR("<p>1</p>")));
    page_unref(&p);
}

static void test_the_number_stands_in_its_end_tag_with_room_to_grow(void **state)
{
    (void)state;
    struct page *p = new_page(with_views("<span>", "</span>"));
    struct page_body b =
        page_body(p, PAGE_IDENTITY, PAGE_IDENTITY, (struct str[]){STR("16,432")}, a);
    assert_same(join(&b), STR("<span>16,432</span       >"));
    coded_unref(&b.coded);
    b = page_body(p, PAGE_IDENTITY, PAGE_IDENTITY, (struct str[]){STR("100,000")}, a);
    assert_same(join(&b), STR("<span>100,000</span      >"));
    coded_unref(&b.coded);
    page_unref(&p);
}

/* Where brotli cannot be: a number with no end tag after it, and a reader's details. */
static void test_what_cannot_be_padded_is_not_given_in_brotli(void **state)
{
    (void)state;
    static const char *const after[] = {"", "<i>", "</b", "</>", "< /b>", "</b x>", " </b>"};
    struct str one = STR("1");
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
        struct page *p = new_page(with_views("<b>", after[i]));
        struct page_body b = page_body(p, PAGE_BROTLI, PAGE_GZIP, &one, a);
        assert_int_equal(b.coding, PAGE_GZIP);
        coded_unref(&b.coded);
        b = page_body(p, PAGE_BROTLI, PAGE_IDENTITY, &one, a);
        assert_int_equal(b.coding, PAGE_IDENTITY);
        assert_same(join(&b), arena_printf(a, "<b>1%s", after[i]));
        coded_unref(&b.coded);
        page_unref(&p);
    }
    struct page *p = new_page(with_views("<b title=\"", "</b>"));
    struct page_body b = page_body(p, PAGE_IDENTITY, PAGE_IDENTITY, &one, a);
    assert_same(join(&b), STR("<b title=\"1</b>"));
    coded_unref(&b.coded);
    page_unref(&p);

    p = new_page(arena_join(a, with_views("<p>", "</p>"), mark(HOLE_EMAIL, 0, 0)));
    struct str details[] = {STR("1"), STR("ada@example.org")}, none[] = {STR("1"), STR_NONE};
    b = page_body(p, PAGE_BROTLI, PAGE_GZIP, none, a);
    assert_int_equal(b.coding, PAGE_BROTLI);
    coded_unref(&b.coded);
    b = page_body(p, PAGE_BROTLI, PAGE_GZIP, details, a);
    assert_int_equal(b.coding, PAGE_GZIP);
    coded_unref(&b.coded);
    assert_body(p, details, STR("<p>1</p>ada@example.org"));
    assert_body(p, none, STR("<p>1</p>"));
    page_unref(&p);
}

/* Blocks that are alike, each with a hole at the same place: what is most easily copied. */
static void test_holes_in_repeated_text_are_not_copied(void **state)
{
    (void)state;
    enum { BLOCKS = 30 };
    static struct str fills[BLOCKS];
    struct buf html = buf_in(a), wanted = buf_in(a);
    for (int i = 0; i < BLOCKS; i++) {
        buf_add_c(&html, "<div class=\"post-views content-post\"><span>");
        buf_add(&html, mark(HOLE_VIEWS, i, 0));
        buf_add_c(&html, "</span></div>\n<p>Text of which there is much</p >\n");
        fills[i] = arena_printf(a, "%d,%03d", i % 7 + 1, i * 37 % 1000);
        buf_printf(&wanted,
                   "<div class=\"post-views content-post\"><span>%.*s</span></div>\n"
                   "<p>Text of which there is much</p >\n",
                   STR_ARG(fills[i]));
    }
    struct page *p = new_page(buf_str(&html));
    struct page_body b = page_body(p, PAGE_BROTLI, PAGE_GZIP, fills, a);
    assert_int_equal(b.coding, PAGE_BROTLI);
    coded_unref(&b.coded);
    assert_body(p, fills, buf_str(&wanted));
    improve(p, fills);
    assert_body(p, fills, buf_str(&wanted));
    b = page_body(p, PAGE_BROTLI, PAGE_GZIP, fills, a);
    assert_int_equal(b.coding, PAGE_BROTLI);
    coded_unref(&b.coded);
    page_unref(&p);
}

static void *ask_often(void *arg)
{
    struct page *p = arg;
    struct arena *own = arena_new(4096);
    for (int i = 0; i < 60; i++) {
        struct str fill = str_of("1,234,567,890", (size_t)(i / 5 + 1));
        struct page_body b = page_body(p, (enum page_coding)(i % 3), PAGE_GZIP, &fill, own);
        if (i % 7 == 0)
            page_improve(p, b.coded);
        coded_unref(&b.coded);
    }
    arena_free(&own);
    return NULL;
}

static void test_many_may_ask_for_all_codings_at_once(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    struct buf html = buf_in(a);
    for (int i = 0; i < 200; i++)
        buf_printf(&html, "<li>line %d</li>", i * 7919 % 1000);
    struct str text = buf_str(&html);
    struct page *p = new_page(arena_join(a, text, with_views("<b>", "</b>")));
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_often, p), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_body(p, (struct str[]){STR("7")}, arena_join(a, text, STR("<b>7</b>")));
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
        "7,1,2\x02",
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
    for (unsigned round = 0, seed = 1; round < 200; round++) {
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
            enum hole_kind kind = (enum hole_kind)(next_random(&seed) % HOLE_KINDS);
            struct str end = next_random(&seed) % 9 == 0 ? STR_NONE
                             : kind <= HOLE_READS        ? STR("</span>")
                             : kind == HOLE_TOKEN        ? STR("\">")
                                                         : STR_NONE;
            bool empty = next_random(&seed) % 3 == 0 || (kind > HOLE_TOKEN && round % 2);
            buf_add(&html, mark(kind, (int64_t)i, 0));
            buf_add(&html, end);
            fills[i] = empty ? STR_NONE : random_text(&seed, next_random(&seed) % 40);
            buf_add(&wanted, fills[i]);
            buf_add(&wanted, end);
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
        cmocka_unit_test_setup_teardown(test_a_page_carries_its_article, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_page_says_since_when_it_is_as_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_tag_is_of_the_bytes_and_of_where_the_holes_are, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_page_lives_as_long_as_its_last_reference, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_equal_pages_have_the_same_text_and_holes, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_page_at_the_best_level_is_smaller_and_says_the_same,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_holes_cost_a_page_few_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_only_the_codings_that_are_asked_for_take_memory,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_who_watches_a_page_knows_its_size, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_number_outgrows_its_room_again_and_again, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_number_stands_in_its_end_tag_with_room_to_grow,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_padded_is_not_given_in_brotli, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_holes_in_repeated_text_are_not_copied, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_many_may_ask_for_all_codings_at_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_malformed_marks_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_random_pages_decode_to_their_text, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

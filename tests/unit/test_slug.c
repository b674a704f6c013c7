/* SPDX-License-Identifier: MIT */
/* Slugs: which letters they keep, where they are cut, and what a form may ask for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/slug.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(64 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void assert_text(struct str got, const char *expected)
{
    assert_string_equal(arena_cstr(arena, got), expected);
}

static void assert_str(struct str got, struct str expected)
{
    assert_text(got, arena_cstr(arena, expected));
}

/* PIECE, N times. */
static struct str repeated(const char *piece, size_t n)
{
    struct buf b = buf_in(arena);
    for (size_t i = 0; i < n; i++)
        buf_add_c(&b, piece);
    return buf_str(&b);
}

static struct str joined(struct str x, struct str y)
{
    return arena_join(arena, x, y);
}

static void a_slug_keeps_letters_of_every_script_and_no_accents(void **state)
{
    (void)state;
    assert_text(slug_from(arena, STR("\u201CDon\u2019t Look\u201D: Caf\u00E9 2026!"), STR("x")),
                "dont-look-cafe-2026");
    assert_text(slug_from(arena, STR("\u6771\u4EAC\u306E\u65B0\u805E"), STR("x")),
                "\u6771\u4EAC\u306E\u65B0\u805E");
    assert_text(slug_from(arena, STR("\u0939\u093F\u0928\u094D\u0926\u0940"), STR("x")),
                "\u0939\u093F\u0928\u094D\u0926\u0940");
    assert_text(slug_from(arena, STR("!?"), STR("article")), "article");
}

static void latin_letters_of_a_slug_are_ascii(void **state)
{
    (void)state;
    static const struct {
        const char *title, *slug;
    } samples[] = {
        {"\u0141\u00F3d\u017A \u0110\u00E0 N\u1EB5ng K\u00F8benhavn I\u015F\u0131k",
         "lodz-da-nang-kobenhavn-isik"},
        {"Stra\u00DFe STRA\u1E9EE", "strasse-strasse"},
        {"\u00C6r\u00F8 \u0152uvre \u00DE\u00F3r\u00F0ur", "aero-oeuvre-thordur"},
        {"\u0126al \u0166ana \u014Aaoundere \u0180 \u0268 \u01B6", "hal-tana-naoundere-b-i-z"},
        {"\uA78D\u0253\u0257\u0199", "\u0265bdk"}, /* no ASCII form of the first */
        {"O\u02BBahu O\u02BCzbekiston", "oahu-ozbekiston"},
        {"Diyarbak\u0131r \u0130stanbul", "diyarbakir-istanbul"},
        {"\uFF21\uFF22\uFF23 \uFB01n", "abc-fin"},
        /* other scripts stay */
        {"\u041B\u044C\u0432\u0456\u0432", "\u043B\u044C\u0432\u0456\u0432"},
        {"\u03B5\u03BB\u03BB\u03AC\u03B4\u03B1", "\u03B5\u03BB\u03BB\u03B1\u03B4\u03B1"},
        {"\u0633\u0644 \u6771\u4EAC", "\u0633\u0644-\u6771\u4EAC"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        assert_text(slug_from(arena, str_from(samples[i].title), STR("x")), samples[i].slug);
    /* A heading's id is made anew each time, and others link to it. */
    assert_text(slug_of_heading(arena, STR("\u0141\u00F3d\u017A"), STR("x")), "\u0142odz");
}

static void a_typed_address_may_be_percent_encoded(void **state)
{
    (void)state;
    assert_text(slug_typed(arena, STR("%D8%B3%D9%84"), STR("Title"), STR("x")), "\u0633\u0644");
    assert_text(slug_typed(arena, STR("%e6%9d%b1%e4%ba%ac-2026"), STR("Title"), STR("x")),
                "\u6771\u4EAC-2026");
    assert_text(slug_typed(arena, STR("Caf%C3%A9%20now"), STR("Title"), STR("x")), "cafe-now");
    assert_text(slug_typed(arena, STR("50% off"), STR("Title"), STR("x")), "50-off");
    assert_text(slug_typed(arena, STR("100%"), STR("Title"), STR("x")), "100");
    assert_text(slug_typed(arena, STR("a%FFb"), STR("Title"), STR("x")), "a-ffb"); /* not UTF-8 */
    assert_text(slug_typed(arena, STR("%D8%B3%D9"), STR("Title"), STR("x")), "\u0633"); /* cut */
    assert_text(slug_typed(arena, STR("Caf%C3%A9-%E6%9D"), STR("Title"), STR("x")), "cafe");
    assert_text(slug_typed(arena, STR("a%00b"), STR("Title"), STR("x")), "a-b");
    assert_text(slug_typed(arena, STR("a%2Fb%3Fc"), STR("Title"), STR("x")), "a-b-c");
    assert_text(slug_typed(arena, STR(""), STR("The Title"), STR("x")), "the-title");
    assert_text(slug_typed(arena, STR("!%20!"), STR("The Title"), STR("x")), "the-title");
    assert_text(slug_typed(arena, STR("!"), STR("?"), STR("x")), "x");
}

/* The slug of BEGINNING and N times PIECE. */
static struct str slug_of_run(const char *beginning, const char *piece, size_t n)
{
    return slug_from(arena, joined(str_from(beginning), repeated(piece, n)), STR("x"));
}

static void a_run_without_spaces_is_cut_between_characters(void **state)
{
    (void)state;
    /* 80 bytes: two Han characters, a hyphen and 24 kana are 79. */
    assert_str(slug_of_run("\u901F\u5831 ", "\u3042", 54),
               joined(STR("\u901F\u5831-"), repeated("\u3042", 24)));
    assert_str(slug_of_run("5GC ", "\u6771", 360), joined(STR("5gc-"), repeated("\u6771", 25)));
    assert_str(slug_of_run("", "\u3042", 54), repeated("\u3042", 26));
    /* Thai: a letter and its vowel sign are one character of six bytes. */
    assert_str(slug_of_run("news ", "\u0E17\u0E35", 40),
               joined(STR("news-"), repeated("\u0E17\u0E35", 12)));
    /* Many words before it: the run is still begun. */
    assert_text(
        slug_of_run("one two three four five six seven eight nine ", "\u3042", 54),
        joined(STR("one-two-three-four-five-six-seven-eight-nine-"), repeated("\u3042", 11)).p);
    /* A long word of a script with spaces, after few words. */
    assert_str(slug_of_run("Die ", "donau", 30),
               joined(STR("die-"), str_head(repeated("donau", 30), 76)));
    /* Devanagari: ka and the vowel sign i. */
    assert_str(slug_of_run("a ", "\u0915\u093F", 40),
               joined(STR("a-"), repeated("\u0915\u093F", 13)));
    /* One character that does not fit: what is before it, or nothing. */
    assert_text(slug_of_run("a b", "\u093F", 40), "a");
    assert_text(slug_of_run("b", "\u093F", 40), "x");
    /* A mark without a letter begins nothing. */
    assert_text(slug_from(arena, STR("a \u3099b"), STR("x")), "a-b");
}

static void equal_slugs_are_numbered_within_their_length(void **state)
{
    (void)state;
    assert_text(slug_numbered(arena, STR("c"), 1), "c");
    assert_text(slug_numbered(arena, STR("c"), 2), "c-2");
    assert_str(slug_numbered(arena, repeated("\u3042", 26), 12),
               joined(repeated("\u3042", 25), STR("-12")));
    assert_str(slug_numbered(arena, joined(repeated("a", 76), STR("-bcd")), 12),
               joined(repeated("a", 76), STR("-12")));
}

static void a_long_slug_is_cut_between_words(void **state)
{
    (void)state;
    struct str long_title = STR("one two three four five six seven eight nine ten eleven twelve "
                                "thirteen fourteen fifteen");
    struct str slug = slug_from(arena, long_title, STR("x"));
    assert_true(slug.n <= 80);
    assert_text(slug, "one-two-three-four-five-six-seven-eight-nine-ten-eleven-twelve-thirteen-"
                      "fourteen");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slug_keeps_letters_of_every_script_and_no_accents),
        cmocka_unit_test(latin_letters_of_a_slug_are_ascii),
        cmocka_unit_test(a_typed_address_may_be_percent_encoded),
        cmocka_unit_test(a_run_without_spaces_is_cut_between_characters),
        cmocka_unit_test(equal_slugs_are_numbered_within_their_length),
        cmocka_unit_test(a_long_slug_is_cut_between_words),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

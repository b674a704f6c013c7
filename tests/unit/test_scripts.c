/* SPDX-License-Identifier: MIT */
/* What people type in all languages and with all word processors: what becomes of it on the page,
 * in excerpts and in the search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/comment_text.h"
#include "text/excerpt.h"
#include "text/markdown.h"

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new(4096);
    return 0;
}

static int drop_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void assert_text(struct str got, const char *expected)
{
    assert_string_equal(arena_cstr(arena, got), expected);
}

static struct html views(void *ctx, const struct shortcode *code)
{
    (void)ctx;
    if (!str_eq(code->name, STR("post-views")))
        return (struct html){0};
    struct str html = arena_printf(arena, "<i>%.*s</i>", STR_ARG(shortcode_attr(code, "id")));
    return (struct html){html.p, html.n};
}

static void assert_article(const char *markdown, const char *expected)
{
    const struct markdown_hooks hooks = {.shortcode = views};
    struct html got = markdown_html(arena, str_from(markdown), &hooks);
    assert_text(str_of(got.p, got.n), expected);
}

static void assert_comment(const char *markdown, const char *expected)
{
    struct html got = comment_html(arena, str_from(markdown), DIRECTION_LTR);
    assert_text(str_of(got.p, got.n), expected);
}

static struct str cleaned(const char *text, enum utf8_lines lines)
{
    struct str out;
    struct err e;
    assert_int_equal(utf8_clean(arena, str_from(text), lines, &out, &e), OK);
    return out;
}

static struct str repeated(const char *piece, int times)
{
    struct buf b = buf_in(arena);
    while (times-- > 0)
        buf_add_c(&b, piece);
    return buf_str(&b);
}

static size_t characters(struct str s)
{
    size_t n = 0;
    for (; s.n > 0; n++)
        (void)utf8_character(&s);
    return n;
}

/* ---- excerpts ---- */

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"

static void an_excerpt_without_spaces_is_as_long_as_one_with_them(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\u6F22",             /* Han */
        "\u3042\u30A2",       /* kana */
        "\u0E01\u0E34\u0E48", /* a Thai letter with its marks */
        "\u1780\u17B6",       /* Khmer */
        FAMILY,
        "\U0001F1E9\U0001F1EA", /* a flag */
        "e\u0301",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct str text = arena_join(arena, STR("5GC "), repeated(pieces[i], 360));
        struct str cut = excerpt_from(arena, text, 220);
        assert_true(str_ends(cut, STR("\u2026")));
        assert_int_equal(characters(cut), 220);
        struct str kept = str_skip(str_head(cut, cut.n - 3), 4);
        for (; kept.n > 0; kept = str_skip(kept, strlen(pieces[i])))
            assert_true(str_starts(kept, str_from(pieces[i])) ||
                        str_eq(kept, STR("\u3042"))); /* kana may be cut after each */
    }
}

static void an_excerpt_ends_with_a_word_where_there_are_spaces(void **state)
{
    (void)state;
    assert_text(text_cut(arena, STR("One two three"), 10), "One two\u2026");
    assert_text(text_cut(arena, STR("One two"), 7), "One two");
    assert_text(text_cut(arena, STR("\uC11C\uC6B8 \uBD80\uC0B0\uC2DC \uB300\uAD6C"), 6),
                "\uC11C\uC6B8\u2026"); /* Korean has spaces */
    assert_text(text_cut(arena, STR("\u6F22\u6F22 word\u6F22"), 6), "\u6F22\u6F22\u2026");
    assert_text(text_cut(arena, STR("a Donaudampfschifffahrt"), 12), "a Donaudamp\u2026");
    assert_text(text_cut(arena, STR(""), 5), "");
}

static void a_text_cut_to_bytes_keeps_whole_characters(void **state)
{
    (void)state;
    struct str family = STR("ab" FAMILY FAMILY);
    assert_text(utf8_cut(family, 2 + strlen(FAMILY) + 5), "ab" FAMILY);
    assert_text(utf8_cut(family, 6), "ab");
    assert_text(utf8_cut(STR("cafe\u0301s"), 5), "caf");
    assert_text(utf8_cut(STR("plain"), 3), "pla");
    assert_true(utf8_cut(repeated("\U0001F468\u200D", 50), 20).n > 13); /* one endless character */
}

static void references_to_notes_are_left_out_outside_of_the_text(void **state)
{
    (void)state;
    struct str text = STR("First[^a] sentence.\n\n![See [^a]](/a.jpg) `[^a]` \\[^a]\n\n"
                          "[^a]: The *note*.\n\n    More.");
    assert_text(excerpt_from(arena, text, 100), "First sentence. [^a] [^a]");
    assert_text(excerpt_from(arena, STR("First[^a] sentence.\n\n[^a]: word"), 100),
                "First sentence.");
    assert_text(plain_text_from(arena, text), "First sentence. See [^a] [^a] The note. More.");
    assert_int_equal(word_count(arena, STR("One[^a] two.\n\n[^a]: Not counted.")), 2);
    assert_article("x ![See[^a]](/a.jpg)\n\n[^a]: note",
                   "<p>x <img src=\"/a.jpg\" loading=\"lazy\" alt=\"See\"></p>\n");
}

static void an_excerpt_says_what_the_page_says(void **state)
{
    (void)state;
    assert_text(
        excerpt_from(arena, STR("\\[post-views] `[post-views]` &#91;post-views] [post-views]"), 99),
        "[post-views] [post-views] [post-views]");
    assert_text(plain_text_from(arena, STR("- one\n  - two\n")), "one two");
    assert_text(
        excerpt_from_comment(arena,
                             STR("# Head\n\n[Source]: https://e.example/report\n\n<b>x</b> "
                                 "[post-views] ![p](/q.png) **b**\n\n```\ncode\n```"),
                             200),
        "# Head [Source]: https://e.example/report <b>x</b> [post-views] ![p](/q.png) b code");
}

/* ---- references of characters ---- */

static void add_heading(void *ctx, int level, struct str id, struct str words)
{
    (void)level;
    buf_printf(ctx, "%.*s %.*s|", STR_ARG(id), STR_ARG(words));
}

static void a_reference_is_decoded_wherever_it_stands(void **state)
{
    (void)state;
    struct str text = STR("Caf&eacute; don&#8217;t &#x41;&AMP;B &ngE; &hellip;");
    const char *plain = "Caf\u00E9 don\u2019t A&B \u2267\u0338 \u2026";
    assert_text(excerpt_from(arena, text, 99), plain);
    assert_article(arena_cstr(arena, text),
                   "<p>Caf\u00E9 don\u2019t A&amp;B \u2267\u0338 \u2026</p>\n");
    assert_comment("Caf&eacute; &lt;b&gt;", "<p>Caf\u00E9 &lt;b&gt;</p>\n");
    assert_article("![x&eacute;](/a&auml;.jpg \"The caf&eacute;\")",
                   "<figure><img src=\"/a%C3%A4.jpg\" loading=\"lazy\" alt=\"x\u00E9\">"
                   "<figcaption>The caf\u00E9</figcaption></figure>\n");
    assert_article("<p>Caf&eacute;</p>", "<p>Caf\u00E9</p>\n");
    assert_article("`&eacute;`", "<p><code>&amp;eacute;</code></p>\n");
    struct buf told = buf_in(arena);
    const struct markdown_hooks hooks = {.ctx = &told, .heading = add_heading};
    markdown_html(arena, STR("## Q&amp;A\n\n## &Uuml;ber"), &hooks);
    assert_text(buf_str(&told), "h-q-a Q&A|h-uber \u00DCber|");
}

static void a_reference_brings_nothing_that_text_must_not_contain(void **state)
{
    (void)state;
    assert_article("&#0; &#xD800; &#x110000; &#xFFFE; &#xFDD0; &#7; &#xFFFFFF;",
                   "<p>\uFFFD \uFFFD \uFFFD \uFFFD \uFFFD \uFFFD \uFFFD</p>\n");
    assert_article("a&#10;b&Tab;c&#133;&#150;", "<p>a b c\u2026\u2013</p>\n");
    assert_article("&nosuch; &; &#; &#x; &#12345678; & x",
                   "<p>&amp;nosuch; &amp;; &amp;#; &amp;#x; &amp;#12345678; &amp; x</p>\n");
    assert_article("[x](java&#115;cript:1) [x](javascript&colon;1)", "<p>x x</p>\n");
}

/* ---- where md4c is not enough ---- */

static void only_two_tildes_strike(void **state)
{
    (void)state;
    assert_article("about ~5 km and ~7 km, (~5\u2013~7)",
                   "<p>about ~5 km and ~7 km, (~5\u2013~7)</p>\n");
    assert_article("~~gone~~ ~kept~ ~~~x~~~ \\~y~ `~z~`",
                   "<p><del>gone</del> ~kept~ ~~~x~~~ ~y~ <code>~z~</code></p>\n");
    assert_article("_about_~5 km, ~_x_~, *a*~*b*",
                   "<p><em>about</em>~5 km, ~<em>x</em>~, <em>a</em>~<em>b</em></p>\n");
    assert_article("[~a~](/~b/~c) https://x.example/~u/ ~v~",
                   "<p><a href=\"/~b/~c\">~a~</a> <a href=\"https://x.example/~u/\">"
                   "https://x.example/~u/</a> ~v~</p>\n");
    assert_article("~~~\n~x~\n~~~", "<pre tabindex=\"0\"><code>~x~\n</code></pre>\n");
}

static void emphasis_works_beside_punctuation_of_scripts_without_spaces(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"**\u6CE8\u610F\uFF1A**\u6B21", "<strong>\u6CE8\u610F\uFF1A</strong>\u6B21"},
        {"\u6B21**\u300C\u6CE8\u300D**\u6B21", "\u6B21<strong>\u300C\u6CE8\u300D</strong>\u6B21"},
        {"*\u6CE8\u3002*\u6B21", "<em>\u6CE8\u3002</em>\u6B21"},
        {"***\u6CE8\u3002***\u6B21", "<em><strong>\u6CE8\u3002</strong></em>\u6B21"},
        {"~~\u6CE8\uFF1A~~\u6B21", "<del>\u6CE8\uFF1A</del>\u6B21"},
        {"**\u91CD\u8981!**\u6B21", "<strong>\u91CD\u8981!</strong>\u6B21"},
        {"**\u201C\u5F15\u201D**\u306F", "<strong>\u201C\u5F15\u201D</strong>\u306F"},
        {"**(\uC778\uC6A9)**\uC740", "<strong>(\uC778\uC6A9)</strong>\uC740"},
        {"**\u0E01:**\u0E02", "<strong>\u0E01:</strong>\u0E02"},
        {"`**\u6CE8\uFF1A**\u6B21`", "<code>**\u6CE8\uFF1A**\u6B21</code>"},
        {"**a:**b", "**a:**b"}, /* CommonMark's rule */
        {"2 * 3 * 4", "2 * 3 * 4"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_article(texts[i][0], arena_printf(arena, "<p>%s</p>\n", texts[i][1]).p);
        if (texts[i][0][0] != '~')
            assert_comment(texts[i][0], arena_printf(arena, "<p>%s</p>\n", texts[i][1]).p);
    }
}

static void an_address_is_a_link_in_every_script(void **state)
{
    (void)state;
#define RF "https://\u043F\u0440.\u0440\u0444"
    assert_article(RF "/\u044F?a=1_2_3.",
                   "<p><a href=\"" RF "/%D1%8F?a=1_2_3\">" RF "/\u044F?a=1_2_3</a>.</p>\n");
    assert_article("\u300C" RF "\u300D(" RF ") **" RF "**",
                   "<p>\u300C<a href=\"" RF "\">" RF "</a>\u300D(<a href=\"" RF "\">" RF
                   "</a>) <strong><a href=\"" RF "\">" RF "</a></strong></p>\n");
    assert_article(
        "www.\u043F\u0440.\u0440\u0444, \u044F@\u043F\u0440.\u0440\u0444",
        "<p><a href=\"http://www.\u043F\u0440.\u0440\u0444\">www.\u043F\u0440.\u0440\u0444"
        "</a>, <a href=\"mailto:%D1%8F@%D0%BF%D1%80.%D1%80%D1%84\">"
        "\u044F@\u043F\u0440.\u0440\u0444</a></p>\n");
    assert_article("\u898B\u308Bhttps://a.example/x\u3002\u6B21",
                   "<p>\u898B\u308B<a href=\"https://a.example/x\">https://a.example/x</a>\u3002"
                   "\u6B21</p>\n");
    assert_article("[" RF "](" RF "/x \"t\") [r] <" RF ">\n\n[r]: " RF "/y",
                   "<p><a href=\"" RF "/x\" title=\"t\">" RF "</a> <a href=\"" RF "/y\">r</a> "
                   "<a href=\"" RF "\">" RF "</a></p>\n");
    assert_article("`x " RF " www.\u043F.\u0440\u0444` <i title=\"x " RF "\">y</i>",
                   "<p><code>x " RF " www.\u043F.\u0440\u0444</code> y</p>\n");
    assert_comment(RF, "<p><a href=\"" RF "\" rel=\"nofollow ugc noopener\">" RF "</a></p>\n");
    assert_text(excerpt_from(arena, STR(RF " www.\u043F\u0440.\u0440\u0444"), 99),
                RF " www.\u043F\u0440.\u0440\u0444");
}

static void what_an_address_cannot_contain_is_encoded(void **state)
{
    (void)state;
    assert_article("x ![x](</media/my photo.jpg>) [l](</a b/\u00FC?q=1 2#x y>)",
                   "<p>x <img src=\"/media/my%20photo.jpg\" loading=\"lazy\" alt=\"x\"> "
                   "<a href=\"/a%20b/%C3%BC?q=1%202#x%20y\">l</a></p>\n");
    assert_article("[a](/50%off) [b](/a%20b) [c](<https://b\u00FCcher.example/[1]|\"^>)",
                   "<p><a href=\"/50%25off\">a</a> <a href=\"/a%20b\">b</a> "
                   "<a href=\"https://b\u00FCcher.example/%5B1%5D%7C%22%5E\">c</a></p>\n");
    assert_article("[a](http://[::1]/x)", "<p><a href=\"http://[::1]/x\">a</a></p>\n");
    assert_comment("[a](<https://e.example/my file.pdf>)",
                   "<p><a href=\"https://e.example/my%20file.pdf\" rel=\"nofollow ugc noopener\">a"
                   "</a></p>\n");
}

#define TABLE(cells)                                                                               \
    "<div class=\"table\" role=\"region\" aria-labelledby=\"table-1\" tabindex=\"0\"><table>\n"    \
    "<thead id=\"table-1\"><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr>\n</thead>\n"  \
    "<tbody><tr>" cells "</tr>\n</tbody></table></div>\n"

static void a_delimiter_row_may_be_short(void **state)
{
    (void)state;
    const char *table = TABLE("<td>1</td><td>2</td>");
    assert_article("|a|b|\n|--|--|\n|1|2|", table);
    assert_article("|a|b|\n|-|-|\n|1|2|", table);
    assert_article("a|b\n-|-\n1|2", table);
    assert_article("| a | b |\n| :- | - |\n| 1 | 2 |", table);
    assert_article("> |a|b|\n> |-|--|\n> |1|2|",
                   arena_printf(arena, "<blockquote>\n%s</blockquote>\n", table).p);
    assert_article("|a|b|\n|-|-|-|", "<p>|a|b|\n|-|-|-|</p>\n");
    assert_article("```\n|a|b|\n|-|-|\n```",
                   "<pre tabindex=\"0\"><code>|a|b|\n|-|-|\n</code></pre>\n");
    assert_article("x\n|a|b|\n|-|-|", "<p>x\n|a|b|\n|-|-|</p>\n");
    assert_article("|a|b|\n|-|-|\n|`x\\|y`|c\\|d `\\e`|",
                   TABLE("<td><code>x|y</code></td><td>c|d <code>\\e</code></td>"));
    assert_article("`x\\|y`", "<p><code>x\\|y</code></p>\n");
    assert_text(plain_text_from(arena, STR("|a|\n|-|\n|`x\\|y`|")), "a \u00B7 x|y");
}

static void a_note_may_have_several_paragraphs(void **state)
{
    (void)state;
#define NOTES(items)                                                                               \
    "<p>a<sup class=\"note-call\"><a href=\"#note-1\" id=\"note-call-1\" aria-label=\"Note 1\">1"  \
    "</a></sup></p>\n%s<section class=\"notes\" aria-labelledby=\"notes-title\">\n"                \
    "<h2 id=\"notes-title\">Notes</h2>\n<ol>\n<li id=\"note-1\">" items                            \
    " <a class=\"note-back\" href=\"#note-call-1\" aria-label=\"Back to the text, note 1\">"       \
    "\u21A9\uFE0E</a></p></li>\n</ol>\n</section>\n"
    const char *two = arena_printf(arena, NOTES("<p>One.</p>\n<p>Two.\nMore."), "").p;
    assert_article("a[^n]\n\n[^n]: One.\n\n    Two.\n    More.", two);
    assert_article("a[^n]\n\n[^n]: One.\n\n\n  Two.\n  More.\n", two);
    assert_article("a[^n]\n\n[^n]: One.\n\n\tTwo.\n\tMore.\n", two);
    assert_article("a[^n]\n\n[^n]: One.\n\n    Two.\n    More.\n\nb",
                   arena_printf(arena, NOTES("<p>One.</p>\n<p>Two.\nMore."), "<p>b</p>\n").p);
    assert_article("a[^n]\n\n[^n]: One.\n\n    - x\n      - y\n\n            code",
                   arena_printf(arena,
                                NOTES("<p>One.</p>\n<ul>\n<li>x<ul>\n<li><p>y</p>\n<pre "
                                      "tabindex=\"0\"><code>code\n</code></pre>\n</li>\n</ul>\n"
                                      "</li>\n</ul><p>"),
                                "")
                       .p);
}

static void shortcodes_take_the_quotation_marks_of_every_language(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "id=\"1\"",
        "id='1'",
        "id=1",
        "id=\u201C1\u201D",
        "id=\u201E1\u201C",
        "id=\u00AB1\u00BB",
        "id=\u20391\u203A",
        "id=\u300C1\u300D",
        "id=\u201D1\u201D",
        "id=\u20191\u2019",
        "id=\u300E1\u300F",
        "id=\u201C1\"",
        "id=\u00AB\u00A01\u00A0\u00BB",
        "id=\u00AB\u202F1\u202F\u00BB",
        "id=\u00AB 1 \u00BB",
        "id=\u20331\u2033",
        "id=\uFF021\uFF02",
        "id=&quot;1&quot;",
        "id=&#8220;1&#8221;",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        assert_article(arena_printf(arena, "x [post-views %s]", forms[i]).p, "<p>x <i>1</i></p>\n");
        assert_article(arena_printf(arena, "x [post-views\u00A0%s a=\u201Cb c\u201D ]", forms[i]).p,
                       "<p>x <i>1</i></p>\n");
    }
    assert_text(excerpt_from(arena, STR("x [post-views id=\u201C1\u201D] y"), 9), "x y");
    assert_article("x [post-views id=\u201C1]", "<p>x [post-views id=\u201C1]</p>\n");
}

/* ---- cleaning ---- */

static void what_parts_words_becomes_a_space(void **state)
{
    (void)state;
    static const char *const parts[] = {"\v", "\f", "\xC2\x85", "\u2028", "\u2029", "\x1C", "\x1F"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *text = arena_printf(arena, "one%stwo", parts[i]).p;
        assert_text(cleaned(text, UTF8_ONE_LINE), "one two");
        assert_text(cleaned(text, UTF8_MANY_LINES), "one two");
        assert_text(cleaned(text, UTF8_MARKDOWN), "one two");
    }
    assert_text(cleaned("one\x01two\xC2\x86", UTF8_ONE_LINE), "onetwo");
}

static void a_text_that_begins_with_an_indented_line_begins_with_code(void **state)
{
    (void)state;
    const char *code = "<pre tabindex=\"0\"><code>code\n</code></pre>\n<p>text</p>\n";
    static const char *const typed[] = {"    code\n\ntext", "\n\n    code\n\ntext\n\n",
                                        " \r\n\tcode\r\n\r\ntext  "};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        assert_article(arena_cstr(arena, cleaned(typed[i], UTF8_MARKDOWN)), code);
    assert_text(cleaned("    code\n\ntext", UTF8_MANY_LINES), "code\n\ntext");
    assert_text(cleaned("\n  \n", UTF8_MARKDOWN), "");
    assert_article("", "");
    struct html none = markdown_html(arena, STR_NONE, NULL);
    assert_int_equal(none.n, 0);
}

/* ---- directions ---- */

#define HEBREW "\u05E9\u05DC\u05D5\u05DD"
#define ARABIC "\u0633\u0644\u0627\u0645"

static struct str directed(const char *markdown, enum direction around)
{
    const struct markdown_hooks hooks = {.around = around};
    struct html html = markdown_html(arena, str_from(markdown), &hooks);
    return str_of(html.p, html.n);
}

static void each_block_has_the_direction_of_its_words(void **state)
{
    (void)state;
    assert_article(HEBREW " (world) 123.\n\nEnglish " HEBREW "\n\n123",
                   "<p dir=\"auto\">" HEBREW " (world) 123.</p>\n<p>English " HEBREW
                   "</p>\n<p>123</p>\n");
    assert_article("## " ARABIC, "<h2 id=\"h-" ARABIC "\" dir=\"auto\">" ARABIC "</h2>\n");
    assert_article("> 1\n>\n> " HEBREW "\n>\n> English",
                   "<blockquote dir=\"auto\">\n<p>1</p>\n<p>" HEBREW
                   "</p>\n<p dir=\"auto\">English</p>\n</blockquote>\n");
    assert_article("- " HEBREW "\n- a\n",
                   "<ul dir=\"auto\">\n<li>" HEBREW "</li>\n<li dir=\"auto\">a</li>\n</ul>\n");
    assert_article("1. a\n   - " HEBREW,
                   "<ol>\n<li>a<ul dir=\"auto\">\n<li>" HEBREW "</li>\n</ul>\n</li>\n</ol>\n");
    assert_article("|a|b|\n|-|-|\n|" HEBREW "|2|",
                   TABLE("<td dir=\"auto\">" HEBREW "</td><td>2</td>"));
    assert_article("> [pull-quote]\n>\n> " HEBREW,
                   "<blockquote class=\"pull-quote\" dir=\"auto\">\n<p>" HEBREW
                   "</p>\n</blockquote>\n");
    assert_article("![" HEBREW "](/a.jpg \"" HEBREW "\")",
                   "<figure><img src=\"/a.jpg\" loading=\"lazy\" alt=\"" HEBREW
                   "\"><figcaption dir=\"auto\">" HEBREW "</figcaption></figure>\n");
    assert_comment(HEBREW "\n\n> a",
                   "<p dir=\"auto\">" HEBREW "</p>\n<blockquote>\n<p>a</p>\n</blockquote>\n");
    assert_true(str_find(directed("a[^n]\n\n[^n]: " HEBREW, DIRECTION_LTR),
                         STR("<li id=\"note-1\" dir=\"auto\"><p>" HEBREW)) < 400);
}

static void a_text_in_the_direction_of_its_page_needs_no_attribute(void **state)
{
    (void)state;
    const char *hebrew =
        "# " HEBREW "\n\n" HEBREW "\n\n> " HEBREW "\n\n- " HEBREW "\n\n|" HEBREW "|\n|-|\n|" HEBREW
        "|\n\n    " HEBREW "\n\n" HEBREW "[^a]\n\n[^a]: " HEBREW;
    struct str dir = STR("dir=");
    struct str pages[] = {directed(hebrew, DIRECTION_RTL), directed(hebrew, DIRECTION_AUTO),
                          directed("# a\n\nb\n\n> c\n\n- d", DIRECTION_LTR)};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_int_equal(str_find(pages[i], dir), pages[i].n);
    assert_text(directed("abc\n\n" HEBREW, DIRECTION_RTL),
                "<p dir=\"auto\">abc</p>\n<p>" HEBREW "</p>\n");
    assert_text(directed("12\n\nabc\n\n" HEBREW, DIRECTION_AUTO),
                "<p>12</p>\n<p>abc</p>\n<p dir=\"auto\">" HEBREW "</p>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_excerpt_without_spaces_is_as_long_as_one_with_them),
        cmocka_unit_test(an_excerpt_ends_with_a_word_where_there_are_spaces),
        cmocka_unit_test(a_text_cut_to_bytes_keeps_whole_characters),
        cmocka_unit_test(references_to_notes_are_left_out_outside_of_the_text),
        cmocka_unit_test(an_excerpt_says_what_the_page_says),
        cmocka_unit_test(a_reference_is_decoded_wherever_it_stands),
        cmocka_unit_test(a_reference_brings_nothing_that_text_must_not_contain),
        cmocka_unit_test(only_two_tildes_strike),
        cmocka_unit_test(emphasis_works_beside_punctuation_of_scripts_without_spaces),
        cmocka_unit_test(an_address_is_a_link_in_every_script),
        cmocka_unit_test(what_an_address_cannot_contain_is_encoded),
        cmocka_unit_test(a_delimiter_row_may_be_short),
        cmocka_unit_test(a_note_may_have_several_paragraphs),
        cmocka_unit_test(shortcodes_take_the_quotation_marks_of_every_language),
        cmocka_unit_test(what_parts_words_becomes_a_space),
        cmocka_unit_test(a_text_that_begins_with_an_indented_line_begins_with_code),
        cmocka_unit_test(each_block_has_the_direction_of_its_words),
        cmocka_unit_test(a_text_in_the_direction_of_its_page_needs_no_attribute),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}

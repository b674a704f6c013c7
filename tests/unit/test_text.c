/* SPDX-License-Identifier: MIT */
/* Text in, HTML out: what articles and comments may hold, and what is made of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/problem.h"
#include "base/utf8.h"
#include "text/comment_text.h"
#include "text/excerpt.h"
#include "text/html_cut.h"
#include "text/markdown.h"
#include "text/proofread.h"
#include "text/words.h"

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

static struct html as_html(struct str s)
{
    return (struct html){s.p, s.n};
}

static struct html test_code(void *ctx, const struct shortcode *code)
{
    (void)ctx;
    if (!str_eq(code->name, STR("post-views")))
        return (struct html){0};
    struct str id = shortcode_attr(code, "id");
    return as_html(arena_printf(arena, code->alone ? "<div>views%.*s</div>" : "<i>views%.*s</i>",
                                STR_ARG(id)));
}

static struct html test_link(void *ctx, int i)
{
    (void)ctx;
    return as_html(arena_printf(arena, "<a>%d</a>\n", i));
}

static void assert_text(struct str got, const char *expected)
{
    assert_string_equal(arena_cstr(arena, got), expected);
}

static void assert_article(const char *markdown, const char *expected)
{
    const struct markdown_hooks hooks = {.shortcode = test_code};
    struct html got = markdown_html(arena, str_from(markdown), &hooks);
    assert_text(str_of(got.p, got.n), expected);
}

static void assert_comment(const char *markdown, const char *expected)
{
    struct html got = comment_html(arena, str_from(markdown), DIRECTION_LTR);
    assert_text(str_of(got.p, got.n), expected);
}

static void a_shortcode_alone_takes_its_paragraphs_place(void **state)
{
    (void)state;
    assert_article("[post-views]", "<div>views</div>\n");
    assert_article("[post-views]\n\n[post-views id=\"7\"]",
                   "<div>views</div>\n<div>views7</div>\n");
    assert_article("[post-views id=7]", "<div>views7</div>\n");
}

static void a_shortcode_in_text_stands_in_the_text(void **state)
{
    (void)state;
    assert_article("Read by [post-views] people", "<p>Read by <i>views</i> people</p>\n");
    assert_article("# So many: [post-views]", "<h2 id=\"h-so-many\">So many: <i>views</i></h2>\n");
    assert_article("- a [post-views]", "<ul>\n<li>a <i>views</i></li>\n</ul>\n");
    assert_article("**[post-views]**", "<p><strong><i>views</i></strong></p>\n");
}

static void a_shortcode_is_literal_in_code_in_double_brackets_and_behind_a_backslash(void **state)
{
    (void)state;
    assert_article("`[post-views]`", "<p><code>[post-views]</code></p>\n");
    assert_article("```\n[post-views]\n```",
                   "<pre tabindex=\"0\"><code>[post-views]\n</code></pre>\n");
    assert_article("Write [[post-views]].", "<p>Write [post-views].</p>\n");
    assert_article("\\[post-views]", "<p>[post-views]</p>\n");
}

static struct html ten_thousand_bytes(void *ctx, const struct shortcode *code)
{
    static char html[10000];
    (void)ctx, (void)code;
    memset(html, '-', sizeof html);
    return (struct html){html, sizeof html};
}

/* The text that they stand in is shown all the same. */
static void shortcodes_that_find_no_room_stay_as_typed(void **state)
{
    (void)state;
    const struct markdown_hooks hooks = {.shortcode = ten_thousand_bytes};
    for (int gap = 0; gap < 2; gap++) {
        struct buf b = buf_in(arena);
        for (int i = 0; i < 50; i++)
            buf_add_c(&b, gap ? "[post-views]\n\n" : "[post-views] ");
        buf_add_c(&b, "\n\nThe end of *it*.\n");
        struct html got = markdown_html(arena, buf_str(&b), &hooks);
        struct str html = str_of(got.p, got.n), rest = html;
        size_t shown = 0;
        for (size_t at; (at = str_find(rest, STR("----------"))) < rest.n; shown++)
            rest = str_skip(rest, at + 10);
        assert_int_equal(shown, 7 * 1000);
        assert_true(str_find(html, STR("[post-views]")) < html.n);
        assert_true(str_ends(html, STR("<p>The end of <em>it</em>.</p>\n")));
        assert_true(html.n <= 20 * b.n + 64 * 1024);
    }
}

static void an_unknown_or_broken_shortcode_stays_as_typed(void **state)
{
    (void)state;
    assert_article("[gallery ids=\"1,2\"]", "<p>[gallery ids=&quot;1,2&quot;]</p>\n");
    assert_article("[post-views", "<p>[post-views</p>\n");
    assert_article("[post-views id=\"]", "<p>[post-views id=&quot;]</p>\n");
}

static void links_follow_top_level_paragraphs_only(void **state)
{
    (void)state;
    const struct markdown_hooks hooks = {.shortcode = test_code, .after_paragraph = test_link};
    struct html got = markdown_html(
        arena, STR("[post-views]\n\nOne\n\n> quoted\n\nTwo\n\n- item\n\n  loose\n\nThree"), &hooks);
    struct str s = str_of(got.p, got.n);
    assert_text(s, "<div>views</div>\n<p>One</p>\n<a>1</a>\n<blockquote>\n<p>quoted</p>\n"
                   "</blockquote>\n<p>Two</p>\n<a>2</a>\n<ul>\n<li><p>item</p>\n<p>loose</p>\n"
                   "</li>\n</ul>\n<p>Three</p>\n<a>3</a>\n");
}

static void of_raw_html_the_words_are_shown(void **state)
{
    (void)state;
    assert_article("<p>The bridge opened</p>", "<p>The bridge opened</p>\n");
    assert_article("<div>\n<p>One.</p>\n<p>Two<br>lines &amp; &copy; &nosuch &#65;</p>\n</div>",
                   "<p>One.</p>\n<p>Two<br>\nlines &amp; \u00A9 &amp;nosuch A</p>\n");
    assert_article("a <b onclick=\"x()\">bold</b> w<i>or</i>d", "<p>a bold word</p>\n");
    assert_article("one<br>two<br/>three", "<p>one<br>\ntwo<br>\nthree</p>\n");
    assert_article("<ul><li>one<li>two</ul>", "<p>one</p>\n<p>two</p>\n");
    assert_article("<table><tr><td>1<td>2<tr><td>3</table>", "<p>1 2</p>\n<p>3</p>\n");
    assert_article("<p title=\"a > b\">x</p>", "<p>x</p>\n");
    assert_article("- <p>in a list</p>", "<ul>\n<li><p>in a list</p>\n</li>\n</ul>\n");
    assert_article("1 < 2 & \"3\"", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>\n");
}

/* CommonMark's seven kinds of HTML blocks, and what is not closed. */
static void what_is_no_words_of_html_is_not_shown(void **state)
{
    (void)state;
    assert_article("<script>alert(1)\n\nb()</script>", "");
    assert_article("<style>p { x }</style> after", "<p>after</p>\n");
    assert_article("<pre>kept\n\nlines</pre>", "<p>kept\n\nlines</p>\n");
    assert_article("<!-- a comment\n\nof two -->", "");
    assert_article("<?php echo 1 ?>", "");
    assert_article("<!DOCTYPE html>", "");
    assert_article("<![CDATA[words <b>here</b>]]>", "<p>words here</p>\n");
    assert_article("<section>words\n</section>", "<p>words</p>\n");
    assert_article("<x-y>\nwords\n</x-y>", "<p>words</p>\n");
    assert_article("a <!-- b --> c<!-- d -->", "<p>a  c</p>\n");
    assert_article("a <script>alert(1)</script> b", "<p>a  b</p>\n");
    assert_article("a <script>alert(1)\n\nb</script>", "<p>a alert(1)</p>\n<p>b</p>\n");
}

static void html_that_is_not_closed_hides_no_words(void **state)
{
    (void)state;
    assert_article("<script>all\n\nof this", "<p>all\n\nof this</p>\n");
    assert_article("<style>all\n\nof this", "<p>all\n\nof this</p>\n");
    assert_article("<!-- all\n\nof *this*", "<p>&lt;!-- all\n\nof *this*</p>\n");
    assert_article("<?all", "<p>&lt;?all</p>\n");
    assert_article("<![CDATA[all", "<p>&lt;![CDATA[all</p>\n");
    assert_article("<div\nall", "<p>&lt;div\nall</p>\n");
    assert_article("<p>all", "<p>all</p>\n");
}

static void shortcodes_in_raw_html_are_shortcodes(void **state)
{
    (void)state;
    const struct markdown_hooks hooks = {.shortcode = test_code};
    struct html h = markdown_html(arena, STR("<p>[post-views]</p><p>a [post-views]</p>"), &hooks);
    assert_text(str_of(h.p, h.n), "<div>views</div>\n<p>a <i>views</i></p>\n");
}

/* The search, excerpts and lists say what the page says. */
static void plain_text_has_dots_between_pieces_only(void **state)
{
    (void)state;
    assert_text(plain_text_from(arena, STR("## Head\n\nText\n\n|a|\n|-|\n|b|")),
                "Head \u00B7 Text \u00B7 a \u00B7 b");
    assert_text(plain_text_from(arena, STR("Text[^n]\n\n[^n]: Note")), "Text Note");
}

static void plain_text_has_the_words_of_html_and_unknown_shortcodes(void **state)
{
    (void)state;
    static const char text[] = "<p>The bridge<br>opened</p><script>no()</script>\n\n"
                               "He [sic] <b>sa</b>id [post-views] <!-- no --> a"
                               "<script>no()</script>b [caption id=\"1\"]";
    static const char plain[] = "The bridge opened He [sic] said ab [caption id=\"1\"]";
    assert_text(excerpt_from(arena, str_from(text), 200), plain);
    assert_true(str_starts(plain_text_from(arena, str_from(text)), STR("The bridge opened")));
    assert_true(str_ends(plain_text_from(arena, str_from(text)),
                         STR("He [sic] said ab [caption id=\"1\"]")));
    assert_int_equal(word_count(arena, STR("<p>The bridge</p> <!-- no -->")), 2);
}

/* All notices, one after another. */
static struct str sentences(const struct proofread *proof)
{
    struct buf b = buf_in(arena);
    for (size_t i = 0; i < proof->n; i++) {
        if (i > 0)
            buf_add_char(&b, ' ');
        buf_add(&b, proofread_sentence(arena, proof, i));
    }
    return buf_str(&b);
}

static void assert_proof(const char *text, const char *expected)
{
    struct proofread proof;
    markdown_proofread(arena, str_from(text), STR("https://news.example"), &proof);
    assert_true(proof.fits);
    assert_text(sentences(&proof), expected);
}

#define HTML_TOLD   " is HTML: only its words are shown."
#define HIDDEN_TOLD " is HTML that is not shown."
#define CODE_TOLD   " is not a shortcode of this site, so it is shown as typed."

static void the_proof_tells_of_html_and_shortcodes_with_their_lines(void **state)
{
    (void)state;
    assert_proof("Nothing *to* tell: [post-views], [[caption]], `<p>`, \\<p>, 1 < 2, [a](/b).", "");
    assert_proof("x\n\n<p>The bridge opened</p>", "Line 3: “<p>”" HTML_TOLD);
    assert_proof("a <b>\nc <b title='x'>d</b>\n\n<div>\n\ne <b>f</b>",
                 "Lines 1, 2 and 6: “<b>”" HTML_TOLD " Line 4: “<div>”" HTML_TOLD);
    assert_proof("<div>\n<p>\n<!-- x -->\n</div>",
                 "Line 1: “<div>”" HTML_TOLD " Line 2: “<p>”" HTML_TOLD
                 " Line 3: “<!-- -->”" HIDDEN_TOLD);
    assert_proof("x\n\ny\nz <script>a</script>", "Line 4: “<script>”" HTML_TOLD);
    assert_proof("\n\n<script>\na\n</script>", "Line 3: “<script>”" HIDDEN_TOLD);
    assert_proof("x\ny [caption]z[/caption]\n\n[gallery ids=\"1,2\" /] [wp_map]",
                 "Line 2: “[caption]”" CODE_TOLD " Line 2: “[/caption]”" CODE_TOLD
                 " Line 4: “[gallery ids=\"1,2\" /]”" CODE_TOLD " Line 4: “[wp_map]”" CODE_TOLD);
    assert_proof("<p>\n[caption]\n</p>",
                 "Line 1: “<p>”" HTML_TOLD " Line 2: “[caption]”" CODE_TOLD);
    assert_proof("<p>a\n\n<p>b</p>\n<ul>\n  c\n  [x-y] d [z-z]\n  [x-y]</ul>",
                 "Lines 1 and 3: “<p>”" HTML_TOLD " Line 4: “<ul>”" HTML_TOLD
                 " Lines 6 and 7: “[x-y]”" CODE_TOLD " Line 6: “[z-z]”" CODE_TOLD);
    assert_proof("> [pull-quote] So.\n\n[pull-quote]", "Line 3: “[pull-quote]”" CODE_TOLD);
    assert_proof("<u>\n<u>\n<u>\n<u>\n<u>\n<u>\n<u>",
                 "Lines 1, 2, 3, 4, 5 and more: “<u>”" HTML_TOLD);
}

static void the_proof_counts_lines_across_notes(void **state)
{
    (void)state;
    assert_proof("x[^1]\n\n[^1]: Note\n  <i>of</i> two\n[^2]: Not called for\n\n<p>y</p>",
                 "Line 7: “<p>”" HTML_TOLD " Line 4: “<i>”" HTML_TOLD
                 " Line 5: “[^2]” is a footnote that nothing refers to, so it is not shown.");
}

static void the_proof_lists_twenty_things_and_says_that_there_are_more(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    for (int i = 0; i < 30; i++)
        buf_printf(&b, "[code-%d]\n", i);
    struct proofread proof;
    markdown_proofread(arena, buf_str(&b), STR_NONE, &proof);
    assert_int_equal(proof.n, NOTICES_MAX);
    assert_true(proof.more);
}

static void an_address_with_a_dangerous_scheme_makes_no_link(void **state)
{
    (void)state;
    assert_article("[x](javascript:alert(1))", "<p>x</p>\n");
    assert_article("[x](java&#115;cript:alert(1))", "<p>x</p>\n");
    assert_article("[x](&#x6A;avascript:alert(1))", "<p>x</p>\n");
    assert_article("[x](data:text/html,x)", "<p>x</p>\n");
    assert_article("[x](//evil.example)", "<p>x</p>\n");
    assert_article("![x](javascript:1)", "<figure><img loading=\"lazy\" alt=\"x\"></figure>\n");
    assert_article("[x](/local?a=1&b=2#c)", "<p><a href=\"/local?a=1&amp;b=2#c\">x</a></p>\n");
    assert_article("<mailto:a@b.example>",
                   "<p><a href=\"mailto:a@b.example\">mailto:a@b.example</a></p>\n");
}

static void a_picture_alone_becomes_a_figure_with_its_caption(void **state)
{
    (void)state;
    assert_article("![A \"harbour\"](/media/h.svg \"By night\")",
                   "<figure><img src=\"/media/h.svg\" loading=\"lazy\" alt=\"A "
                   "&quot;harbour&quot;\"><figcaption>By night</figcaption></figure>\n");
}

static void a_heading_has_an_id_of_its_words_that_no_other_has(void **state)
{
    (void)state;
    assert_article("## The *way* [home](/)\n\n### 2 & 3\n\n## The way home",
                   "<h2 id=\"h-the-way-home\">The <em>way</em> <a href=\"/\">home</a></h2>\n"
                   "<h3 id=\"h-2-3\">2 &amp; 3</h3>\n"
                   "<h2 id=\"h-the-way-home-2\">The way home</h2>\n");
    assert_article("# !?", "<h2 id=\"h-part\">!?</h2>\n");
}

static void the_highest_headings_of_a_text_are_of_the_second_level(void **state)
{
    (void)state;
    assert_article("### a\n\n#### b", "<h2 id=\"h-a\">a</h2>\n<h3 id=\"h-b\">b</h3>\n");
    assert_article("## a\n\n# b", "<h3 id=\"h-a\">a</h3>\n<h2 id=\"h-b\">b</h2>\n");
    assert_article("> [pull-quote]\n>\n> ### a\n>\n> ###### b\n\n## c",
                   "<blockquote class=\"pull-quote\">\n<h3 id=\"h-a\">a</h3>\n"
                   "<h6 id=\"h-b\">b</h6>\n</blockquote>\n<h2 id=\"h-c\">c</h2>\n");
}

static void test_heading(void *ctx, int level, struct str id, struct str words)
{
    buf_printf(ctx, "%d %.*s %.*s|", level, STR_ARG(id), STR_ARG(words));
}

static void whoever_asks_is_told_of_the_headings(void **state)
{
    (void)state;
    struct buf told = buf_in(arena);
    const struct markdown_hooks hooks = {.ctx = &told, .shortcode = NULL, .heading = test_heading};
    markdown_html(arena, STR("# One & `two`[^1]\n\ntext\n\n## Three\n\n[^1]: note"), &hooks);
    assert_text(buf_str(&told), "2 h-one-two One & two|3 h-three Three|");
}

static void several_texts_on_a_page_share_no_id(void **state)
{
    (void)state;
    const struct markdown_hooks hooks = {.id_prefix = STR("e7-"), .top_level = 4};
    struct html got = markdown_html(
        arena, STR("## Wind\n\nSo it is.[^1]\n\n### Gusts\n\n[^1]: Says *who*?"), &hooks);
    assert_text(str_of(got.p, got.n),
                "<h4 id=\"e7-h-wind\">Wind</h4>\n"
                "<p>So it is.<sup class=\"note-call\"><a href=\"#e7-note-1\" id=\"e7-note-call-1\" "
                "aria-label=\"Note 1\">1</a></sup></p>\n"
                "<h5 id=\"e7-h-gusts\">Gusts</h5>\n"
                "<section class=\"notes\" aria-labelledby=\"e7-notes-title\">\n"
                "<h4 id=\"e7-notes-title\">Notes</h4>\n<ol>\n"
                "<li id=\"e7-note-1\"><p>Says <em>who</em>? <a class=\"note-back\" "
                "href=\"#e7-note-call-1\" aria-label=\"Back to the text, note 1\">"
                "\u21A9\uFE0E</a></p></li>\n</ol>\n</section>\n");
}

static void headings_of_notes_share_no_id_with_the_text_or_each_other(void **state)
{
    (void)state;
    const struct markdown_hooks hooks = {.id_prefix = STR("e7-"), .top_level = 4};
    struct html got = markdown_html(arena,
                                    STR("## Wind\n\nOne[^a] and two[^b].\n\n"
                                        "[^a]: # Wind\n[^b]: # Wind"),
                                    &hooks);
    assert_text(str_of(got.p, got.n),
                "<h4 id=\"e7-h-wind\">Wind</h4>\n"
                "<p>One<sup class=\"note-call\"><a href=\"#e7-note-1\" id=\"e7-note-call-1\" "
                "aria-label=\"Note 1\">1</a></sup> and two<sup class=\"note-call\"><a "
                "href=\"#e7-note-2\" id=\"e7-note-call-2\" aria-label=\"Note 2\">2</a></sup>."
                "</p>\n"
                "<section class=\"notes\" aria-labelledby=\"e7-notes-title\">\n"
                "<h4 id=\"e7-notes-title\">Notes</h4>\n<ol>\n"
                "<li id=\"e7-note-1\"><h4 id=\"e7-h-wind-2\">Wind</h4><p> "
                "<a class=\"note-back\" href=\"#e7-note-call-1\" "
                "aria-label=\"Back to the text, note 1\">\u21A9\uFE0E</a></p></li>\n"
                "<li id=\"e7-note-2\"><h4 id=\"e7-h-wind-3\">Wind</h4><p> "
                "<a class=\"note-back\" href=\"#e7-note-call-2\" "
                "aria-label=\"Back to the text, note 2\">\u21A9\uFE0E</a></p></li>\n"
                "</ol>\n</section>\n");
}

static void a_quotation_can_be_a_pull_quote_and_says_who_said_it(void **state)
{
    (void)state;
    assert_article("> [pull-quote]\n> Said.\n>\n> \u2014 Ada",
                   "<blockquote class=\"pull-quote\">\n<p>\nSaid.</p>\n"
                   "<p class=\"quote-source\">\u2014 Ada</p>\n</blockquote>\n");
    assert_article("> [pull-quote]\n>\n> Said.",
                   "<blockquote class=\"pull-quote\">\n<p>Said.</p>\n</blockquote>\n");
    assert_article("> plain\n\n[pull-quote]",
                   "<blockquote>\n<p>plain</p>\n</blockquote>\n<p>[pull-quote]</p>\n");
}

static void a_note_stands_below_the_text_that_calls_for_it(void **state)
{
    (void)state;
    assert_article(
        "One[^b] and[^a] one[^b].\n\n[^a]: The *first*.\n[^b]: The second,\n  longer.\n[^c]: No.",
        "<p>One<sup class=\"note-call\"><a href=\"#note-1\" id=\"note-call-1\" "
        "aria-label=\"Note 1\">1</a></sup> and<sup class=\"note-call\"><a href=\"#note-2\" "
        "id=\"note-call-2\" aria-label=\"Note 2\">2</a></sup> one<sup class=\"note-call\"><a "
        "href=\"#note-1\" id=\"note-call-1-2\" aria-label=\"Note 1\">1</a></sup>.</p>\n"
        "<section class=\"notes\" aria-labelledby=\"notes-title\">\n"
        "<h2 id=\"notes-title\">Notes</h2>\n<ol>\n"
        "<li id=\"note-1\"><p>The second,\nlonger. <a class=\"note-back\" href=\"#note-call-1\" "
        "aria-label=\"Back to the text, note 1\">\u21A9\uFE0E</a></p></li>\n"
        "<li id=\"note-2\"><p>The <em>first</em>. <a class=\"note-back\" href=\"#note-call-2\" "
        "aria-label=\"Back to the text, note 2\">\u21A9\uFE0E</a></p></li>\n"
        "</ol>\n</section>\n");
}

static void what_calls_for_no_note_stays_as_typed(void **state)
{
    (void)state;
    assert_article("a[^1] [^] [^a b]", "<p>a[^1] [^] [^a b]</p>\n");
    assert_article("`[^1]` \\[^1]\n\n[^1]: note", "<p><code>[^1]</code> [^1]</p>\n");
    assert_article("```\n[^1]: code\n```", "<pre tabindex=\"0\"><code>[^1]: code\n</code></pre>\n");
}

static bool test_size(void *ctx, struct str url, int64_t *width, int64_t *height)
{
    (void)ctx;
    *width = 640;
    *height = 360;
    return str_eq(url, STR("/media/h.svg"));
}

static void a_picture_of_known_size_keeps_its_place(void **state)
{
    (void)state;
    const struct markdown_hooks hooks = {.picture_size = test_size};
    struct html got = markdown_html(arena, STR("![x](/media/h.svg) ![y](/media/i.svg)"), &hooks);
    assert_text(str_of(got.p, got.n),
                "<p><img src=\"/media/h.svg\" width=\"640\" height=\"360\" loading=\"lazy\" "
                "alt=\"x\"> <img src=\"/media/i.svg\" loading=\"lazy\" alt=\"y\"></p>\n");
}

static void the_empty_corner_of_a_table_is_no_header(void **state)
{
    (void)state;
    assert_article(
        "| | Now |\n|---|--:|\n| Adult | 1 |\n",
        "<div class=\"table\" role=\"region\" aria-labelledby=\"table-1\" tabindex=\"0\">"
        "<table>\n<thead id=\"table-1\"><tr><td></td>"
        "<th scope=\"col\" class=\"end\">Now</th></tr>\n</thead>\n"
        "<tbody><tr><td>Adult</td><td class=\"end\">1</td></tr>\n</tbody>"
        "</table></div>\n");
}

static void a_comment_is_a_smaller_markdown(void **state)
{
    (void)state;
    assert_comment("one\ntwo", "<p>one<br>\ntwo</p>\n");
    assert_comment("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n");
    assert_comment("![x](http://a.example/p.png)", "<p>![x](http://a.example/p.png)</p>\n");
    assert_comment("[post-views]", "<p>[post-views]</p>\n");
    assert_comment("[x](https://a.example/?q=1&r=2)",
                   "<p><a href=\"https://a.example/?q=1&amp;r=2\" rel=\"nofollow ugc "
                   "noopener\">x</a></p>\n");
    assert_comment("[x](/admin/logout)", "<p>x</p>\n");
}

static void a_text_is_not_cut_within_a_conjunct(void **state)
{
    (void)state;
    static const char *const conjuncts[] = {
        "\u0915\u094D\u0937\u093F",             /* Devanagari ksi */
        "\u0938\u094D\u0924\u094D\u0930\u0940", /* Devanagari stri, of three consonants */
        "\u0915\u094D\u200D\u0937",             /* with a joiner */
        "\u09AF\u09CD\u09AF",                   /* Bengali */
        "\u0C15\u0C4D\u0C37",                   /* Telugu */
    };
    for (size_t i = 0; i < sizeof conjuncts / sizeof *conjuncts; i++) {
        const char *c = conjuncts[i];
        struct str text = arena_printf(arena, "%s%s%s%s%s", c, c, c, c, c);
        struct str cut = arena_printf(arena, "%s%s%s\u2026", c, c, c);
        assert_text(text_cut(arena, text, 4), arena_cstr(arena, cut));
    }
    assert_text(text_cut(arena, STR("\u0915\u094D\u0905\u0905"), 2), "\u0915\u094D\u2026");
}

static void a_comment_has_no_headings(void **state)
{
    (void)state;
    assert_comment("# big", "<p># big</p>\n");
    assert_comment("## 2 reasons ##\n#1", "<p>## 2 reasons ##<br>\n#1</p>\n");
    assert_comment("> # q\n\n- ### i", "<blockquote>\n<p># q</p>\n</blockquote>\n"
                                       "<ul>\n<li>### i</li>\n</ul>\n");
    assert_comment("Title\n===", "<p>Title<br>\n===</p>\n");
    assert_comment("Title\n---  \nmore", "<p>Title<br>\n---<br>\nmore</p>\n");
    assert_comment("> Title\n> ====", "<blockquote>\n<p>Title<br>\n====</p>\n</blockquote>\n");
    assert_comment("- Title\n  ---", "<ul>\n<li>Title<br>\n---</li>\n</ul>\n");
    assert_comment("one\n\n---\n\ntwo", "<p>one</p>\n<hr>\n<p>two</p>\n");
    assert_comment("a\n- b\n- c", "<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n");
    assert_comment("```\n# x\na\n---\n```",
                   "<pre tabindex=\"0\"><code># x\na\n---\n</code></pre>\n");
    assert_comment("https://a.example/?q=#\n---",
                   "<p><a href=\"https://a.example/?q=#\" rel=\"nofollow ugc noopener\">"
                   "https://a.example/?q=#</a><br>\n---</p>\n");
    assert_text(excerpt_from_comment(arena, STR("# big\n\nTitle\n==="), 100), "# big Title ===");
}

static void links_of_a_comment_are_counted_once_each(void **state)
{
    (void)state;
    assert_int_equal(comment_link_count(STR("no links at all.")), 0);
    assert_int_equal(comment_link_count(STR("https://www.a.example")), 1);
    assert_int_equal(comment_link_count(STR("HTTP://A.example www.b.example")), 2);
    assert_int_equal(comment_link_count(STR("[a](http://a.example) http://a.example")), 2);
}

static void an_excerpt_is_the_beginning_of_the_running_text(void **state)
{
    (void)state;
    struct str text = STR("# Head\n\n[post-views]\n\nOne *two* [three](http://x.example) four\n\n"
                          "```\ncode\n```\n\n> five &amp; six");
    assert_text(excerpt_from(arena, text, 100), "One two three four five & six");
    assert_text(excerpt_from(arena, text, 10), "One two\u2026");
    assert_int_equal(word_count(arena, text), 6);
    assert_int_equal(word_count(arena, STR("\u6771\u4EAC\u65B0\u805E")), 2);
    assert_int_equal(word_count(arena, STR("")), 0);
}

static bool matches(const char *list, const char *text, const char *expected)
{
    struct words *w;
    struct err e;
    struct str line = STR_NONE;
    assert_int_equal(words_compile(&w, str_from(list), &e), OK);
    bool hit = words_match(w, str_from(text), arena, &line);
    words_free(&w);
    if (hit && expected != NULL)
        assert_text(line, expected);
    return hit;
}

static void listed_words_match_whole_words_in_any_case_and_accent(void **state)
{
    (void)state;
    assert_false(matches("cialis", "a specialist writes", NULL));
    assert_true(matches("Cialis", "buy \uFF23\uFF29\uFF21\uFF2C\uFF29\uFF33 now", "Cialis"));
    assert_true(matches("caf\u00E9", "CAFE", "caf\u00E9"));
    assert_true(matches("x\nbuy now\ny", "Buy, NOW!", "buy now"));
    assert_false(matches("buy now", "buy it now", NULL));
    assert_true(matches("bit.ly", "see http://bit.ly/abc", NULL));
    assert_false(matches("\n  \n***\n", "anything", NULL));
}

static void a_star_asks_for_words_that_go_on(void **state)
{
    (void)state;
    assert_true(matches("viag*", "viagra", NULL));
    assert_false(matches("viag*", "aviagra", NULL));
    assert_true(matches("*coin", "bitcoin", NULL));
    assert_false(matches("*coin", "coins", NULL));
    assert_true(matches("*casino*", "onlinecasinos", NULL));
    assert_true(matches("buy now*", "buy nowadays", NULL));
    assert_true(matches("*buy now", "rebuy now", NULL));
}

static void sixty_five_thousand_lines_find_the_one_that_matches(void **state)
{
    (void)state;
    struct buf list = buf_in(arena);
    for (int i = 0; i < 65000; i++)
        buf_printf(&list, "word%d\n", i);
    const char *lines = arena_cstr(arena, buf_str(&list));
    assert_true(matches(lines, "here is word64999 in a text", "word64999"));
    assert_false(matches(lines, "here is word65000 in a text", NULL));
}

static void what_lies_behind_a_text_in_memory_is_not_read(void **state)
{
    (void)state;
    static const char *const cut_off[] = {"[a](b", "![a](b",     "[a](b \"c", "[a][b",
                                          "a@b.c", "http://a.b", "www.a.b",   "*a*",
                                          "~~a~~", "`a",         "&am"};
    static const char behind[] = "a1 .:/@*_~`)]>\"';x";
    char text[40];
    for (size_t i = 0; i < sizeof cut_off / sizeof *cut_off; i++) {
        size_t n = strlen(cut_off[i]);
        memcpy(text, cut_off[i], n);
        struct str alone = arena_dup(arena, str_of(text, n));
        struct html comment = comment_html(arena, alone, DIRECTION_LTR),
                    article = markdown_html(arena, alone, NULL);
        for (const char *c = behind; *c != '\0'; c++) {
            memset(text + n, *c, 20);
            struct html h = comment_html(arena, str_of(text, n), DIRECTION_LTR);
            assert_true(str_eq(str_of(h.p, h.n), str_of(comment.p, comment.n)));
            h = markdown_html(arena, str_of(text, n), NULL);
            assert_true(str_eq(str_of(h.p, h.n), str_of(article.p, article.n)));
            assert_true(
                str_eq(plain_text_from(arena, str_of(text, n)), plain_text_from(arena, alone)));
        }
    }
}

/* The words that stand for a picture are an attribute's value: no tag may come into it. */
static void a_link_in_a_pictures_words_is_only_its_words(void **state)
{
    (void)state;
    assert_article("x ![A [door](onerror=alert(1)) *of* `oak` [^1]](/d.jpg)",
                   "<p>x <img src=\"/d.jpg\" loading=\"lazy\" alt=\"A door of oak [^1]\"></p>\n");
}

static void what_ends_has_begun(void **state)
{
    (void)state;
    assert_comment("http://a.z*b*", "<p><a href=\"http://a.z*b\" rel=\"nofollow ugc noopener\">"
                                    "http://a.z*b</a></p>\n");
    assert_article("**x http://a.z*b* y**",
                   "<p><strong>x <a href=\"http://a.z*b\">http://a.z*b</a> y</strong></p>\n");
}

static size_t foreign_line(const char *text)
{
    struct proofread proof;
    markdown_proofread(arena, str_from(text), STR("https://news.example"), &proof);
    return proof.foreign_line;
}

static void a_picture_of_another_site_is_found_with_its_line(void **state)
{
    (void)state;
    assert_int_equal(foreign_line("x\n\n![a](https://b.example/c.png)"), 3);
    assert_int_equal(foreign_line("![a][b]\n\n[b]: HTTP://b.example/c"), 3);
    assert_int_equal(foreign_line("x [^1]\n\n[^1]: ![a](http://b/c)"), 3);
    assert_int_equal(foreign_line("x [^1]\n\n[^1]: y\n[^2]: z\n\n![a](http://b/c)"), 6);
    assert_int_equal(foreign_line("x\n\ny\n![](https://b/c?a=1&amp;b)"), 4);
    assert_int_equal(foreign_line("![](/a)\n\n![](/b&amp;c)\n![](https://b/c\\_d)"), 4);
    assert_int_equal(foreign_line("![a](https://news.example.b/c)"), 1);
    assert_int_equal(foreign_line("![a](https://news.example/c.png)"), 0);
    assert_int_equal(foreign_line("![a](/c.png) [b](https://b.example)"), 0);
    assert_int_equal(foreign_line("`![a](https://b.example/c)`"), 0);
}

static bool cut_to(const char *html, size_t characters, size_t lines, size_t bytes,
                   const char *expected)
{
    const struct html_limits limits = {characters, lines, bytes};
    bool cut;
    struct html h = html_cut(arena, (struct html){html, strlen(html)}, &limits, &cut);
    assert_text(str_of(h.p, h.n), expected);
    return cut;
}

static void a_long_text_is_cut_behind_a_whole_character_with_its_tags_closed(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    assert_false(cut_to("<p>abc</p>\n", 3, MANY, MANY, "<p>abc</p>\n"));
    assert_true(cut_to("<p>abcd</p>\n", 3, MANY, MANY, "<p>abc…</p>"));
    assert_true(cut_to("<p>a<em>b<strong>cd</strong></em></p>\n", 3, MANY, MANY,
                       "<p>a<em>b<strong>c…</strong></em></p>"));
    assert_true(cut_to("<p>&amp;&lt;\u0301&gt;</p>\n", 2, MANY, MANY, "<p>&amp;&lt;\u0301…</p>"));
    assert_true(cut_to("<p>e\u0301\U0001F468\u200D\U0001F469\u200D\U0001F467x</p>", 2, MANY, MANY,
                       "<p>e\u0301\U0001F468\u200D\U0001F469\u200D\U0001F467…</p>"));
    assert_true(cut_to("<p>\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7</p>", 1, MANY, MANY,
                       "<p>\U0001F1E9\U0001F1EA…</p>"));
    assert_true(cut_to("<p>a<br>\nb<br>\nc</p>\n", MANY, 2, MANY, "<p>a<br>\nb<br>\n…</p>"));
    assert_true(
        cut_to("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", MANY, 2, MANY, "<ul>\n<li>a</li>\n</ul>"));
    assert_true(cut_to("<p>a <a href=\"https://long.example/long\">b</a></p>\n", MANY, MANY, 20,
                       "<p>a </p>"));
}

/* ---- what a text may cost ---- */

enum { COMMENT_MAX = 65525, ARTICLE_MAX = 1 << 20 };

/* PIECE again and again, N bytes. */
static struct str repeated(const char *piece, size_t n)
{
    char *p = arena_alloc(arena, n);
    size_t len = strlen(piece);
    for (size_t i = 0; i < n; i++)
        p[i] = piece[i % len];
    return str_of(p, n);
}

static bool article_fits(struct str text)
{
    struct proofread proof;
    markdown_proofread(arena, text, STR_NONE, &proof);
    return proof.fits;
}

static struct str joined(struct str x, struct str y)
{
    return arena_join(arena, x, y);
}

static void assert_bounded(struct str text)
{
    struct html comment = comment_html(arena, str_head(text, COMMENT_MAX), DIRECTION_LTR);
    struct html article = markdown_html(arena, text, NULL);
    assert_true(comment.n <= 8 * COMMENT_MAX + 64 * 1024);
    assert_true(article.n <= 20 * text.n + 64 * 1024);
    assert_true(plain_text_from(arena, text).n <= 5 * text.n + 1024);
    arena_reset(arena);
}

/* CommonMark's and md4c's published patterns, and others that were found to be dear. */
static void whatever_is_repeated_the_html_is_bounded(void **state)
{
    (void)state;
    static const char *const pieces[] = {"*a **a ",
                                         "a_ ",
                                         "_a ",
                                         "a***",
                                         "a]",
                                         "[a",
                                         "*a_ ",
                                         "[ a_",
                                         "[",
                                         "> ",
                                         ">",
                                         "* ",
                                         "[t](/u) ",
                                         "<>",
                                         "<?",
                                         "<![CDATA[",
                                         "<!--",
                                         "\\``",
                                         "[ (](",
                                         "www._",
                                         "](\n",
                                         "]([\n",
                                         "http://a.b(",
                                         "http://a.b ",
                                         "www.a.b ",
                                         "a@b.c ",
                                         "![[]()",
                                         "[a](<b",
                                         "[a](b \"",
                                         "|",
                                         "- - -\n",
                                         "a\n",
                                         "[a]: <\n",
                                         "[^a]",
                                         "&",
                                         "\"",
                                         "`",
                                         "<a b=\"",
                                         "~~~\n",
                                         "#\n",
                                         "1. ",
                                         "[a=b ",
                                         "[post-views]",
                                         ">a\n\n>b\n\n",
                                         "|a|\n|-|\n",
                                         "[^a]: b\n  c\n"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        assert_bounded(repeated(pieces[i], 200 * 1000));
}

static void a_definition_that_is_used_often_is_refused(void **state)
{
    (void)state;
    struct str text = joined(STR("[x]: /"), repeated("x", COMMENT_MAX / 2));
    text = joined(text, repeated("\n[x]", COMMENT_MAX / 2));
    assert_false(article_fits(text));
    struct html html = markdown_html(arena, text, NULL);
    assert_true(str_starts(str_of(html.p, html.n), STR("<p>[x]: /xxx")));
    assert_bounded(text);
}

static void cells_that_a_table_lacks_count(void **state)
{
    (void)state;
    struct str text = joined(repeated("th|", 3000), STR("\n"));
    text = joined(joined(text, repeated("---|", 4000)), STR("\n"));
    text = joined(text, repeated("td\n", 6000));
    assert_false(article_fits(text));
    assert_bounded(text);
}

static void nesting_has_a_bound(void **state)
{
    (void)state;
    struct str text = joined(repeated("* ", 100 * 1000), repeated("\n", 100 * 1000));
    assert_false(article_fits(text));
    assert_bounded(text);
    assert_bounded(joined(joined(repeated("[", 30000), repeated("]", 30000)), STR("\n\n[a]: /b")));
}

static void addresses_without_end_are_refused_before_they_are_looked_at(void **state)
{
    (void)state;
    assert_false(article_fits(repeated("http://a.b(", ARTICLE_MAX)));
    assert_false(comment_fits(repeated("http://a.b ", COMMENT_MAX)));
    assert_false(article_fits(repeated("]([\n", ARTICLE_MAX)));
    assert_false(article_fits(repeated("[a]\n", ARTICLE_MAX)));
    assert_false(article_fits(joined(STR("a\n"), repeated("2. [a](b\n", ARTICLE_MAX))));
    arena_reset(arena);
}

static void long_texts_that_people_write_fit(void **state)
{
    (void)state;
    assert_true(article_fits(repeated(
        "A paragraph of *running* text with [a link](https://news.example/a).\n\n", ARTICLE_MAX)));
    assert_true(article_fits(repeated("- [a link](https://news.example/a) of a list\n", 200000)));
    assert_true(article_fits(repeated("12. [a link](https://news.example/a) of a list\n", 200000)));
    assert_true(article_fits(repeated("> A quotation. Said by @somebody.\n\n", 200000)));
    assert_true(comment_fits(repeated("I *did* say so: https://news.example/a\n\n", COMMENT_MAX)));
    assert_true(comment_fits(repeated("\"'&", COMMENT_MAX)));
    arena_reset(arena);
}

static void a_definition_in_a_comment_is_text(void **state)
{
    (void)state;
    assert_comment("[x]: https://a.example\n\n[x]",
                   "<p>[x]: <a href=\"https://a.example\" rel=\"nofollow ugc noopener\">"
                   "https://a.example</a></p>\n<p>[x]</p>\n");
    assert_comment("> [x\n> y]: /a\n", "<blockquote>\n<p>[x<br>\ny]: /a</p>\n</blockquote>\n");
    assert_comment("- [x]: /a\n- [x]", "<ul>\n<li>[x]: /a</li>\n<li>[x]</li>\n</ul>\n");
    assert_comment("[x]:\n/a\n\n[x]", "<p>[x]:<br>\n/a</p>\n<p>[x]</p>\n");
    /* Backslashes in its label are as typed there; one before its end takes the end away. */
    assert_comment("[a\\\\]: /a\n\n[a\\\\]", "<p>[a\\]: /a</p>\n<p>[a\\]</p>\n");
    assert_comment("[a\\]: /a", "<p>[a]: /a</p>\n");
    /* What looks like a fence's line and is none does not let one through. */
    assert_comment("12```\n\n[x]: /a\n\n[x]", "<p>12```</p>\n<p>[x]: /a</p>\n<p>[x]</p>\n");
}

static void what_looks_like_a_definition_in_code_is_as_typed(void **state)
{
    (void)state;
    assert_comment("[see `a[x]: b`]", "<p>[see <code>a[x]: b</code>]</p>\n");
    assert_comment("`[x]: b`", "<p><code>[x]: b</code></p>\n");
    assert_comment("[a `c\nx]: b`", "<p>[a <code>c x]: b</code></p>\n");
    assert_comment("`[^1]: note`", "<p><code>[^1]: note</code></p>\n");
    assert_comment("`[a\\]: b`", "<p><code>[a\\]: b</code></p>\n");
    const char *code = "<pre tabindex=\"0\"><code>[x]: b\n</code></pre>\n";
    assert_comment("```\n[x]: b\n```", code);
    assert_comment("- a\n\n  ```\n  [x]: b\n  ```\n",
                   "<ul>\n<li><p>a</p>\n<pre tabindex=\"0\"><code>"
                   "[x]: b\n</code></pre>\n</li>\n</ul>\n");
    assert_comment(
        "> ```\n> [x]: b\n> ```\n",
        "<blockquote>\n<pre tabindex=\"0\"><code>[x]: b\n</code></pre>\n</blockquote>\n");
    assert_comment("~~~\n```\n[x]: b\n~~~",
                   "<pre tabindex=\"0\"><code>```\n[x]: b\n</code></pre>\n");
    assert_comment("    [x]: b", "<p>[x]: b</p>\n"); /* comments have no indented code */
}

static void an_address_with_a_definitions_signs_is_as_typed(void **state)
{
    (void)state;
    const char *rel = " rel=\"nofollow ugc noopener\">";
    assert_comment(
        "[a <http://b.example/]:c>",
        arena_printf(
            arena, "<p>[a <a href=\"http://b.example/%%5D:c\"%shttp://b.example/]:c</a></p>\n", rel)
            .p);
    assert_comment(
        "[`x]: y`](https://b.example/to]:there)",
        arena_printf(arena,
                     "<p><a href=\"https://b.example/to%%5D:there\"%s<code>x]: y</code></a></p>\n",
                     rel)
            .p);
}

/* Copied for each line, they were 64 GB, which no machine that runs this has. */
static void the_lines_of_a_note_are_kept_once(void **state)
{
    (void)state;
    struct str text = joined(STR("x [^1]\n\n[^1]: first\n"), repeated("  and more\n", 900 * 1000));
    struct html html = markdown_html(arena, text, NULL);
    assert_true(html.n > 600 * 1000 && html.n <= 20 * text.n);
    arena_reset(arena);
}

static void a_run_of_marks_is_cut_to_thirty(void **state)
{
    (void)state;
    struct str run = joined(repeated("\u0301", 2 * 100000), repeated("\u0316", 2 * 100000));
    struct str out;
    struct err e;
    assert_int_equal(utf8_clean(arena, joined(STR("a"), run), UTF8_MANY_LINES, &out, &e), OK);
    assert_true(utf8_length(out) <= 31 && utf8_length(out) >= 30);
    assert_text(utf8_fold(arena, joined(STR("a"), run)), "a");
    /* What folding passes over does not begin a new run. */
    struct str joiners = joined(STR("a"), repeated("\u0301\u200B\u0316\u200B", 500 * 1000));
    assert_text(utf8_fold(arena, joiners), "a");
    assert_true(utf8_length(utf8_fold(arena, joined(STR("a"), repeated("\u0F73", 300000)))) < 200);
    arena_reset(arena);
}

static struct str cleaned(const char *text, enum utf8_lines lines)
{
    struct str out;
    struct err e;
    assert_int_equal(utf8_clean(arena, str_from(text), lines, &out, &e), OK);
    return out;
}

static void a_text_that_shows_nothing_is_empty(void **state)
{
    (void)state;
    static const char *const blank[] = {
        "",
        " \t ",
        "\u3164",
        "\u115F\u1160",
        "\uFFA0",
        "\u2800",
        "\u00A0\u3000",
        "\u200B",
        "\u2060",
        "\u00AD",
        "\uFE0F",
        "\U000E0061",
        "\u0301",
        " \u0301 \u0489",
        "\u200D",
        "\u180E",
        "\u2028",
        "\u2066\u2069",
        "\U0001D159",
        "\uFFFC",
        "\u3164 \u2800\u200B",
        "\u2065",
        "\uFFF0",
        "\U000E0FFF",
        "\u034F",
        "\u17B4",
        "\uFFF9",
    };
    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++) {
        assert_true(utf8_blank(str_from(blank[i])));
        assert_text(cleaned(blank[i], UTF8_ONE_LINE), "");
        assert_text(cleaned(blank[i], UTF8_MANY_LINES), "");
    }
    static const char *const shown[] = {"a", ".", "\u5C71", "\U0001F980", "\u3164a", "e\u0301"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        assert_false(utf8_blank(str_from(shown[i])));
    assert_true(utf8_blank(repeated("\u3164", 300000)));
    arena_reset(arena);
}

static void names_are_the_same_without_case_width_and_spaces(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"C#", "c#"},
        {"\uFF23++", "C++"},
        {"New  York", "new york"},
        {"New\u00A0York", "NEW YORK"},
        {"\u2764\uFE0F", "\u2764"},
        {"\uFB01n", "FIN"},
        {"Stra\u00DFe", "STRASSE"},
        {"\u30AC", "\uFF76\uFF9E"},
        {"co\u00ADop", "Coop"},
        {" a\u3000", "a"},
    };
    static const char *const other[][2] = {
        {"C", "C#"},
        {"C#", "C++"},
        {"a/b", "a b"},
        {"a\u00F1o", "ano"},
        {"\U0001F389", "\u2764"},
        {"\u0131", "i"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_true(str_eq(utf8_caseless(arena, str_from(same[i][0])),
                           utf8_caseless(arena, str_from(same[i][1]))));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(str_eq(utf8_caseless(arena, str_from(other[i][0])),
                            utf8_caseless(arena, str_from(other[i][1]))));
}

static void white_space_of_every_script_is_trimmed(void **state)
{
    (void)state;
    assert_text(utf8_trim(STR("\u3000 a\u2003b\u00A0\t")), "a\u2003b");
    assert_text(utf8_trim(STR("a")), "a");
    assert_text(utf8_trim(STR(" \u2028\n")), "");
    assert_text(utf8_trim(STR("")), "");
}

/* The Encoding Standard's rule: one U+FFFD for a character that breaks off. */
static void broken_bytes_become_one_replacement_each(void **state)
{
    (void)state;
    assert_text(utf8_repaired(arena, STR("a\xFF"
                                         "b")),
                "a\uFFFDb");
    assert_text(utf8_repaired(arena, STR("\xE6\x9D")), "\uFFFD");
    assert_text(utf8_repaired(arena, STR("\xE6\x9D\xE6\x9D\xB1")), "\uFFFD\u6771");
    assert_text(utf8_repaired(arena, STR("\xF0\x9F\x8E")), "\uFFFD");
    assert_text(utf8_repaired(arena, STR("\xED\xA0\x80")), "\uFFFD\uFFFD\uFFFD");
    assert_text(utf8_repaired(arena, STR("\xC0\xAF")), "\uFFFD\uFFFD");
    assert_text(utf8_repaired(arena, STR("\xF4\x90\x80\x80")), "\uFFFD\uFFFD\uFFFD\uFFFD");
    assert_text(utf8_repaired(arena, STR("caf\xE9 \u6771")), "caf\uFFFD \u6771");
}

static void no_line_is_shown_backwards(void **state)
{
    (void)state;
    assert_text(cleaned("\u202EnimdA\u202C", UTF8_ONE_LINE), "nimdA\u202C");
    assert_text(cleaned("a\u202Db", UTF8_ONE_LINE), "ab");
    assert_text(cleaned("\u05D0\u200F!", UTF8_ONE_LINE), "\u05D0\u200F!");
    arena_reset(arena);
}

static void a_message_that_is_cut_ends_with_a_whole_character(void **state)
{
    (void)state;
    struct problems p = {0};
    for (size_t shift = 0; shift < 4; shift++) {
        struct err e;
        struct str long_text = joined(repeated("x", shift), repeated("\U0001F980", 4 * 500));
        (void)err_set(&e, ERR_INVALID, "%.*s", STR_ARG(long_text));
        assert_true(utf8_valid(str_from(e.msg)) && strlen(e.msg) > 300);
        (void)err_wrap(&e, "%.*s", STR_ARG(str_head(long_text, 101)));
        assert_true(utf8_valid(str_skip(str_from(e.msg), 103)));
        p = (struct problems){0};
        problem_say(&p, "x", MESSAGE("{text}", PUT("text", long_text)));
        assert_true(utf8_valid(str_from(p.item[0].text)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_of_another_site_is_found_with_its_line),
        cmocka_unit_test(whatever_is_repeated_the_html_is_bounded),
        cmocka_unit_test(a_definition_that_is_used_often_is_refused),
        cmocka_unit_test(cells_that_a_table_lacks_count),
        cmocka_unit_test(nesting_has_a_bound),
        cmocka_unit_test(addresses_without_end_are_refused_before_they_are_looked_at),
        cmocka_unit_test(long_texts_that_people_write_fit),
        cmocka_unit_test(a_definition_in_a_comment_is_text),
        cmocka_unit_test(what_looks_like_a_definition_in_code_is_as_typed),
        cmocka_unit_test(an_address_with_a_definitions_signs_is_as_typed),
        cmocka_unit_test(the_lines_of_a_note_are_kept_once),
        cmocka_unit_test(a_run_of_marks_is_cut_to_thirty),
        cmocka_unit_test(a_text_that_shows_nothing_is_empty),
        cmocka_unit_test(names_are_the_same_without_case_width_and_spaces),
        cmocka_unit_test(white_space_of_every_script_is_trimmed),
        cmocka_unit_test(broken_bytes_become_one_replacement_each),
        cmocka_unit_test(no_line_is_shown_backwards),
        cmocka_unit_test(a_message_that_is_cut_ends_with_a_whole_character),
        cmocka_unit_test(what_lies_behind_a_text_in_memory_is_not_read),
        cmocka_unit_test(a_link_in_a_pictures_words_is_only_its_words),
        cmocka_unit_test(what_ends_has_begun),
        cmocka_unit_test(a_shortcode_alone_takes_its_paragraphs_place),
        cmocka_unit_test(a_shortcode_in_text_stands_in_the_text),
        cmocka_unit_test(a_shortcode_is_literal_in_code_in_double_brackets_and_behind_a_backslash),
        cmocka_unit_test(shortcodes_that_find_no_room_stay_as_typed),
        cmocka_unit_test(an_unknown_or_broken_shortcode_stays_as_typed),
        cmocka_unit_test(links_follow_top_level_paragraphs_only),
        cmocka_unit_test(a_long_text_is_cut_behind_a_whole_character_with_its_tags_closed),
        cmocka_unit_test(of_raw_html_the_words_are_shown),
        cmocka_unit_test(what_is_no_words_of_html_is_not_shown),
        cmocka_unit_test(html_that_is_not_closed_hides_no_words),
        cmocka_unit_test(shortcodes_in_raw_html_are_shortcodes),
        cmocka_unit_test(plain_text_has_dots_between_pieces_only),
        cmocka_unit_test(plain_text_has_the_words_of_html_and_unknown_shortcodes),
        cmocka_unit_test(the_proof_tells_of_html_and_shortcodes_with_their_lines),
        cmocka_unit_test(the_proof_counts_lines_across_notes),
        cmocka_unit_test(the_proof_lists_twenty_things_and_says_that_there_are_more),
        cmocka_unit_test(an_address_with_a_dangerous_scheme_makes_no_link),
        cmocka_unit_test(a_picture_alone_becomes_a_figure_with_its_caption),
        cmocka_unit_test(a_heading_has_an_id_of_its_words_that_no_other_has),
        cmocka_unit_test(the_highest_headings_of_a_text_are_of_the_second_level),
        cmocka_unit_test(whoever_asks_is_told_of_the_headings),
        cmocka_unit_test(several_texts_on_a_page_share_no_id),
        cmocka_unit_test(headings_of_notes_share_no_id_with_the_text_or_each_other),
        cmocka_unit_test(a_quotation_can_be_a_pull_quote_and_says_who_said_it),
        cmocka_unit_test(a_note_stands_below_the_text_that_calls_for_it),
        cmocka_unit_test(what_calls_for_no_note_stays_as_typed),
        cmocka_unit_test(a_picture_of_known_size_keeps_its_place),
        cmocka_unit_test(the_empty_corner_of_a_table_is_no_header),
        cmocka_unit_test(a_comment_is_a_smaller_markdown),
        cmocka_unit_test(a_text_is_not_cut_within_a_conjunct),
        cmocka_unit_test(a_comment_has_no_headings),
        cmocka_unit_test(links_of_a_comment_are_counted_once_each),
        cmocka_unit_test(an_excerpt_is_the_beginning_of_the_running_text),
        cmocka_unit_test(listed_words_match_whole_words_in_any_case_and_accent),
        cmocka_unit_test(a_star_asks_for_words_that_go_on),
        cmocka_unit_test(sixty_five_thousand_lines_find_the_one_that_matches),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}

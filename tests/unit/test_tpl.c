/* SPDX-License-Identifier: MIT */
/* Templates: what a view's members become in a page, and what is refused when templates are loaded.
 */
#include "tmpl/tpl.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define PRAGMA "{{%AUTOESCAPE context=\"HTML\"}}\n"

/* ---- folders of templates ---- */

static char shipped[64], override[64];

static int set_up(void **state)
{
    (void)state;
    snprintf(shipped, sizeof shipped, "/tmp/test_tpl_a_XXXXXX");
    snprintf(override, sizeof override, "/tmp/test_tpl_b_XXXXXX");
    return mkdtemp(shipped) && mkdtemp(override) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static int tear_down(void **state)
{
    (void)state;
    nftw(shipped, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    nftw(override, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return 0;
}

static void put_bytes(const char *dir, const char *name, const char *bytes, size_t n)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    mkdir(path, 0700);
    *slash = '/';
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static void put(const char *dir, const char *name, const char *text)
{
    put_bytes(dir, name, text, strlen(text));
}

static struct tpl_set *load(void)
{
    struct tpl_set *set = NULL;
    struct err e = {0};
    if (tpl_set_load(&set, shipped, override, NULL, &e) != OK)
        fail_msg("%s", e.msg);
    return set;
}

/* Loading is refused with a message that has all of PARTS (NULL ends them). */
static void assert_refused(const char *const *parts)
{
    struct tpl_set *set = NULL;
    struct err e = {0};
    assert_int_equal(tpl_set_load(&set, shipped, override, NULL, &e), ERR_INVALID);
    assert_null(set);
    for (; *parts != NULL; parts++)
        if (strstr(e.msg, *parts) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", e.msg, *parts);
}
#define ASSERT_REFUSED(...) assert_refused((const char *const[]){__VA_ARGS__, NULL})

/* ---- a view with one member of each kind ---- */

struct tag_view {
    struct str name, url;
    struct tpl_list inner;
};
static const struct tpl_field inner_fields[] = {TPL_FIELD(tag_view, "INNER", TPL_STR, name),
                                                TPL_END};
static const struct tpl_field tag_fields[] = {
    TPL_FIELD(tag_view, "NAME", TPL_STR, name),
    TPL_FIELD(tag_view, "URL", TPL_STR, url),
    TPL_SUB(tag_view, "INNER_LIST", TPL_LIST, inner, inner_fields, sizeof(struct tag_view)),
    TPL_END,
};

struct page_view {
    bool shown;
    struct str title;
    struct html body;
    int64_t count;
    struct tpl_list tags;
    const struct tag_view *author;
    struct tpl_include include;
};
static const struct tpl_field page_fields[] = {
    TPL_FIELD(page_view, "SHOWN", TPL_BOOL, shown),
    TPL_FIELD(page_view, "TITLE", TPL_STR, title),
    TPL_FIELD(page_view, "TITLE", TPL_IF_TEXT, title),
    TPL_FIELD(page_view, "BODY", TPL_HTML, body),
    TPL_FIELD(page_view, "COUNT", TPL_INT, count),
    TPL_SUB(page_view, "TAGS", TPL_LIST, tags, tag_fields, sizeof(struct tag_view)),
    TPL_SUB(page_view, "AUTHOR", TPL_VIEW, author, tag_fields, 0),
    TPL_FIELD(page_view, "INCLUDE", TPL_INCLUDE, include),
    TPL_END,
};

static struct tpl_set *load_lazily(void)
{
    struct tpl_set *set = NULL;
    struct err e = {0};
    if (tpl_set_load_lazily(&set, shipped, override, NULL, &e) != OK)
        fail_msg("%s", e.msg);
    return set;
}

/* The page of SET (which is freed) with V must be WANTED. */
static void assert_page(struct tpl_set *set, const struct page_view *v, const char *wanted)
{
    struct buf out = {0};
    struct err e = {0};
    if (tpl_expand(set, (struct tpl_include){"page.tpl", page_fields, v}, &out, &e) != OK)
        fail_msg("%s", e.msg);
    buf_add_char(&out, '\0');
    assert_string_equal(out.p, wanted);
    buf_release(&out);
    tpl_set_free(&set);
    assert_null(set);
}

/* TEMPLATE (without its pragma) expanded with V must give WANTED, whenever it is parsed. */
static void assert_expands(const char *template, const struct page_view *v, const char *wanted)
{
    char text[2048];
    snprintf(text, sizeof text, "%s%s", PRAGMA, template);
    put(shipped, "page.tpl", text);
    assert_page(load(), v, wanted);
    assert_page(load_lazily(), v, wanted);
}

static void test_text_is_escaped(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("<b> & \"x\" 'y'")};
    assert_expands("<h1>{{TITLE}}</h1>", &v, "<h1>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;</h1>");
}

static void test_attribute_is_escaped(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("\" onload=\"alert(1)")};
    assert_expands("<p title=\"{{TITLE}}\">", &v, "<p title=\"&quot; onload=&quot;alert(1)\">");
}

static void test_href_keeps_addresses_of_the_web_and_of_mail_only(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("javascript:alert(1)")};
    assert_expands("<a href=\"{{TITLE}}\">", &v, "<a href=\"#\">");
    v.title = STR(" JaVaScRiPt:alert(1)");
    assert_expands("<a href=\"{{TITLE}}\">", &v, "<a href=\"#\">");
    v.title = STR("data:text/html,x");
    assert_expands("<img src=\"{{TITLE}}\">", &v, "<img src=\"#\">");
    v.title = STR("https://example.org/?a=1&b=2");
    assert_expands("<a href=\"{{TITLE}}\">", &v, "<a href=\"https://example.org/?a=1&amp;b=2\">");
    v.title = STR("/2026/05/01/a/#comments");
    assert_expands("<a href=\"{{TITLE}}\">", &v, "<a href=\"/2026/05/01/a/#comments\">");
    v.title = STR("mailto:?subject=Tides%20%26%20times&body=\"x\"");
    assert_expands("<a href=\"{{TITLE}}\">", &v,
                   "<a href=\"mailto:?subject=Tides%20%26%20times&amp;body=&quot;x&quot;\">");
    v.title = STR("MAILTO:news@example.org");
    assert_expands("{{#SHOWN}}{{/SHOWN}}<a href='{{TITLE}}'>", &v,
                   "<a href='MAILTO:news@example.org'>");
    v.title = STR("?q=mail:to#a:b");
    assert_expands("<a href=\"{{TITLE}}\">", &v, "<a href=\"?q=mail:to#a:b\">");
    const char *const refused[] = {"java\tscript:alert(1)",
                                   "\x1fjavascript:alert(1)",
                                   "vbscript:x",
                                   "x:mailto:a@b",
                                   "https:evil",
                                   ":x"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        v.title = str_from(refused[i]);
        assert_expands("<a href=\"{{TITLE}}\">", &v, "<a href=\"#\">");
    }
}

static void test_script_and_style_values_stay_inside(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("\"</script>")};
    assert_expands("<script>x = \"{{TITLE}}\";</script>", &v,
                   "<script>x = \"\\x22\\x3c/script\\x3e\";</script>");
}

static void test_html_stands_as_it_is_where_the_template_says_none(void **state)
{
    (void)state;
    struct page_view v = {.body = {"<p>a & b</p>", 12}};
    assert_expands("{{BODY:none}}", &v, "<p>a & b</p>");
    assert_expands("{{BODY}}", &v, "&lt;p&gt;a &amp; b&lt;/p&gt;");
}

static void test_marks_of_holes_pass_in_text_and_attributes(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("\x01"
                                       "0,12,-3\x02"),
                          .body = {"\x01"
                                   "5,0,0\x02",
                                   7}};
    assert_expands("{{TITLE}} <i title=\"{{TITLE}}\"{{BODY:none}}>", &v,
                   "\x01"
                   "0,12,-3\x02 <i title=\"\x01"
                   "0,12,-3\x02\"\x01"
                   "5,0,0\x02>");
}

static void test_line_breaks_stay(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("one\r\n\ttwo & <b>\n")};
    assert_expands("<textarea>\n{{TITLE}}</textarea>", &v,
                   "<textarea>\none\r\n\ttwo &amp; &lt;b&gt;\n</textarea>");
    assert_expands("<input value=\"{{TITLE}}\">", &v,
                   "<input value=\"one\r\n\ttwo &amp; &lt;b&gt;\n\">");
    v.title = STR("a\nb=\"c\"");
    assert_expands(
        "{{{TITLE}}} {{! {{TITLE}} <pre>{{TITLE}}</pre><script>x = '{{TITLE}}'</script>{{TITLE}}",
        &v,
        "{a\nb=&quot;c&quot;}  <pre>a\nb=&quot;c&quot;</pre>"
        "<script>x = 'a\\nb\\x3d\\x22c\\x22'</script>a\nb=&quot;c&quot;");
}

static void test_numbers_are_decimal(void **state)
{
    (void)state;
    struct page_view v = {.count = INT64_MIN};
    assert_expands("{{COUNT}}", &v, "-9223372036854775808");
    v.count = 0;
    assert_expands("{{COUNT}}", &v, "0");
}

static void test_bool_shows_its_section(void **state)
{
    (void)state;
    struct page_view v = {.shown = true};
    assert_expands("<p{{#SHOWN}} class=\"a\"{{/SHOWN}}>", &v, "<p class=\"a\">");
    v.shown = false;
    assert_expands("<p{{#SHOWN}} class=\"a\"{{/SHOWN}}>", &v, "<p>");
}

static void test_text_shows_its_section_where_there_is_any(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("a")};
    assert_expands("{{#TITLE}}<h1>{{TITLE}}</h1>{{/TITLE}}", &v, "<h1>a</h1>");
    v.title = STR_NONE;
    assert_expands("{{#TITLE}}<h1>{{TITLE}}</h1>{{/TITLE}}", &v, "");
}

static void test_list_repeats_its_section_and_looks_names_up_around_it(void **state)
{
    (void)state;
    const struct tag_view inner[] = {{.name = STR("1")}, {.name = STR("2")}};
    const struct tag_view tags[] = {{.name = STR("a<"), .url = STR("/a/")},
                                    {.name = STR("b"), .inner = {inner, 2}}};
    struct page_view v = {.title = STR("T"), .shown = true, .tags = {tags, 2}};
    assert_expands("{{#TAGS}}<a href=\"{{URL}}\">{{NAME}}</a>{{#TAGS_separator}}, "
                   "{{/TAGS_separator}}{{/TAGS}}",
                   &v, "<a href=\"/a/\">a&lt;</a>, <a href=\"\">b</a>");
    assert_expands("{{#TAGS}}{{NAME}}:{{#INNER_LIST}}{{TITLE}}{{NAME}}{{INNER}}"
                   "{{#SHOWN}}!{{/SHOWN}}{{/INNER_LIST}}; {{/TAGS}}",
                   &v, "a&lt;:; b:Tb1!Tb2!; ");
    v.tags.n = 0;
    assert_expands("{{#TAGS}}{{NAME}}{{/TAGS}}", &v, "");
}

static void test_view_is_a_section_with_its_own_names(void **state)
{
    (void)state;
    const struct tag_view author = {.name = STR("Ada"), .url = STR("/author/ada/")};
    struct page_view v = {.title = STR("T"), .author = &author};
    assert_expands("{{#AUTHOR}}{{NAME}} of {{TITLE}}{{/AUTHOR}}{{NAME}}", &v, "Ada of T");
    v.author = NULL;
    assert_expands("{{#AUTHOR}}{{NAME}}{{/AUTHOR}}", &v, "");
}

static void test_include_shows_its_own_view(void **state)
{
    (void)state;
    put(shipped, "part/tag.tpl", PRAGMA "<i>{{NAME}}{{TITLE}}</i>\n");
    const struct tag_view tag = {.name = STR("<x>")};
    struct page_view v = {.title = STR("T"), .include = {"part/tag.tpl", tag_fields, &tag}};
    assert_expands("{{TITLE}}{{>INCLUDE}}", &v, "T<i>&lt;x&gt;</i>\n");
    v.include.file = NULL;
    assert_expands("{{TITLE}}{{>INCLUDE}}", &v, "T");
    v.include.file = "";
    assert_expands("{{TITLE}}{{>INCLUDE}}", &v, "T");
}

static void test_include_on_an_indented_line_leaves_its_lines_alone(void **state)
{
    (void)state;
    put(shipped, "part.tpl", PRAGMA "<textarea>{{NAME}}</textarea>\n");
    const struct tag_view tag = {.name = STR("one\ntwo")};
    struct page_view v = {.shown = true, .include = {"part.tpl", tag_fields, &tag}};
    const char *text = "<textarea>one\ntwo</textarea>\n";
    char wanted[128];
    assert_expands("  {{>INCLUDE}}\n", &v, text);
    assert_expands("\t{{>INCLUDE}} \r\n", &v, text);
    snprintf(wanted, sizeof wanted, "<p>\n  %s</p>", text);
    assert_expands("<p>\n  {{>INCLUDE}}</p>", &v, wanted);
    snprintf(wanted, sizeof wanted, " %s", text);
    assert_expands("{{#SHOWN}} {{>INCLUDE}}{{/SHOWN}}", &v, wanted);
    snprintf(wanted, sizeof wanted, "%s%s\n", text, text);
    assert_expands("{{>INCLUDE}}{{>INCLUDE}}\n", &v, wanted);
}

static void test_names_that_no_table_has_are_empty(void **state)
{
    (void)state;
    struct page_view v = {.shown = true};
    assert_expands("a{{NONE}}{{#NONE}}b{{/NONE}}{{>NONE}}c{{SHOWN}}", &v, "ac");
}

static void test_lines_of_markers_leave_no_blank_lines(void **state)
{
    (void)state;
    struct page_view v = {.shown = true};
    assert_expands("<ul>\n  {{#SHOWN}}\n  <li>x</li>\n\n  {{/SHOWN}}\n</ul>\n", &v,
                   "<ul>\n  <li>x</li>\n</ul>\n");
}

/* ---- failing ---- */

static void test_a_failed_expansion_leaves_the_output_as_it_was(void **state)
{
    (void)state;
    put(shipped, "page.tpl", PRAGMA "much text {{>INCLUDE}}");
    struct tpl_set *set = load();
    struct page_view v = {.include = {"gone.tpl", page_fields, NULL}};
    struct buf out = {0};
    struct err e;
    buf_add_c(&out, "kept");
    assert_int_equal(tpl_expand(set, (struct tpl_include){"page.tpl", page_fields, &v}, &out, &e),
                     ERR_BUG);
    assert_non_null(strstr(e.msg, "gone.tpl"));
    assert_int_equal(tpl_expand(set, (struct tpl_include){"none.tpl", page_fields, &v}, &out, &e),
                     ERR_BUG);
    assert_non_null(strstr(e.msg, "none.tpl"));
    assert_true(str_eq(buf_str(&out), STR("kept")));
    buf_release(&out);
    tpl_set_free(&set);
}

static void test_includes_without_end_fail(void **state)
{
    (void)state;
    put(shipped, "page.tpl", PRAGMA "x{{>INCLUDE}}");
    struct tpl_set *set = load();
    struct page_view v = {.include = {"page.tpl", page_fields, &v}};
    struct buf out = {0};
    struct err e;
    assert_int_equal(tpl_expand(set, (struct tpl_include){"page.tpl", page_fields, &v}, &out, &e),
                     ERR_BUG);
    assert_int_equal(out.n, 0);
    buf_release(&out);
    tpl_set_free(&set);
}

/* ---- loading ---- */

static void test_a_sites_own_file_takes_the_shipped_ones_place(void **state)
{
    (void)state;
    struct page_view v = {.title = STR("T")};
    put(override, "page.tpl", PRAGMA "ours {{TITLE}} {{>INCLUDE}}");
    put(override, "extra/added.tpl", PRAGMA "added");
    put(override, "page.tpl~", "left by an editor");
    put(override, ".page.tpl", "hidden");
    v.include.file = "extra/added.tpl";
    assert_expands("shipped {{TITLE}}", &v, "ours T added");
}

static void test_an_absent_override_folder_is_none(void **state)
{
    (void)state;
    struct page_view v = {0};
    assert_int_equal(rmdir(override), 0);
    assert_expands("shipped", &v, "shipped");
}

static void test_a_byte_order_mark_is_skipped(void **state)
{
    (void)state;
    struct page_view v = {0};
    put(override, "page.tpl", "\xef\xbb\xbf" PRAGMA "x");
    assert_expands("", &v, "x");
}

static void test_a_broken_template_names_its_file_and_line(void **state)
{
    (void)state;
    put(override, "site/a.tpl", PRAGMA "<p>\n{{#LIST}}\n<b>\n{{#B}}{{/B}}\n");
    ASSERT_REFUSED("site/a.tpl", "line 3", "before all sections were closed");
    put(override, "site/a.tpl", PRAGMA "{{#A}}\n\n{{/B}}\n{{/A}}\n");
    ASSERT_REFUSED("site/a.tpl", "line 4", "different section");
    put(override, "site/a.tpl", PRAGMA "{{#A}}\n{{A:zork}}\n{{/A}}\n\n{{#B}}{{/B}}");
    ASSERT_REFUSED("site/a.tpl", "line 3", "zork");
    put(override, "site/a.tpl", PRAGMA "{{! two\nlines }}\n{{NAME }}\n\n");
    ASSERT_REFUSED("site/a.tpl", "line 4", "Illegal name");
    put(override, "site/a.tpl", PRAGMA "a\nb\n{{NAME\n\n");
    ASSERT_REFUSED("site/a.tpl", "line 4", "No ending");
    put(override, "site/a.tpl", PRAGMA "a\n\n<a href={{URL}}>\n");
    ASSERT_REFUSED("site/a.tpl", "line 4", "enclosed in quotes");
}

static void test_the_pragma_is_required(void **state)
{
    (void)state;
    put(override, "a.tpl", "<p>{{TITLE}}</p>");
    ASSERT_REFUSED("a.tpl", "line 1", "AUTOESCAPE");
    put(override, "a.tpl", "");
    ASSERT_REFUSED("a.tpl", "line 1", "AUTOESCAPE");
    put(override, "a.tpl", "\n" PRAGMA);
    ASSERT_REFUSED("a.tpl", "line 1", "AUTOESCAPE");
    put(override, "a.tpl", "{{%AUTOESCAPE context=\"NONE\"}}\n");
    ASSERT_REFUSED("a.tpl", "line 1", "Invalid context");
    put(override, "a.tpl", PRAGMA PRAGMA);
    ASSERT_REFUSED("a.tpl", "line 2", "once");
    put(override, "a.tpl", "{{%AUTOESCAPE context=\"XML\"}}\n<a>{{TITLE}}</a>");
    struct tpl_set *set = load();
    tpl_set_free(&set);
}

static void test_what_would_upset_the_engine_or_a_page_is_refused(void **state)
{
    (void)state;
    put(override, "a.tpl", PRAGMA "\nx\x01y");
    ASSERT_REFUSED("a.tpl", "line 3", "control character");
    put(override, "a.tpl", PRAGMA "{{=| |=}}");
    ASSERT_REFUSED("a.tpl", "line 2", "cannot be changed");
    struct buf deep = {0};
    buf_add_c(&deep, PRAGMA);
    for (int i = 0; i < 20000; i++)
        buf_add_c(&deep, "{{#A}}");
    put_bytes(override, "a.tpl", deep.p, deep.n);
    ASSERT_REFUSED("a.tpl", "line 2", "sections are nested");
    buf_release(&deep);
}

static void test_only_regular_files_of_bounded_size_are_read(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/pipe.tpl", override);
    assert_int_equal(mkfifo(path, 0600), 0);
    ASSERT_REFUSED("pipe.tpl", "not a regular file");
    assert_int_equal(unlink(path), 0);

    char *large = calloc(1, (1 << 20) + 1);
    assert_non_null(large);
    put_bytes(override, "large.tpl", large, (1 << 20) + 1);
    free(large);
    ASSERT_REFUSED("large.tpl", "1 MiB");
    snprintf(path, sizeof path, "%s/large.tpl", override);
    assert_int_equal(unlink(path), 0);

    snprintf(path, sizeof path, "%s/loop", override);
    assert_int_equal(symlink(".", path), 0);
    struct tpl_set *set = load(); /* a link to a folder is not followed */
    tpl_set_free(&set);
}

static void test_an_absent_shipped_folder_is_an_error(void **state)
{
    (void)state;
    struct tpl_set *set = NULL;
    struct err e;
    assert_int_equal(tpl_set_load(&set, "/nonexistent", NULL, NULL, &e), ERR_IO);
    assert_non_null(strstr(e.msg, "/nonexistent"));
    assert_null(set);
}

static void test_every_shipped_template_parses(void **state)
{
    (void)state;
    struct tpl_set *set = NULL;
    struct err e;
    if (tpl_set_load(&set, NULL, NULL, NULL, &e) != OK)
        fail_msg("%s", e.msg);
    tpl_set_free(&set);
    tpl_set_free(&set); /* of nothing: nothing */
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* ---- templates that are parsed when they are shown ---- */

static void test_a_lazy_set_parses_what_is_shown_and_nothing_else(void **state)
{
    (void)state;
    put(shipped, "page.tpl", PRAGMA "{{#TAGS}}{{NAME}}{{/TAGS}}{{>INCLUDE}}");
    put(shipped, "part.tpl", PRAGMA "({{TITLE}}{{>INCLUDE}})");
    put(shipped, "deeper.tpl", PRAGMA "[{{TITLE}}]");
    put(shipped, "other.tpl", PRAGMA "{{#NEVER_CLOSED}}");
    struct tpl_set *set = load_lazily();
    size_t all = tpl_set_size(set);
    assert_int_equal(tpl_set_parsed(set), 0);
    struct page_view deeper = {.title = STR("c")};
    struct page_view part = {.title = STR("b"), .include = {"deeper.tpl", page_fields, &deeper}};
    struct page_view v = {.include = {"part.tpl", page_fields, &part}};
    struct buf out = {0};
    struct err e = {0};
    for (int i = 0; i < 2; i++) {
        out.n = 0;
        assert_int_equal(
            tpl_expand(set, (struct tpl_include){"page.tpl", page_fields, &v}, &out, &e), OK);
        assert_int_equal(tpl_set_parsed(set), 3);
        assert_true(str_eq(buf_str(&out), STR("(b[c])")));
    }
    assert_int_equal(tpl_expand(set, (struct tpl_include){"other.tpl", page_fields, &v}, &out, &e),
                     ERR_BUG);
    assert_non_null(strstr(e.msg, "other.tpl"));
    assert_int_equal(tpl_set_parsed(set), 3);
    assert_int_equal(tpl_set_size(set), all);
    buf_release(&out);
    tpl_set_free(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_text_is_escaped),
        TEST(test_attribute_is_escaped),
        TEST(test_href_keeps_addresses_of_the_web_and_of_mail_only),
        TEST(test_script_and_style_values_stay_inside),
        TEST(test_html_stands_as_it_is_where_the_template_says_none),
        TEST(test_marks_of_holes_pass_in_text_and_attributes),
        TEST(test_line_breaks_stay),
        TEST(test_numbers_are_decimal),
        TEST(test_bool_shows_its_section),
        TEST(test_text_shows_its_section_where_there_is_any),
        TEST(test_list_repeats_its_section_and_looks_names_up_around_it),
        TEST(test_view_is_a_section_with_its_own_names),
        TEST(test_include_shows_its_own_view),
        TEST(test_include_on_an_indented_line_leaves_its_lines_alone),
        TEST(test_names_that_no_table_has_are_empty),
        TEST(test_lines_of_markers_leave_no_blank_lines),
        TEST(test_a_failed_expansion_leaves_the_output_as_it_was),
        TEST(test_includes_without_end_fail),
        TEST(test_a_sites_own_file_takes_the_shipped_ones_place),
        TEST(test_an_absent_override_folder_is_none),
        TEST(test_a_byte_order_mark_is_skipped),
        TEST(test_a_broken_template_names_its_file_and_line),
        TEST(test_the_pragma_is_required),
        TEST(test_what_would_upset_the_engine_or_a_page_is_refused),
        TEST(test_only_regular_files_of_bounded_size_are_read),
        TEST(test_an_absent_shipped_folder_is_an_error),
        TEST(test_every_shipped_template_parses),
        TEST(test_a_lazy_set_parses_what_is_shown_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

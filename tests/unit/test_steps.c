/* SPDX-License-Identifier: MIT */
/* What hostile texts cost, in steps (step_counter.h) and bytes. Twice the text may cost twice as
 * much, and no byte more than so many steps. The patterns are those that md4c and CommonMark
 * publish (test/pathological-tests.py, test/pathological_tests.py), and what else was found to be
 * dear here.
 *
 * md4c is a library: its steps are counted from above before it is given a text (md4c_input.h), and
 * that count stands in for it here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "step_counter.h"
#include "text/comment_text.h"
#include "text/excerpt.h"
#include "text/footnotes.h"
#include "text/html_cut.h"
#include "text/markdown.h"
#include "text/md4c_input.h"
#include "text/proofread.h"
#include "text/searchable.h"
#include "text/slug.h"

enum {
    COMMENT_MAX = 64 * 1024,
    ARTICLE_LONG = 64 * 1024,
    ARTICLE_MAX = 1024 * 1024,
    FIELD_MAX = 64 * 1024,
};

/* ---- the patterns ---- */

static struct buf made;

static void put(const char *piece, size_t bytes)
{
    for (size_t n = strlen(piece); bytes >= n; bytes -= n)
        buf_add_c(&made, piece);
}

static void a_quotation_of_quotations(size_t n)
{
    put("> ", n - 1);
    put("a", 1);
}

static void lists_in_a_deep_quotation(size_t n)
{
    put(">", 1000);
    put("a*", n - 1000);
}

static void backticks_of_every_length(size_t n)
{
    for (size_t i = 1; made.n + i < n; i++) {
        put("e", 1);
        put("`", i);
    }
}

static void many_references(size_t n)
{
    for (int i = 0; made.n < n / 2; i++)
        buf_printf(&made, "[%d]: u\n", i);
    put("[0] ", n / 2);
}

static void uses_of_one_long_definition(size_t n)
{
    put("[x]: /", 6);
    put("x", n / 10);
    put("\n\n", 2);
    put("[x] ", n - n / 10 - 8);
}

static void nested_lists(size_t n)
{
    for (size_t i = 0; made.n < n; i++) {
        put("  ", 2 * (i % 1000));
        put("* a\n", 4);
    }
}

static void blank_lines_in_nested_lists(size_t n)
{
    put("- ", 4000 < n / 2 ? 4000 : n / 2);
    put("x", 1);
    put("\n", n / 2);
}

static void headings_of_numbers(size_t n)
{
    for (int i = 0; made.n < n; i++)
        buf_printf(&made, "# a %d\n", i);
}

static void headings_that_take_each_others_ids(size_t n)
{
    for (int i = 250; made.n < n; i--)
        buf_printf(&made, i > 1 ? "# a %d\n" : "# a\n", i);
}

static void notes(size_t n)
{
    for (int i = 0; made.n < n; i++)
        buf_printf(&made, "[^%d]: x\n", i);
}

static void notes_that_are_called_for(size_t n)
{
    for (int i = 0; i < 200; i++)
        buf_printf(&made, "[^note-%d]: x\n", i);
    put("[^note-199] ", n - made.n);
}

static void table_of(size_t columns, size_t n)
{
    put("|a", 2 * columns);
    put("|\n", 2);
    put("|-", 2 * columns);
    put("|\n", 2);
    put("|\n", n - made.n);
}

static void a_wide_table(size_t n)
{
    table_of(100, n);
}

static void a_very_wide_table(size_t n)
{
    table_of(1000, n);
}

static const struct pattern {
    const char *name;
    /* BEFORE once, then half of the length of FIRST, MIDDLE, and half of LAST; or the function. */
    const char *before, *first, *middle, *last;
    void (*make)(size_t n);
} patterns[] = {
    {"nested strong emphasis", "", "*a **a ", "b", " a** a*", NULL},
    {"emphasis closers without openers", "", "a_ ", "", "a_ ", NULL},
    {"emphasis openers without closers", "", "_a ", "", "_a ", NULL},
    {"triple emphasis marks", "", "a***", "", "a***", NULL},
    {"link closers without openers", "", "a]", "", "a]", NULL},
    {"link openers without closers", "", "[a", "", "[a", NULL},
    {"mismatched openers and closers", "", "*a_ ", "", "*a_ ", NULL},
    {"openers and closers that are multiples of three", "", "a**b", "", "c* ", NULL},
    {"link openers and emphasis closers", "", "[ a_", "", "[ a_", NULL},
    {"links in emphasis", "", "**x [a*b**c*](d)\n", "", "**x [a*b**c*](d)\n", NULL},
    {"nested brackets", "", "[", "a", "]", NULL},
    {"nested brackets where links are defined", "[a]: /b\n\n", "[", "a", "]", NULL},
    {"escaped backticks", "", "\\``", "", "\\``", NULL},
    {"links", "", "[t](/u) ", "", "[t](/u) ", NULL},
    {"broken definitions", "", "[a]: <\n", "", "[a]: <\n", NULL},
    {"tags of nothing", "", "<>", "", "<>", NULL},
    {"instructions that do not end", "x", "<?", "", "<?", NULL},
    {"declarations that do not end", "x", "<!A ", "", "<!A ", NULL},
    {"CDATA sections that do not end", "x", "<![CDATA[", "", "<![CDATA[", NULL},
    {"comments that do not end", "x", "<!--", "", "<!--", NULL},
    {"tags that do not end", "x", "<a ", "", "<a ", NULL},
    {"values that do not end", "x", "<a b=\"", "", "<a b=\"", NULL},
    {"scripts that do not end", "x", "<script>", "", "<script>", NULL},
    {"scripts that end", "x", "<script></script>", "", "<script></script>", NULL},
    {"blocks of raw HTML", "", "<p a=\">\">b</p>\n", "", "<p a=\">\">b</p>\n", NULL},
    {"blocks of raw HTML without words", "", "<div>\n\n", "", "</div>\n\n", NULL},
    {"items without words", "", "- &nbsp;\n", "", "- &nbsp;\n", NULL},
    {"blanks of code before empty items", "", "        ", "\n\n", "-\n", NULL},
    {"tags in values", "<p>", "<a =\">\"", "", "<a =\">\"", NULL},
    {"comments in a block", "<p>", "<!-- <?x <![CDATA[ ", "", "<!-- <?x <![CDATA[ ", NULL},
    {"links that do not end, in brackets", "", "[a](<b", "", "[a](<b", NULL},
    {"links that do not end", "", "[a](b", "", "[a](b", NULL},
    {"titles that do not end", "", "[a](b \"", "", "[a](b \"", NULL},
    {"pictures in pictures", "", "![[]()", "", "![[]()", NULL},
    {"pictures with references", "", "![](/a&amp;b)\n", "", "![](/a&amp;b)\n", NULL},
    {"pictures that are defined", "[a]: /b&amp;c\n\n", "![a]\n\n", "", "![a]\n\n", NULL},
    {"brackets and parentheses", "", "[ (](", "", "[ (](", NULL},
    {"targets without links", "", "]([\n", "", "]([\n", NULL},
    {"brackets, a line each", "", "[a]\n", "", "[a]\n", NULL},
    {"hosts that go on", "", "www._", "", "www._", NULL},
    {"addresses with parentheses", "", "http://a.b(", "", "http://a.b(", NULL},
    {"addresses", "", "http://a.b ", "", "http://a.b ", NULL},
    {"addresses of e-mail", "", "a@b.c ", "", "a@b.c ", NULL},
    {"references of characters", "", "&a;&#1;&x", "", "&a;&#1;&x", NULL},
    {"rules and lists", "", "- - -\n", "", "- - -\n", NULL},
    {"numbered lists", "", "1. ", "", "1. ", NULL},
    {"headings of one name", "", "# a\n", "", "# a\n", NULL},
    {"underlined lines", "ab", "ab\n===\n", "", "ab\n===\n", NULL},
    {"headings without a name", "", "#\n", "", "#\n", NULL},
    {"a table of two columns", "a|b\n-|-\n", "|\n", "", "|\n", NULL},
    {"shortcodes", "", "[a-b c=\"d\"] ", "", "[a-b c=\"d\"] ", NULL},
    {"shortcodes in many paragraphs", "", "[post-views]\n\n", "", "[post-views]\n\n", NULL},
    {"shortcodes that do not end", "", "[a b=\"", "", "[a b=\"", NULL},
    {"shortcodes with values that go on", "", "[a b=", "", "[a b=", NULL},
    {"shortcodes with underscores", "", "[a_b ", "", "[a_b ", NULL},
    {"calls for no notes", "", "[^a]", "", "[^a]", NULL},
    {"a note of many lines", "[^a]\n\n[^a]: b\n", "  c\n", "", "  c\n", NULL},
    {"fences", "", "~~~\n", "", "~~~\n", NULL},
    {"pull quotes", "", "> [pull-quote]\n\n", "", "> [pull-quote]\n\n", NULL},
    {"pull quotes in one another", "", ">>>>>>>> [pull-quote]\n\n", "", ">>>>>>>> [pull-quote]\n\n",
     NULL},
    {"quotation marks", "", "\"", "", "\"", NULL},
    {"short lines", "", "a\n", "", "a\n", NULL},
    {"one word", "", "a", "", "a", NULL},
    {"blanks", "x", " ", "", " ", NULL},
    {"two runs of marks", "a", "\u0301", "", "\u0316", NULL},
    {"alternating marks", "a", "\u0316\u0301", "", "\u0316\u0301", NULL},
    {"marks and joiners", "a", "\u0301\u200d\u0316", "", "\u0301\u200d\u0316", NULL},
    {"Tibetan vowels that come apart", "", "\u0f73", "", "\u0f73", NULL},
    {"letters with marks", "", "e\u0301\u0316", "", "e\u0301\u0316", NULL},
    {"ligatures that come apart", "", "\ufdfa", "", "\ufdfa", NULL},
    {"voiced halves", "", "\uff76\uff9e", "", "\uff76\uff9e", NULL},
#define MADE(name)                                                                                 \
    {                                                                                              \
#name, "", "", "", "", name                                                                \
    }
    MADE(a_quotation_of_quotations),
    MADE(lists_in_a_deep_quotation),
    MADE(backticks_of_every_length),
    MADE(many_references),
    MADE(uses_of_one_long_definition),
    MADE(nested_lists),
    MADE(blank_lines_in_nested_lists),
    MADE(headings_of_numbers),
    MADE(headings_that_take_each_others_ids),
    MADE(notes),
    MADE(notes_that_are_called_for),
    MADE(a_wide_table),
    MADE(a_very_wide_table),
};
enum { PATTERNS = sizeof patterns / sizeof *patterns };

/* N bytes of P or less, whole characters. */
static struct str text_of(struct arena *a, const struct pattern *p, size_t n)
{
    made = buf_in(a);
    if (p->make != NULL) {
        p->make(n);
        return utf8_cut(buf_str(&made), n);
    }
    size_t around = strlen(p->before) + strlen(p->middle);
    buf_add_c(&made, p->before);
    put(p->first, (n - around) / 2);
    buf_add_c(&made, p->middle);
    put(p->last, (n - around) / 2);
    return buf_str(&made);
}

/* ---- what is done to texts ---- */

/* Whether md4c is given TEXT; then it takes at most so many steps a byte, however they are spread.
 */
static bool md4c_is_bounded(struct arena *a, struct str text, bool in_comment)
{
    struct md4c_text in;
    if (!md4c_input(a, text, in_comment ? DIALECT_COMMENT : DIALECT_ARTICLE, &in))
        return false;
    size_t n = in.text.n;
    size_t most = in_comment ? 128 * n + ((size_t)1 << 20) : 512 * n + ((size_t)1 << 24);
    assert_true(md4c_steps(in.text, SIZE_MAX) <= most);
    return true;
}

/* Taken, and shown on a page and in the queue. */
static void comment(struct arena *a, struct str text)
{
    const struct html_limits limits = {1000, 20, 16 * 1024};
    bool cut;
    bool fits = comment_fits(text);
    assert_true(!fits || md4c_is_bounded(a, text, true));
    (void)comment_link_count(text);
    struct html html = comment_html(a, text, DIRECTION_LTR);
    (void)html_cut(a, html, &limits, &cut);
    assert_true(html.n <= 8 * text.n + 64 * 1024);
}

static struct str without_notes(struct arena *a, struct str text)
{
    struct footnotes taken;
    return footnotes_extract(a, text, &taken);
}

/* A fold_word_fn. */
static void ignore_word(void *arg, struct str word, size_t from, size_t to)
{
    (void)arg, (void)word, (void)from, (void)to;
}

/* Saved, shown, and put into the search. */
static void article(struct arena *a, struct str text)
{
    struct proofread proof;
    markdown_proofread(a, text, STR_NONE, &proof);
    assert_true(!proof.fits || md4c_is_bounded(a, without_notes(a, text), false));
    for (size_t i = 0; i < proof.n; i++)
        (void)proofread_sentence(a, &proof, i);
    struct html html = markdown_html(a, text, NULL);
    (void)excerpt_from(a, text, 220);
    (void)word_count(a, text);
    fold_words(searchable_text(a, plain_text_from(a, text)), ignore_word, NULL);
    assert_true(html.n <= 20 * text.n + 64 * 1024);
}

static void note(struct arena *a, struct str text)
{
    struct buf b = buf_in(a);
    buf_add_c(&b, "A call[^1].\n\n[^1]: ");
    for (struct str rest = text; rest.p != NULL;) {
        buf_add(&b, str_split(&rest, '\n'));
        buf_add_c(&b, "\n  ");
    }
    article(a, buf_str(&b));
}

static void field(struct arena *a, struct str text)
{
    struct str clean;
    struct err e;
    if (utf8_clean(a, text, UTF8_MANY_LINES, &clean, &e) == OK)
        (void)slug_from(a, utf8_fold(a, clean), STR("x"));
}

/* The steps of RUN with TEXT. */
static uint64_t steps_of(void (*run)(struct arena *a, struct str text), struct str text)
{
    struct arena *a = arena_new(64 * 1024);
    steps = 0;
    run(a, text);
    uint64_t taken = steps;
    arena_free(&a);
    return taken;
}

/* How many times the steps of a half the whole may take. The shorter the text, the less a quadratic
 * part adds to this: 2.12 finds here what 2.2 would find in texts twice as long. */
static const double RATIO_MAX = 2.12;

static int failures;

static void look(const char *kind, void (*run)(struct arena *a, struct str text),
                 const struct pattern *p, size_t n, uint64_t per_byte)
{
    struct arena *a = arena_new(64 * 1024);
    struct str half = text_of(a, p, n / 2), whole = text_of(a, p, n);
    uint64_t small = steps_of(run, half), large = steps_of(run, whole);
    double ratio = (double)large / (double)small * (double)half.n / (double)whole.n * 2;
    if (getenv("STEPS") != NULL)
        print_message("%s\t%s\t%.2f\t%.0f\n", kind, p->name, ratio,
                      (double)large / (double)whole.n);
    if (large < whole.n / 16 || ratio > RATIO_MAX || large > per_byte * whole.n) {
        failures++;
        print_error("%s of %zu bytes, %s: %.2f times the steps of half of it, %.0f a byte\n", kind,
                    whole.n, p->name, ratio, (double)large / (double)whole.n);
    }
    arena_free(&a);
}

static void a_comment_costs_what_its_length_costs(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < PATTERNS; i++)
        look("a comment", comment, &patterns[i], COMMENT_MAX, 200);
    assert_int_equal(failures, 0);
}

static void an_article_costs_what_its_length_costs(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < PATTERNS; i++)
        look("an article", article, &patterns[i], ARTICLE_LONG, 500);
    assert_int_equal(failures, 0);
}

/* Those whose cost once grew with more than their length. */
static void the_longest_article_costs_what_its_length_costs(void **state)
{
    (void)state;
    static void (*const makes[])(size_t n) = {headings_of_numbers,
                                              headings_that_take_each_others_ids, notes,
                                              notes_that_are_called_for, a_wide_table};
    failures = 0;
    for (size_t i = 0; i < PATTERNS; i++)
        for (size_t k = 0; k < sizeof makes / sizeof *makes; k++)
            if (patterns[i].make == makes[k])
                look("an article", article, &patterns[i], ARTICLE_MAX, 500);
    assert_int_equal(failures, 0);
}

static void a_note_costs_what_its_length_costs(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < PATTERNS; i++)
        look("a note", note, &patterns[i], ARTICLE_LONG, 500);
    assert_int_equal(failures, 0);
}

static void a_field_costs_what_its_length_costs(void **state)
{
    (void)state;
    failures = 0;
    for (size_t i = 0; i < PATTERNS; i++)
        look("a field", field, &patterns[i], FIELD_MAX, 450);
    assert_int_equal(failures, 0);
}

/* A page shows a hundred times. */
static void a_time_is_converted_in_few_steps(void **state)
{
    (void)state;
    enum { TIMES = 1000, OFFSET_STEPS = 12, EPOCH_STEPS = 70 };
    struct zone *z = NULL;
    struct err e;
    int64_t at;
    int sum = 0;
    assert_int_equal(zone_open(&z, STR("Europe/Berlin"), &e), OK);
    uint64_t before = steps;
    for (int64_t i = 0; i < TIMES; i++)
        sum += zone_offset(z, 1795392000 + i * 864000);
    uint64_t offset = (steps - before) / TIMES;
    before = steps;
    for (int64_t i = 0; i < TIMES; i++)
        sum += (int)zone_epoch(z, 1795392000 + i * 8640000, &at);
    uint64_t epoch = (steps - before) / TIMES;
    printf("an offset: %d steps, a local time: %d steps (%d)\n", (int)offset, (int)epoch, sum);
    assert_true(offset <= OFFSET_STEPS);
    assert_true(epoch <= EPOCH_STEPS);
    zone_unref(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_costs_what_its_length_costs),
        cmocka_unit_test(an_article_costs_what_its_length_costs),
        cmocka_unit_test(the_longest_article_costs_what_its_length_costs),
        cmocka_unit_test(a_note_costs_what_its_length_costs),
        cmocka_unit_test(a_field_costs_what_its_length_costs),
        cmocka_unit_test(a_time_is_converted_in_few_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

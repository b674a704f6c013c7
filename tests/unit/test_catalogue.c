/* SPDX-License-Identifier: MIT */
/* Messages in other languages: .po files, rules for numbers, places and tags, and the messages of
 * templates. */
#include "base/embed.h"
#include "base/problem.h"
#include "tmpl/tpl_message.h"
#include "translations/catalogue.h"
#include "translations/fits.h"
#include "translations/plural.h"
#include "translations/po.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static struct arena *a;

static int set_up(void **state)
{
    (void)state;
    a = arena_new(4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&a);
    return 0;
}

#define ASSERT_STR(got, expected) assert_string_equal(arena_cstr(a, (got)), (expected))

#define HEADER                                                                                     \
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                    \
    "\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "        \
    "(n%100<12 || n%100>14) ? 1 : 2);\\n\"\n\n"

static char reported[2000];

static void note(void *arg, const char *sentence)
{
    (void)arg;
    snprintf(reported + strlen(reported), sizeof reported - strlen(reported), "%s\n", sentence);
}

static struct catalogue *catalogue_of(const char *language, const char *own)
{
    struct catalogue *k = NULL;
    struct err e = {0};
    reported[0] = '\0';
    if (catalogue_new(&k, str_from(language), str_from(own), note, NULL, &e) != OK)
        fail_msg("%s", e.msg);
    return k;
}

/* ---- .po files ---- */

static void test_a_po_file_is_read_with_its_contexts_plurals_escapes_and_flags(void **state)
{
    (void)state;
    struct po_entry *p = NULL;
    struct err e = {0};
    const char *text =
        "\xef\xbb\xbf# a remark\n" HEADER "#: src/x.c\nmsgid \"Save\"\nmsgstr \"Speichern\"\n\n"
        "msgctxt \"verb\"\nmsgid \"Reply \\\"now\\\"\\n\"\n\"and here\"\nmsgstr "
        "\"\"\n\"Antworten\"\n"
        "#, fuzzy\nmsgid \"{n} view\"\r\nmsgid_plural \"{n} views\"\r\nmsgstr[0] \"1\"\nmsgstr[1] "
        "\"2\"\n"
        "#~ msgid \"gone\"\n#~ msgstr \"weg\"\n";
    assert_int_equal(po_read(a, str_from(text), &p, &e), OK);
    ASSERT_STR(po_header_field(p->forms[0], STR("Content-Type")), "text/plain; charset=UTF-8");
    p = p->next;
    ASSERT_STR(p->id, "Save");
    ASSERT_STR(p->forms[0], "Speichern");
    assert_false(p->fuzzy);
    p = p->next;
    ASSERT_STR(p->context, "verb");
    ASSERT_STR(p->id, "Reply \"now\"\nand here");
    ASSERT_STR(p->forms[0], "Antworten");
    p = p->next;
    assert_true(p->fuzzy);
    ASSERT_STR(p->plural, "{n} views");
    assert_int_equal(p->n_forms, 2);
    assert_null(p->next);
}

static void test_what_is_no_po_file_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"msgid \"a\"\n", "line 2: the last entry has no translation"},
        {"msgid \"a\"\nmsgid \"b\"\nmsgstr \"\"\n", "line 2: an entry without a translation"},
        {"msgstr \"b\"\n", "line 1: a translation without msgid"},
        {"\"b\"\n", "line 1: a string without a keyword before it"},
        {"msgid \"a\nmsgstr \"b\"\n", "line 1: a string must stand in quotes"},
        {"msgid \"a\"b\"\nmsgstr \"\"\n", "line 1: a quote inside a string needs a backslash"},
        {"msgid \"a\\\"\nmsgstr \"\"\n", "line 1: a string that does not end"},
        {"msgid \"a\\q\"\nmsgstr \"\"\n", "line 1: an unknown escape in a string"},
        {"msgid \"a\"\nmsgstr[1] \"\"\n",
         "line 2: the forms of numbers must stand in their order, each once"},
        {"msgid \"a\"\nmsgstr[7] \"\"\n", "line 2: a form of a number that no language has"},
        {"hello\n", "line 1: an unknown keyword"},
        {"\xff\n", "is not in UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct po_entry *p = NULL;
        struct err e = {0};
        assert_int_equal(po_read(a, str_from(cases[i].text), &p, &e), ERR_INVALID);
        assert_string_equal(e.msg, cases[i].why);
    }
}

static void test_a_po_file_at_the_limit_is_read_and_one_byte_more_is_refused(void **state)
{
    (void)state;
    struct po_entry *p = NULL;
    struct err e = {0};
    char *bytes = arena_alloc(a, PO_BYTES_MAX + 1);
    memset(bytes, '\n', PO_BYTES_MAX + 1);
    assert_int_equal(po_read(a, str_of(bytes, PO_BYTES_MAX), &p, &e), OK);
    assert_int_equal(po_read(a, str_of(bytes, PO_BYTES_MAX + 1), &p, &e), ERR_INVALID);
}

/* ---- numbers ---- */

static void assert_forms(const char *field, const char *expected)
{
    struct plural rule;
    struct err e = {0};
    if (plural_parse(str_from(field), &rule, &e) != OK)
        fail_msg("%s: %s", field, e.msg);
    for (uint64_t n = 0; expected[n] != '\0'; n++)
        if (plural_form(&rule, n) != (size_t)(expected[n] - '0'))
            fail_msg("%s: %d has the form %zu", field, (int)n, plural_form(&rule, n));
}

/* The rules are those of the GNU gettext manual and of its tool msginit. */
static void test_the_rules_of_plural_forms_headers(void **state)
{
    (void)state;
    assert_forms("nplurals=2; plural=(n != 1);", "101111111111");
    assert_forms("nplurals=1; plural=0;", "000000");
    assert_forms("nplurals=2; plural=n>1;", "00111");
    assert_forms(
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
        "n%100>=20) ? 1 : 2);",
        "2011122222222222222220111222222");
    assert_forms("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
                 "n%100>=11 ? 4 : 5);",
                 "0123333333344444");
    assert_forms("nplurals=2; plural=!(n-1 == 0) * 2 / 2 % 2;", "101111");
    assert_forms("nplurals=2; plural=n/(n-n) || n+1<=1;", "10000");
}

static void test_what_is_no_rule_is_refused(void **state)
{
    (void)state;
    char deep[400], longer[PLURAL_RULE_BYTES_MAX + 40];
    snprintf(deep, sizeof deep, "nplurals=2; plural=%0*d%s", 0, 0, "");
    memset(deep + 19, '(', 60);
    memset(longer, '1', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    memcpy(longer, "nplurals=2; plural=", 19);
    const char *const cases[] = {"",
                                 "nplurals=2",
                                 "nplurals=7; plural=0;",
                                 "nplurals=2; plural=;",
                                 "nplurals=2; plural=m;",
                                 "nplurals=2; plural=n ? 1;",
                                 "nplurals=2; plural=(n;",
                                 "nplurals=2; plural=n n;",
                                 "nplurals=2; plural=1234567890;",
                                 "nplurals=2; plural=0; system(1);",
                                 deep,
                                 longer};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plural rule;
        struct err e = {0};
        if (plural_parse(str_from(cases[i]), &rule, &e) != ERR_INVALID)
            fail_msg("taken: %s", cases[i]);
    }
}

/* ---- messages ---- */

static void test_a_message_is_said_with_its_values_in_the_language(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of(
        "uk", HEADER "msgid \"“{title}” was published on {when}.\"\nmsgstr \"{when}: «{title}».\"\n"
                     "msgid \"{n} comment by {name}\"\nmsgid_plural \"{n} comments by {name}\"\n"
                     "msgstr[0] \"{n} коментар, {name}\"\nmsgstr[1] \"{n} коментарі, "
                     "{name}\"\nmsgstr[2] \"{n} коментарів, {name}\"\n");
    const struct message *m = MESSAGE("“{title}” was published on {when}.", PUT("title", STR("Б")),
                                      PUT("when", STR("9 травня")));
    ASSERT_STR(catalogue_message(k, m, a), "9 травня: «Б».");
    static const struct {
        uint64_t n;
        const char *said;
    } counts[] = {{1, "1 коментар, Ada"},
                  {3, "3 коментарі, Ada"},
                  {5, "5 коментарів, Ada"},
                  {11, "11 коментарів, Ada"},
                  {1021, "1\xc2\xa0"
                         "021 коментар, Ada"}};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        m = COUNTED("{n} comment by {name}", "{n} comments by {name}", counts[i].n,
                    PUT("name", STR("Ada")));
        ASSERT_STR(catalogue_message(k, m, a), counts[i].said);
    }
    catalogue_free(&k);
}

static void test_what_has_no_translation_is_said_in_english_with_the_languages_digits(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of("fa", "");
    const struct message *m = COUNTED("{n} comment", "{n} comments", 1234);
    ASSERT_STR(catalogue_message(k, m, a), "\xe2\x81\xa6۱٬۲۳۴ comments\xe2\x81\xa9");
    ASSERT_STR(catalogue_say(k, "Save"), "Save");
    assert_true(catalogue_is_foreign(k));
    catalogue_free(&k);
    k = catalogue_of("en-GB", "");
    ASSERT_STR(catalogue_message(k, m, a), "1,234 comments");
    assert_false(catalogue_is_foreign(k));
    assert_true(catalogue_is_english(k));
    catalogue_free(&k);
}

static void test_a_counted_message_never_takes_the_form_of_one_that_counts_nothing(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of("de", "msgid \"{n} row\"\nmsgstr \"{n} Zeile\"\n");
    ASSERT_STR(catalogue_message(k, COUNTED("{n} row", "{n} rows", 2), a), "2 rows");
    ASSERT_STR(catalogue_message(k, MESSAGE("{n} row", PUT_N("n", 1)), a), "1 Zeile");
    catalogue_free(&k);
}

static void test_a_value_in_the_other_direction_of_writing_is_isolated(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of("en", "");
    ASSERT_STR(catalogue_message(k, MESSAGE("By {name}.", PUT("name", STR("שרה"))), a),
               "By \xe2\x81\xa8שרה\xe2\x81\xa9.");
    ASSERT_STR(catalogue_message(k, MESSAGE("By {name}.", PUT("name", STR("Ada"))), a), "By Ada.");
    catalogue_free(&k);
}

static void
test_a_translation_that_would_lose_a_place_or_break_a_tag_is_left_out_and_reported(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of(
        "it", "msgid \"By {name}\"\nmsgstr \"Di {nome}\"\n"
              "msgid \"See <a>all</a> <b>now</b>\"\nmsgstr \"<a>Tutti <b>subito</a></b>\"\n"
              "msgid \"Plain\"\nmsgstr \"<i>Semplice</i>\"\n"
              "msgid \"{n} view\"\nmsgid_plural \"{n} views\"\nmsgstr[0] \"una "
              "lettura\"\nmsgstr[1] \"{n} letture\"\n"
              "msgid \"{n} row\"\nmsgid_plural \"{n} rows\"\nmsgstr[0] \"{n} riga\"\n"
              "msgid \"Yes\"\nmsgstr \"\"\n#, fuzzy\nmsgid \"No\"\nmsgstr \"Noo\"\nmsgid "
              "\"Save\"\nmsgstr \"Salva\"\n");
    ASSERT_STR(catalogue_message(k, MESSAGE("By {name}", PUT("name", STR("Ada"))), a), "By Ada");
    assert_null(catalogue_find(k, STR_NONE, STR("See <a>all</a> <b>now</b>")).p);
    ASSERT_STR(catalogue_say(k, "Plain"), "Plain");
    ASSERT_STR(catalogue_say(k, "Yes"), "Yes");
    ASSERT_STR(catalogue_say(k, "No"), "No");
    ASSERT_STR(catalogue_say(k, "Save"), "Salva");
    ASSERT_STR(catalogue_message(k, COUNTED("{n} view", "{n} views", 1), a), "una lettura");
    assert_string_equal(
        reported,
        "line 1: its places in braces or its tags are not those of the English: “By {name}”\n"
        "line 3: its places in braces or its tags are not those of the English: “See <a>all</a> "
        "<b>now</b>”\n"
        "line 5: its places in braces or its tags are not those of the English: “Plain”\n"
        "line 11: it has not as many forms as Plural-Forms says: “{n} row”\n");
    catalogue_free(&k);
}

static void test_a_message_outlives_its_values_in_an_error_and_a_problem(void **state)
{
    (void)state;
    struct err e = {0};
    struct problems p = {.n = 0};
    struct catalogue *k =
        catalogue_of("de", "msgid \"{name} has {n} row\"\nmsgid_plural \"{name} has {n} rows\"\n"
                           "msgstr[0] \"{n} Zeile: {name}\"\nmsgstr[1] \"{n} Zeilen: {name}\"\n");
    {
        char name[] = "Zoë";
        assert_int_equal(err_say(&e, ERR_CONFLICT,
                                 COUNTED("{name} has {n} row", "{name} has {n} rows", 2,
                                         PUT("name", str_from(name)))),
                         ERR_CONFLICT);
        problem_say(&p, "name", MESSAGE("At most {max} characters.", PUT_N("max", 1200)));
        memset(name, 'x', sizeof name - 1);
    }
    assert_string_equal(e.msg, "Zoë has 2 rows");
    ASSERT_STR(catalogue_said(k, &e.said, a), "2 Zeilen: Zoë");
    assert_string_equal(problem_find(&p, "name")->text, "At most 1200 characters.");
    ASSERT_STR(catalogue_said(k, &p.item[0].said, a), "At most 1.200 characters.");
    assert_int_equal(err_set(&e, ERR_IO, "disk"), ERR_IO);
    assert_null(e.said.english);
    char longest[400];
    memset(longest, 'y', sizeof longest);
    assert_int_equal(err_say(&e, ERR_INVALID, MESSAGE("{x}!", PUT("x", str_of(longest, 400)))),
                     ERR_INVALID);
    assert_int_equal(catalogue_said(k, &e.said, a).n, sizeof e.said.text + 1);
    catalogue_free(&k);
}

static void test_a_stored_message_is_said_in_the_language_of_whoever_reads_it(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of(
        "de", "msgid \"It has {n} link; {limit} or more are held.\"\n"
              "msgid_plural \"It has {n} links; {limit} or more are held.\"\n"
              "msgstr[0] \"{n} Link; ab {limit} wird gewartet.\"\nmsgstr[1] \"{n} Links; ab "
              "{limit} wird gewartet.\"\n"
              "msgid \"“{line}” is on the list.\"\nmsgstr \"„{line}“ steht auf der Liste.\"\n"
              "msgid \"Plain.\"\nmsgstr \"Schlicht.\"\n");
    struct str links =
        message_pack(COUNTED("It has {n} link; {limit} or more are held.",
                             "It has {n} links; {limit} or more are held.", 3, PUT_N("limit", 2)),
                     a);
    struct str line =
        message_pack(MESSAGE("“{line}” is on the list.", PUT("line", STR("{n} x"))), a);
    ASSERT_STR(catalogue_stored(k, links, a), "3 Links; ab 2 wird gewartet.");
    ASSERT_STR(message_packed_english(links, a), "It has 3 links; 2 or more are held.");
    ASSERT_STR(catalogue_stored(k, line, a), "„{n} x“ steht auf der Liste.");
    ASSERT_STR(catalogue_stored(k, STR("Plain."), a), "Schlicht.");
    ASSERT_STR(catalogue_stored(k, STR("Of an older version: 50 % {line}"), a),
               "Of an older version: 50 % {line}");
    ASSERT_STR(message_packed_english(STR("Plain."), a), "Plain.");
    catalogue_free(&k);
}

static void
test_a_sites_own_catalogue_comes_before_the_shipped_one_and_may_reword_the_english(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of("en", "msgid \"Save\"\nmsgstr \"Keep\"\n");
    ASSERT_STR(catalogue_say(k, "Save"), "Keep");
    assert_true(catalogue_is_english(k));
    catalogue_free(&k);
}

static void
test_the_catalogue_of_a_language_fits_its_regions_but_not_its_other_scripts(void **state)
{
    (void)state;
    const char *const tags[] = {"en", "pt-BR", "zh-Hans", "ar", "sr"};
    static const struct {
        const char *language;
        size_t fits;
    } cases[] = {{"pt-BR", 1}, {"PT-br", 1},   {"pt-PT", 1}, {"zh-CN", 2},
                 {"zh-TW", 5}, {"zh-Hant", 5}, {"ar-EG", 3}, {"sr-Latn", 5},
                 {"sr-RS", 4}, {"en-GB", 0},   {"sv", 5},    {"", 5}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (catalogue_fitting(str_from(cases[i].language), tags, 5) != cases[i].fits)
            fail_msg("%s", cases[i].language);
}

/* ---- templates ---- */

static struct str translated(const struct catalogue *k, const char *text, bool is_page)
{
    struct buf out = buf_in(a);
    struct err e = {0};
    if (tpl_message_translate(str_from(text), k, is_page, &out, &e) != OK)
        fail_msg("%s", e.msg);
    return arena_dup(a, buf_str(&out));
}

static void test_a_templates_messages_are_put_in_with_its_own_tags_and_variables(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of(
        "de", "msgid \"Reply to <a><bdi>{NAME}</bdi></a> & go\"\n"
              "msgstr \"<a>An „<bdi>{NAME}</bdi>“</a> {{antworten & \\\"los\\\" < 5\"\n"
              "msgid \"Sections\"\nmsgstr \"Ressorts \\\"A\\\"\"\n"
              "msgctxt \"verb\"\nmsgid \"Share\"\nmsgstr \"Teilen\"\n");
    const char *text = "<h2 title=\"{{_}}Sections{{/_}}\">{{#X}}{{_}}Reply to <a "
                       "href=\"{{URL}}\"{{#Y}} rel=\"me\"{{/Y}}>"
                       "<bdi>{{NAME:h}}</bdi></a> &amp; go{{/_}}{{/X}}</h2>{{_ "
                       "verb}}Share{{/_}}\n{{_language}}{{>INC}}";
    ASSERT_STR(
        translated(k, text, true),
        "<h2 title=\"Ressorts &quot;A&quot;\">{{#X}}<a href=\"{{URL}}\"{{#Y}} rel=\"me\"{{/Y}}>"
        "An „<bdi>{{NAME:h}}</bdi>“</a> &#123;&#123;antworten &amp; &quot;los&quot; &lt; "
        "5{{/X}}</h2>Teilen\n{{>INC}}");
    ASSERT_STR(translated(NULL, text, true),
               "<h2 title=\"Sections\">{{#X}}Reply to <a href=\"{{URL}}\"{{#Y}} rel=\"me\"{{/Y}}>"
               "<bdi>{{NAME:h}}</bdi></a> &amp; go{{/X}}</h2>Share\n{{>INC}}");
    catalogue_free(&k);
}

static void test_english_on_a_page_of_another_language_is_marked_as_english(void **state)
{
    (void)state;
    struct catalogue *k = catalogue_of("sv", "");
    const char *text =
        "<p{{_language}} title=\"{{_}}Go{{/_}}\">{{_}}Go{{/_}}<option>{{_}}Go{{/_}}</option> "
        "{{_}}Go{{/_}}</p>";
    ASSERT_STR(translated(k, text, true), "<p lang=\"en\" dir=\"ltr\" title=\"Go\"><span "
                                          "lang=\"en\" dir=\"ltr\">Go</span><option>Go</option> "
                                          "<span lang=\"en\" dir=\"ltr\">Go</span></p>");
    ASSERT_STR(translated(k, "<t>{{_}}Go{{/_}}</t>", false), "<t>Go</t>");
    catalogue_free(&k);
    k = catalogue_of("en-US", "");
    ASSERT_STR(translated(k, "<p{{_language}}>{{_}}Go{{/_}}</p>", true), "<p>Go</p>");
    catalogue_free(&k);
}

static void test_a_message_that_cannot_be_translated_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"a\n{{_}}x", "line 2: a message is never closed"},
        {"{{_}}x\ny{{/_}}", "line 1: a message does not end on its line"},
        {"{{_}}{{/_}}", "line 1: a message is empty"},
        {"{{_}}a{{#X}}b{{/X}}{{/_}}", "line 1: a message holds a section, an include or a comment"},
        {"{{_}}{{>X}}{{/_}}", "line 1: a message holds a section, an include or a comment"},
        {"{{_}}<b>1</b><b>2</b>{{/_}}", "line 1: a message holds the same tag twice"},
        {"{{_}}a < b{{/_}}", "line 1: a message has a < that is no tag"},
        {"{{_}}a&nbsp;b{{/_}}",
         "line 1: a message has a character reference: write the character itself"},
        {"<script>\"{{_}}a{{/_}}\"</script>", "line 1: a message stands in a script"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = buf_in(a);
        struct err e = {0};
        assert_int_equal(tpl_message_translate(str_from(cases[i].text), NULL, true, &out, &e),
                         ERR_INVALID);
        assert_string_equal(e.msg, cases[i].why);
    }
}

/* ---- what is shipped ---- */

static void
test_every_shipped_translation_has_the_places_tags_and_forms_of_its_english(void **state)
{
    (void)state;
    for (size_t i = 0; i < embed_file_count; i++) {
        struct str name = str_from(embed_files[i].name);
        if (!str_starts(name, STR("src/translations/")))
            continue;
        struct str tag = str_skip(name, 17);
        tag.n -= 3;
        struct catalogue *k = catalogue_of(arena_cstr(a, tag), embed_files[i].bytes);
        if (reported[0] != '\0')
            fail_msg("%s: %s", embed_files[i].name, reported);
        catalogue_free(&k);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_po_file_is_read_with_its_contexts_plurals_escapes_and_flags),
        cmocka_unit_test(test_what_is_no_po_file_is_refused_with_its_line),
        cmocka_unit_test(test_a_po_file_at_the_limit_is_read_and_one_byte_more_is_refused),
        cmocka_unit_test(test_the_rules_of_plural_forms_headers),
        cmocka_unit_test(test_what_is_no_rule_is_refused),
        cmocka_unit_test(test_a_message_is_said_with_its_values_in_the_language),
        cmocka_unit_test(test_what_has_no_translation_is_said_in_english_with_the_languages_digits),
        cmocka_unit_test(test_a_counted_message_never_takes_the_form_of_one_that_counts_nothing),
        cmocka_unit_test(test_a_value_in_the_other_direction_of_writing_is_isolated),
        cmocka_unit_test(
            test_a_translation_that_would_lose_a_place_or_break_a_tag_is_left_out_and_reported),
        cmocka_unit_test(test_a_message_outlives_its_values_in_an_error_and_a_problem),
        cmocka_unit_test(test_a_stored_message_is_said_in_the_language_of_whoever_reads_it),
        cmocka_unit_test(
            test_a_sites_own_catalogue_comes_before_the_shipped_one_and_may_reword_the_english),
        cmocka_unit_test(
            test_the_catalogue_of_a_language_fits_its_regions_but_not_its_other_scripts),
        cmocka_unit_test(test_a_templates_messages_are_put_in_with_its_own_tags_and_variables),
        cmocka_unit_test(test_english_on_a_page_of_another_language_is_marked_as_english),
        cmocka_unit_test(test_a_message_that_cannot_be_translated_is_refused_with_its_line),
        cmocka_unit_test(
            test_every_shipped_translation_has_the_places_tags_and_forms_of_its_english),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

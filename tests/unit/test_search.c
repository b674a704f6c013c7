/* SPDX-License-Identifier: MIT */
/* Readers' and the newsroom's search: what is found, in which order, and that nothing is found that
 * is not published. */
#include "site_fixture.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "core/desk/article_due.h"
#include "core/search/search.h"
#include "core/search/index/desk.h"
#include "core/search/index/index.h"
#include "core/search/index/merge.h"
#include "core/search/index/state.h"
#include "core/search/index/terms.h"
#include "core/search/query/marks.h"
#include "core/search/query/walk.h"
#include "db/fts.h"

/* ---- helpers ---- */

static int64_t add(struct fixture *f, const char *title, const char *body, const char *tags)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = str_from(title),
                                .body = str_from(body),
                                .tags = str_from(tags),
                                .section_id = f->section_id,
                                .author_id = f->user_id,
                                .base_views = -1};
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    return id;
}

static int64_t publish(struct fixture *f, const char *title, const char *body, int64_t at)
{
    struct err e;
    int64_t id = add(f, title, body, "");
    assert_ok(article_publish(f->db, f->settings, &f->admin, id, at, &e));
    return id;
}

static struct search_result run(struct fixture *f, struct search_query q)
{
    struct err e;
    struct db_conn *c;
    struct search_result r;
    if (q.limit == 0)
        q.limit = 20;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(search_run(c, &q, f->arena, &r, &e));
    db_end(f->db, &c);
    return r;
}

static struct search_result find(struct fixture *f, const char *text)
{
    return run(f, (struct search_query){.text = str_from(text)});
}

/* The headlines of what was found, "|" between. */
static const char *titles(struct fixture *f, const struct search_result *r)
{
    struct buf b = buf_in(f->arena);
    for (size_t i = 0; i < r->n; i++)
        buf_printf(&b, "%s%.*s", i > 0 ? "|" : "", STR_ARG(r->hits[i].art.title));
    return arena_cstr(f->arena, buf_str(&b));
}

#define assert_found(f, text, expected)                                                            \
    do {                                                                                           \
        struct search_result found_ = find(f, text);                                               \
        assert_string_equal(titles(f, &found_), expected);                                         \
    } while (0)

static void count_problem(void *arg, const char *sentence)
{
    int *n = arg;
    ++*n;
    fprintf(stderr, "%s\n", sentence);
}

/* What check says of the index: how many things are wrong. */
static int wrong(struct fixture *f)
{
    struct err e;
    int n = 0;
    assert_ok(search_index_verify(f->db, count_problem, &n, &e));
    return n;
}

enum { DAY = 86400, THEN = 1700000000 };

/* ---- what is found ---- */

static void words_are_found_whatever_their_case_and_accents(void **state)
{
    struct fixture *f = *state;
    publish(f, "Caf\u00e9 by the quay", "The smell of coffee.", THEN);
    assert_found(f, "cafe", "Caf\u00e9 by the quay");
    assert_found(f, "CAF\u00c9 QUAY", "Caf\u00e9 by the quay");
    assert_found(f, "coffee cafe", "Caf\u00e9 by the quay");
    assert_int_equal(find(f, "tea").n, 0);
}

static void all_words_must_be_there_and_phrases_stand_together(void **state)
{
    struct fixture *f = *state;
    publish(f, "First", "The harbour master spoke of tides.", THEN);
    publish(f, "Second", "The master of the harbour spoke of boats.", THEN + 1);
    assert_int_equal(find(f, "harbour master").n, 2);
    assert_found(f, "\"harbour master\"", "First");
    assert_found(f, "\u201charbour master\u201d", "First");
    assert_found(f, "harbour -tides", "Second");
    assert_found(f, "spoke -\"harbour master\"", "Second");
    assert_found(f, "harbour-master", "First");
}

static void headlines_count_more_than_bodies_and_the_new_more_than_the_old(void **state)
{
    struct fixture *f = *state;
    publish(f, "Ferry timetable", "Nothing else.", THEN);
    publish(f, "Budget", "A ferry is in it.", THEN + 100 * DAY);
    publish(f, "Weather", "No ferry today.", THEN + 300 * DAY);
    assert_found(f, "ferry", "Ferry timetable|Weather|Budget");
    struct search_result r =
        run(f, (struct search_query){.text = STR("ferry"), .order = SEARCH_NEWEST});
    assert_string_equal(titles(f, &r), "Weather|Budget|Ferry timetable");
}

static void the_last_word_may_be_unfinished(void **state)
{
    struct fixture *f = *state;
    publish(f, "Lighthouse", "A lamp.", THEN);
    assert_found(f, "ligh", "Lighthouse");
    assert_found(f, "lamp ligh", "Lighthouse");
    assert_int_equal(find(f, "ligh ").n, 0);
    assert_int_equal(find(f, "\"ligh\"").n, 0);
    assert_int_equal(find(f, "ligh lamp").some_words, true);
}

static void tags_authors_and_sections_are_found(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t id = add(f, "Story", "Text.", "Seagrass, Tide gauge");
    assert_ok(article_publish(f->db, f->settings, &f->admin, id, THEN, &e));
    assert_found(f, "seagrass", "Story");
    assert_found(f, "\"tide gauge\"", "Story");
    struct search_result r = find(f, "ana lima");
    assert_int_equal(r.n, 1);
    assert_int_equal(r.n_places, 1);
    assert_int_equal(r.places[0].kind, PLACE_AUTHOR);
    r = find(f, "city");
    assert_int_equal(r.n, 1);
    assert_int_equal(r.places[0].kind, PLACE_SECTION);
    r = run(f, (struct search_query){.text = STR("story"), .author_id = f->user_id + 1});
    assert_int_equal(r.n, 0);
    r = run(f, (struct search_query){.text = STR("story"), .section_id = f->section_id});
    assert_int_equal(r.n, 1);
}

static void a_range_of_dates_is_kept(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 5; i++) {
        char title[20];
        snprintf(title, sizeof title, "Tide %d", i);
        publish(f, title, "Water.", THEN + i * DAY);
    }
    struct search_result r = run(f, (struct search_query){.text = STR("water"),
                                                          .from = THEN + DAY,
                                                          .until = THEN + 3 * DAY,
                                                          .order = SEARCH_NEWEST});
    assert_string_equal(titles(f, &r), "Tide 2|Tide 1");
}

static void scripts_without_spaces_are_found_by_their_parts(void **state)
{
    struct fixture *f = *state;
    publish(f, "\u6771\u4eac\u306e\u5929\u6c17", "\u4eca\u65e5\u306f\u6674\u308c\u3067\u3059",
            THEN);
    struct search_result r = find(f, "\u5929\u6c17");
    assert_int_equal(r.n, 1);
    assert_int_equal(r.hits[0].title.n, 3 - 1);
    assert_true(str_eq(r.hits[0].title.parts[0].text, STR("\u6771\u4eac\u306e")));
    assert_int_equal(find(f, "\u6c17\u5929").n, 0);
    assert_int_equal(find(f, "\u6674\u308c \u6771\u4eac").n, 1);
}

static void what_matches_is_marked(void **state)
{
    struct fixture *f = *state;
    publish(f, "The seal & the <b>", "Long before. Then a seal came <i>ashore</i> at noon.", THEN);
    struct search_result r = find(f, "seal");
    assert_int_equal(r.hits[0].title.n, 3);
    assert_true(str_eq(r.hits[0].title.parts[1].text, STR("seal")));
    assert_true(r.hits[0].title.parts[1].marked);
    assert_true(str_eq(r.hits[0].title.parts[2].text, STR(" & the <b>")));
    assert_true(r.hits[0].summary.n >= 2);
}

/* What is shown, "[" and "]" around what is marked. */
static const char *marked(struct fixture *f, const struct search_text *t)
{
    struct buf b = buf_in(f->arena);
    for (size_t i = 0; i < t->n; i++)
        buf_printf(&b, t->parts[i].marked ? "[%.*s]" : "%.*s", STR_ARG(t->parts[i].text));
    return arena_cstr(f->arena, buf_str(&b));
}

static void words_are_marked_as_they_are_written_and_phrases_as_one(void **state)
{
    struct fixture *f = *state;
    publish(f, "The Caf\u00e9-bar of the light, light house", "Closed.", THEN);
    struct search_result r = find(f, "cafe \"light house\"");
    assert_string_equal(marked(f, &r.hits[0].title),
                        "The [Caf\u00e9]-bar of the light, [light house]");
    r = find(f, "\"light light\" \"light house\"");
    assert_string_equal(marked(f, &r.hits[0].title),
                        "The Caf\u00e9-bar of the [light, light house]");
    r = find(f, "bar -tea clo");
    assert_string_equal(marked(f, &r.hits[0].title),
                        "The Caf\u00e9-[bar] of the light, light house");
    assert_string_equal(marked(f, &r.hits[0].summary), "[Closed].");
}

static void a_word_in_another_spelling_is_found_and_marked_as_it_is_written(void **state)
{
    struct fixture *f = *state;
    static const char *const pairs[][2] = {
        {"ёлка", "елка"},
        {"Αθήνα", "Αθηνα"},
        {"مُحَمَّد", "محمد"},
        {"שָׁבוּעוֹת", "שבועות"},
        {"eﬃcient", "efficient"},
        {"ＧＤＰ", "GDP"},
        {"co\u00ADoperation", "cooperation"},
        {"zero\u200Bwidth", "zerowidth"},
        {"क़लम", "कलम"},
        {"ﾃﾆｽ", "テニス"},
        {"💡\uFE0F", "💡"},
    };
    enum { PAIRS = sizeof pairs / sizeof *pairs };
    for (int i = 0; i < PAIRS; i++)
        for (int k = 0; k < 2; k++)
            publish(f, pairs[i][k], "Text.", THEN + 2 * i + k);
    for (int i = 0; i < PAIRS; i++)
        for (int k = 0; k < 2; k++) {
            struct search_result r = find(f, pairs[i][k]);
            if (r.n != 2)
                fail_msg("%s: %zu found", pairs[i][k], r.n);
            for (int hit = 0; hit < 2; hit++)
                assert_string_equal(
                    marked(f, &r.hits[hit].title),
                    arena_cstr(f->arena, arena_printf(f->arena, "[%s]", pairs[i][1 - hit])));
        }
    assert_int_equal(wrong(f), 0);
}

static uint32_t random_state = 7;

static uint32_t random_below(uint32_t n)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % n;
}

static struct str random_text(struct arena *a, int pieces)
{
    static const char *const some[] = {
        "a",  "b",  "é",  " ",        " ",  ". ", "\u00AD", "\u200B", "\u200D", "\uFE0F",
        "ﬃ",  "½",  "㏂", "👩\u200D🚀", "🇩🇪", "ёл", "ел",     "東",     "京",     "กิ",
        "ᄀ", "ᅡ", "ﾊﾞ", "ば",       "שָׁ",  "ш",  "مُ",      "٣",      "3",
    };
    struct buf b = buf_in(a);
    for (int i = 0; i < pieces; i++)
        buf_add_c(&b, some[random_below(sizeof some / sizeof *some)]);
    return utf8_nfc(a, buf_str(&b));
}

/* A fold_word_fn. */
static void note_word(void *arg, struct str word, size_t from, size_t to)
{
    (void)from, (void)to;
    struct buf *b = arg;
    buf_add_char(b, '|');
    buf_add(b, word);
    buf_add_char(b, '|');
}

static struct str words_of(struct arena *a, struct str text)
{
    struct buf b = buf_in(a);
    fold_words(text, note_word, &b);
    return buf_str(&b);
}

/* Whatever is searched for in whatever text: the parts are the text, what is marked are the words
 * that were searched for, and none of them is left unmarked. */
static void marks_are_exact_in_any_text(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *c;
    assert_ok(db_begin(f->db, &c, &e));
    for (int i = 0; i < 3000; i++) {
        struct arena *a = arena_new(16 * 1024);
        struct search_plan *plan = ARENA_NEW(a, struct search_plan);
        struct search_scope scope = {1, FOLDING_NOW};
        struct str text = random_text(a, 30), asked = random_text(a, 2);
        struct search_text out;
        assert_ok(search_plan_make(c, asked, scope, a, plan, &e));
        bool any = search_marks_all(search_marks_new(plan, a), text, &out), some = false;
        struct str wanted = words_of(a, asked);
        bool single = plan->n == 1 && plan->group[0].term->spelling[0].n == 1;
        struct buf all = buf_in(a);
        for (size_t k = 0; k < out.n; k++) {
            struct str part = out.parts[k].text, its = words_of(a, part);
            buf_add(&all, part);
            assert_true(utf8_valid(part));
            some = some || out.parts[k].marked;
            if (single && out.parts[k].marked != (str_find(its, wanted) < its.n))
                fail_msg("\"%.*s\" in \"%.*s\"", STR_ARG(asked), STR_ARG(text));
        }
        assert_true(str_eq(buf_str(&all), text));
        assert_true(any == some);
        arena_free(&a);
    }
    db_end(f->db, &c);
}

static void the_passage_is_the_one_that_says_most(void **state)
{
    struct fixture *f = *state;
    struct buf b = buf_in(f->arena);
    buf_add_c(&b, "A heron stood there. ");
    for (int i = 0; i < 60; i++)
        buf_add_c(&b, "and on ");
    buf_add_c(&b, "it went. Here the heron met a plover at dusk. ");
    for (int i = 0; i < 60; i++)
        buf_add_c(&b, "and on ");
    buf_add_c(&b, "to the end, a plover");
    publish(f, "Birds", arena_cstr(f->arena, buf_str(&b)), THEN);
    struct search_result r = find(f, "heron plover");
    const char *shown = marked(f, &r.hits[0].summary);
    const char *begins = "\u2026Here the [heron] met a [plover] at dusk. and on";
    assert_memory_equal(shown, begins, strlen(begins));
    assert_string_equal(shown + strlen(shown) - strlen("on\u2026"), "on\u2026");
    r = find(f, "stood");
    begins = "A heron [stood] there. and on";
    assert_memory_equal(marked(f, &r.hits[0].summary), begins, strlen(begins));
    r = find(f, "end");
    shown = marked(f, &r.hits[0].summary);
    assert_memory_equal(shown, "\u2026", 3);
    assert_non_null(strstr(shown, "on to the [end], a plover"));
}

static void headings_tables_and_pictures_are_searched_and_code_of_the_page_is_not(void **state)
{
    struct fixture *f = *state;
    publish(f, "Plain",
            "# Pelican\n\n| walrus | a |\n|---|---|\n| b | c |\n\n![an otter](/o.jpg)\n\n"
            "[link](https://narwhal.example)\n\n[post-views]\n",
            THEN);
    assert_int_equal(find(f, "pelican walrus otter").n, 1);
    assert_int_equal(find(f, "narwhal").n, 0);
    assert_int_equal(find(f, "\"post views\"").n, 0);
}

/* ---- nothing of what is not published ---- */

static void only_what_is_published_is_found(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t id = add(f, "Merger of the mills", "Secret zebra.", "embargo");
    assert_int_equal(find(f, "zebra").n, 0);
    assert_ok(article_schedule(f->db, &f->admin, id, clock_now() + 1000, &e));
    assert_int_equal(find(f, "zebra").n, 0);
    assert_true(str_empty(find(f, "zebar").guess));
    assert_ok(article_publish(f->db, f->settings, &f->admin, id, THEN, &e));
    assert_int_equal(find(f, "zebra").n, 1);
    assert_true(str_eq(find(f, "zebar").guess, STR("zebra")));
    assert_ok(article_unpublish(f->db, &f->admin, id, &e));
    assert_int_equal(find(f, "zebra").n, 0);
    assert_true(str_empty(find(f, "zebar").guess));
    assert_ok(article_publish(f->db, f->settings, &f->admin, id, 0, &e));
    assert_int_equal(find(f, "zebra").n, 1);
    assert_ok(article_trash(f->db, &f->admin, id, &e));
    assert_int_equal(find(f, "zebra").n, 0);
    assert_ok(article_restore(f->db, &f->admin, id, &e));
    assert_int_equal(find(f, "zebra").n, 1);
    assert_int_equal(wrong(f), 0);
}

static void a_schedule_that_is_due_is_found(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int n;
    int64_t id = add(f, "Due", "Okapi.", "");
    assert_ok(article_schedule(f->db, &f->admin, id, clock_now() + 1000, &e));
    assert_ok(article_publish_due(f->db, f->settings, clock_now() + 2000, &n, &e));
    assert_int_equal(n, 1);
    assert_int_equal(find(f, "okapi").n, 1);
    assert_int_equal(wrong(f), 0);
}

static void an_edit_changes_what_is_found(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct problems p = {0};
    struct db_conn *c;
    struct article art;
    int64_t id = publish(f, "Before", "Old words here.", THEN), version;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(article_by_id(c, id, f->arena, &art, &e));
    db_end(f->db, &c);
    struct article_edit edit = {.id = id,
                                .version = art.version,
                                .title = STR("After"),
                                .body = STR("New words here."),
                                .tags = STR("fresh"),
                                .section_id = f->section_id,
                                .base_views = -1};
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    assert_int_equal(find(f, "before").n, 0);
    assert_int_equal(find(f, "old").n, 0);
    assert_found(f, "new words", "After");
    assert_found(f, "fresh", "After");
    assert_int_equal(wrong(f), 0);
}

/* ---- going on ---- */

static void every_match_is_reached_once_over_the_pages(void **state)
{
    struct fixture *f = *state;
    enum { N = SEARCH_WINDOW + 60 };
    for (int i = 0; i < N; i++)
        publish(f, i % 7 ? "Plain" : "Heron", "A heron.", THEN + i / 3);
    for (int order = SEARCH_BEST; order <= SEARCH_NEWEST; order++) {
        char seen[N + 10] = {0};
        struct search_query q = {.text = STR("plain heron"), .limit = 25};
        q.order = (enum search_order)order;
        int pages = 0, found = 0;
        for (bool more = true; more; pages++) {
            struct search_result r = run(f, q);
            assert_true(pages < 100);
            for (size_t i = 0; i < r.n; i++) {
                assert_int_equal(seen[r.hits[i].art.id]++, 0);
                found++;
            }
            more = r.next;
            q.key = r.next_key;
        }
        assert_int_equal(found, N - (N + 6) / 7);
    }
}

static void old_headlines_are_found_among_many_newer_matches(void **state)
{
    struct fixture *f = *state;
    struct err e;
    publish(f, "Avocet returns", "A bird.", THEN);
    int64_t tagged = add(f, "Seen", "A bird.", "Black avocet");
    assert_ok(article_publish(f->db, f->settings, &f->admin, tagged, THEN + 1, &e));
    for (int i = 0; i < SEARCH_WINDOW + 10; i++)
        publish(f, "Notes", "A black avocet was seen.", THEN + DAY + i);
    struct search_result r = find(f, "avocet");
    assert_true(str_eq(r.hits[0].art.title, STR("Avocet returns")));
    assert_true(str_eq(r.hits[1].art.title, STR("Seen")));
    assert_int_equal(r.matches, SEARCH_WINDOW);
    assert_false(r.matches_are_all);
    /* Phrases, too; and none of a headline's last word and a tag's first. */
    assert_true(str_eq(find(f, "\"black avocet\"").hits[0].art.title, STR("Seen")));
    assert_int_equal(find(f, "\"seen black\"").n, 0);
}

static void a_walk_whose_time_is_over_can_be_gone_on_with(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *c;
    struct match found[200];
    enum { ALL = 150 };
    int64_t last = INT64_MAX, n = 0, walks = 0;
    for (int i = 0; i < ALL; i++)
        publish(f, "Knot", "Of the shore.", THEN + i * DAY);
    assert_ok(db_begin(f->db, &c, &e));
    struct search_walk w = {.c = c,
                            .match = STR("\"knot\""),
                            .from = THEN,
                            .until = THEN + ALL * DAY,
                            .limit = 200,
                            .enough = 20,
                            .span = 9 * DAY,
                            .may = {.cpu_us = 1000000, .enough_cpu_us = 0, .us = 1000000000},
                            .found = found};
    for (;; walks++) {
        assert_true(walks < ALL);
        assert_ok(search_walk(&w, &e));
        for (int64_t i = 0; i < w.n; i++, n++) {
            assert_true(found[i].id < last);
            last = found[i].id;
        }
        if (w.exhausted)
            break;
        assert_true(w.n >= 20 && w.stopped_at <= last);
        w.until = w.stopped_at - 1;
        w.n = w.stopped_at = 0;
    }
    db_end(f->db, &c);
    assert_int_equal(n, ALL);
    assert_true(walks > 0);
}

static void many_articles_of_one_second_are_all_found(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 60; i++)
        publish(f, "Import", "All at once.", THEN);
    struct search_result r = run(f, (struct search_query){.text = STR("import"), .limit = 100});
    assert_int_equal(r.n, 60);
    assert_int_equal(wrong(f), 0);
}

/* ---- help ---- */

static void mistyped_words_are_corrected_from_what_was_published(void **state)
{
    struct fixture *f = *state;
    publish(f, "Lighthouse keeper",
            "The breakwater and the accommodation. \u041c\u0430\u044f\u043a", THEN);
    static const char *const typed[][2] = {
        {"lighthuose ", "lighthouse "},
        {"lighhouse keper", "lighthouse keeper"},
        {"lightthouse", "lighthouse"},
        {"lightgouse", "lighthouse"},
        {"acomodation", "accommodation"},
        {"keeperbreakwater", "keeper breakwater"},
        {"\u043c\u0430\u0435\u043a", "\u043c\u0430\u044f\u043a"},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct search_result r = find(f, typed[i][0]);
        if (!str_eq(r.guess, str_from(typed[i][1])))
            fail_msg("%s became \"%.*s\"", typed[i][0], STR_ARG(r.guess));
    }
    assert_true(str_empty(find(f, "lighthouse").guess));
    assert_true(str_empty(find(f, "qqqqqqqqqq").guess));
}

static void a_mistyped_search_finds_what_was_meant_unless_it_is_to_be_taken_literally(void **state)
{
    struct fixture *f = *state;
    publish(f, "Lighthouse keeper", "A lamp.", THEN);
    publish(f, "Keeper", "Another lamp.", THEN + 1);
    struct search_result r = find(f, "lighthuose keeper");
    assert_true(r.corrected);
    assert_int_equal(r.n, 1);
    assert_string_equal(marked(f, &r.hits[0].title), "[Lighthouse] [keeper]");
    r = run(f, (struct search_query){.text = STR("lighthuose keeper"), .exactly = true});
    assert_false(r.corrected);
    assert_int_equal(r.n, 0);
    assert_true(str_eq(r.guess, STR("lighthouse keeper")));
    /* What was meant is not there either; some of the words are. */
    r = find(f, "lighthuose keeper -lamp");
    assert_false(r.corrected);
    r = find(f, "keper lamp");
    assert_true(r.corrected);
    assert_int_equal(r.n, 2);
    /* Going on from a corrected page stays with the correction. */
    for (int order = SEARCH_BEST; order <= SEARCH_NEWEST; order++) {
        struct search_query q = {.text = STR("keper"), .limit = 1};
        q.order = (enum search_order)order;
        struct search_result first = run(f, q);
        q.key = first.next_key;
        struct search_result second = run(f, q);
        assert_true(first.next && first.corrected && second.corrected && !second.next);
        assert_true(first.hits[0].art.id != second.hits[0].art.id);
    }
}

static void some_of_the_words_are_better_than_nothing(void **state)
{
    struct fixture *f = *state;
    publish(f, "Gannet", "On the rock.", THEN);
    publish(f, "Puffin", "In the burrow.", THEN + 1);
    struct search_result r = find(f, "gannet burrow");
    assert_true(r.some_words);
    assert_int_equal(r.n, 2);
    r = find(f, "gannet rock");
    assert_false(r.some_words);
    assert_int_equal(r.n, 1);
}

static void an_address_that_leads_nowhere_is_guessed(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *c;
    struct article_list list;
    publish(f, "The last keeper of Skerrow light", "Text.", THEN);
    publish(f, "Budget passes", "Text.", THEN + 1);
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(search_similar(c, STR("last-keeper-of-skerrow"), 3, f->arena, &list, &e));
    assert_int_equal(list.n, 1);
    assert_ok(search_similar(c, STR("keeper-zzzz"), 3, f->arena, &list, &e));
    assert_int_equal(list.n, 1);
    assert_ok(search_similar(c, STR("wp-login"), 3, f->arena, &list, &e));
    assert_int_equal(list.n, 0);
    assert_ok(search_similar(c, STR(""), 3, f->arena, &list, &e));
    assert_int_equal(list.n, 0);
    db_end(f->db, &c);
}

static void anything_may_be_typed(void **state)
{
    struct fixture *f = *state;
    publish(f, "One", "Two.", THEN);
    static const char *const typed[] = {
        "",
        " ",
        "\"",
        "\"\"",
        "-",
        "--",
        "-\"",
        "*",
        "a*",
        "AND",
        "OR NOT",
        "NEAR(a b)",
        "title:x",
        "{title}:x",
        "^one",
        "one AND",
        "(one",
        "one)",
        "'",
        "a'b",
        "\\",
        "-one",
        "-\"one two\"",
        "+one",
        "\u201e",
        "\xEE\x83\xB1"
        "1",
        "1",
        "%_",
        "a\"b\"c",
        "one -",
        "\"one",
        ";--",
        "x AND y OR z NOT w",
        "...",
        "\u200b",
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        (void)find(f, typed[i]);
    assert_true(find(f, "").nothing_asked);
    assert_true(find(f, "-one").nothing_asked);
    assert_int_equal(find(f, "\xEE\x83\xB1"
                             "1")
                         .n,
                     0);
    char *many = arena_alloc(f->arena, 5001);
    for (int i = 0; i < 5000; i++)
        many[i] = (char)(i % 2 ? ' ' : 'a' + i % 26);
    many[5000] = '\0';
    assert_true(find(f, many).words_left_out);
    memset(many, 'x', 5000);
    assert_true(find(f, many).words_left_out);
}

static void keys_of_pages_are_read_strictly(void **state)
{
    (void)state;
    struct search_key key;
    assert_true(search_key_parse(STR("5-3-1"), &key));
    assert_int_equal(key.top, 5);
    static const char *const bad[] = {"",
                                      "-",
                                      "1",
                                      "1-2",
                                      "1-2-",
                                      "0-1-1",
                                      "-1-1-1",
                                      "1--1-1",
                                      "1-2-3-4",
                                      "x-1-1",
                                      "99999999999999999999-1-1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(search_key_parse(str_from(bad[i]), &key));
}

/* ---- upkeep ---- */

static void run_sql(struct fixture *f, const char *sql)
{
    char command[2000];
    snprintf(command, sizeof command, "sqlite3 -cmd '.timeout 5000' %s \"%s\"", f->db_path, sql);
    assert_int_equal(system(command), 0);
}

static void what_came_past_the_program_is_filled_in(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_progress done;
    for (int i = 0; i < 30; i++)
        publish(f, "Kept", "Curlew.", THEN + i);
    run_sql(f, "INSERT INTO article (status, slug, day, title, standfirst, body, excerpt, words,"
               " section_id, author_id, social_links, comments_open, published_at, created_at,"
               " updated_at) SELECT 3, 'raw' || id, 20240101, 'Raw', '', 'Whimbrel.', '', 1,"
               " section_id, author_id, 0, 0, published_at, 0, 0 FROM article;"
               " UPDATE article SET status = 4 WHERE title = 'Kept' AND id % 2 = 0;");
    assert_int_equal(find(f, "whimbrel").n, 0);
    for (done.whole = false; !done.whole;)
        assert_ok(search_index_fill(f->db, 7, 1000, &done, &e));
    assert_int_equal(done.docs, 45);
    struct search_result r = run(f, (struct search_query){.text = STR("whimbrel"), .limit = 100});
    assert_int_equal(r.n, 30);
    assert_int_equal(find(f, "curlew").n, 15);
    assert_int_equal(wrong(f), 1); /* the newsroom's list of what is published */
    assert_ok(search_index_clear(f->db, &e));
    for (done.whole = false; !done.whole;)
        assert_ok(search_index_fill(f->db, 7, 1000, &done, &e));
    assert_int_equal(wrong(f), 0);
}

static void an_index_is_built_anew_while_articles_change(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_progress done;
    int64_t first = publish(f, "Stays", "Godwit.", THEN), second = 0;
    for (int i = 1; i < 20; i++)
        second = publish(f, "Stays", "Godwit.", THEN + i);
    assert_ok(search_index_clear(f->db, &e));
    assert_int_equal(find(f, "godwit").n, 0);
    assert_true(find(f, "godwit").still_filling);
    assert_ok(search_index_fill(f->db, 5, 1000, &done, &e));
    assert_false(done.whole);
    assert_ok(article_unpublish(f->db, &f->admin, first, &e));
    assert_ok(article_unpublish(f->db, &f->admin, second, &e));
    publish(f, "New", "Godwit.", THEN + 100);
    while (!done.whole)
        assert_ok(search_index_fill(f->db, 5, 1000, &done, &e));
    assert_int_equal(done.docs, 19);
    assert_int_equal(find(f, "godwit").n, 19);
    assert_int_equal(wrong(f), 0);
}

static void an_article_of_another_date_is_found_at_that_date(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_progress done = {0};
    int64_t ids[4];
    for (int i = 0; i < 4; i++) {
        const char *const titles[] = {"First", "Second", "Third", "Fourth"};
        ids[i] = publish(f, titles[i], "Avocet.", THEN + i * DAY);
    }
    char sql[200];
    snprintf(sql, sizeof sql,
             "UPDATE article SET published_at = %d WHERE id = %d;"
             "UPDATE article SET published_at = %d WHERE id = %d;",
             THEN + 9 * DAY, (int)ids[0], THEN - 9 * DAY, (int)ids[2]);
    run_sql(f, sql);
    assert_int_equal(wrong(f), 1);
    assert_ok(search_index_clear(f->db, &e));
    while (!done.whole)
        assert_ok(search_index_fill(f->db, 3, 1000, &done, &e));
    assert_int_equal(wrong(f), 0);
    struct search_query newest = {.text = STR("avocet"), .order = SEARCH_NEWEST};
    struct search_result r = run(f, newest);
    assert_string_equal(titles(f, &r), "First|Fourth|Second|Third");
    newest.from = THEN + 5 * DAY;
    r = run(f, newest);
    assert_string_equal(titles(f, &r), "First");
    newest.from = 0;
    newest.until = THEN;
    r = run(f, newest);
    assert_string_equal(titles(f, &r), "Third");
}

static void an_index_of_an_older_version_is_built_anew(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_progress done;
    publish(f, "Turnstone", "Sand.", THEN);
    run_sql(f, "UPDATE search_state SET phase = 3; UPDATE search_doc SET facets = '';");
    assert_found(f, "turnstone", "Turnstone"); /* searched until then */
    for (done.whole = false; !done.whole;)
        assert_ok(search_index_fill(f->db, 10, 1000, &done, &e));
    assert_found(f, "turnstone", "Turnstone");
    run_sql(f, "UPDATE search_state SET phase = 3;");
    for (done.whole = false; !done.whole;)
        assert_ok(search_index_fill(f->db, 10, 1000, &done, &e));
    assert_found(f, "turnstone", "Turnstone");
}

/* Makes both indexes as programs did that left all folding to FTS5: SQLite's own command has no
 * other tokenizer. */
static void make_old(struct fixture *f)
{
    run_sql(f,
            "INSERT INTO search_text (search_text) VALUES ('delete-all');"
            "UPDATE search_doc SET folding = 1;"
            "INSERT INTO search_text (rowid, title, standfirst, body, tags, facets)"
            " SELECT id, title, standfirst, body, tags, facets FROM search_doc;"
            "CREATE VIRTUAL TABLE temp.w USING fts5vocab (main, search_text, row);"
            "DELETE FROM search_word;"
            "INSERT INTO search_word SELECT term, doc FROM temp.w;"
            "INSERT INTO desk_text (desk_text) VALUES ('delete-all');"
            "UPDATE desk_doc SET folding = 1;"
            "INSERT INTO desk_text (rowid, title, facets) SELECT id, title, facets FROM desk_doc;"
            "UPDATE search_state SET folding = 1, desk_folding = 1, target = 1;");
}

static void an_index_of_an_older_folding_answers_while_it_is_made_anew(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_progress done = {0};
    enum { N = 17 };
    int64_t ids[N];
    for (int i = 0; i < N; i++)
        ids[i] = publish(f, "Ёлка", "Праздничная ёлка, the spruce.", THEN + i);
    make_old(f);
    assert_int_equal(wrong(f), 0);
    struct search_query literal = {.text = STR("елка"), .exactly = true};
    assert_int_equal(run(f, literal).n, 0);
    for (int step = 0; !done.whole; step++) {
        assert_true(step < 100);
        assert_ok(search_index_fill(f->db, 3, 1000, &done, &e));
        struct search_result r = find(f, "ёлка -пихта");
        assert_int_equal(r.n, N);
        assert_false(r.still_filling);
        assert_string_equal(marked(f, &r.hits[N - 1].title), "[Ёлка]");
        assert_int_equal(find(f, "\"праздничная ёлка\" spruce").n, N);
        assert_int_equal(find(f, "spruce -ёлка").n, 0);
        assert_int_equal(find(f, "ёл").n, N);
        assert_int_equal(wrong(f), 0);
        /* Articles of both foldings change meanwhile. */
        int64_t id = ids[step * 7 % N];
        assert_ok(article_unpublish(f->db, &f->admin, id, &e));
        assert_int_equal(find(f, "ёлка").n, N - 1);
        assert_ok(article_publish(f->db, f->settings, &f->admin, id, THEN + 100 + step, &e));
    }
    assert_int_equal(run(f, literal).n, N);
    assert_int_equal(done.docs, N);
    assert_int_equal(wrong(f), 0);
}

static void texts_are_made_anew_where_they_are_made_in_another_way_now(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_progress done = {0};
    publish(f, "Bird", "Whimbrel.", THEN);
    run_sql(f, "UPDATE article SET body = 'Dunlin.'; UPDATE search_doc SET folding = folding - 1;"
               "UPDATE desk_doc SET folding = folding - 1;"
               "UPDATE search_state SET folding = folding - 1, desk_folding = desk_folding - 1,"
               " target = target - 1;");
    assert_found(f, "whimbrel", "Bird");
    assert_int_equal(wrong(f), 0);
    while (!done.whole)
        assert_ok(search_index_fill(f->db, 10, 1000, &done, &e));
    assert_found(f, "dunlin", "Bird");
    assert_found(f, "whimbrel", "");
    assert_int_equal(wrong(f), 0);
}

static void two_processes_make_one_index_anew(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db *other;
    struct search_progress here = {0}, there = {0};
    for (int i = 0; i < 20; i++)
        publish(f, "Αθήνα", "A city.", THEN + i);
    make_old(f);
    assert_ok(db_open(&other, f->db_path, f->lock_path, &e));
    for (int steps = 0; !here.whole || !there.whole; steps++) {
        assert_true(steps < 100);
        assert_ok(search_index_fill(f->db, 3, 1000, &here, &e));
        assert_ok(search_index_fill(other, 4, 1000, &there, &e));
    }
    db_close(&other);
    assert_int_equal(find(f, "αθηνα").n, 20);
    assert_int_equal(wrong(f), 0);
}

static void an_older_program_beside_a_newer_one_makes_it_start_again(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *c;
    int64_t folding;
    run_sql(f, "UPDATE search_state SET folding = 9, desk_folding = 9, target = 9;");
    publish(f, "Ruff", "A bird.", THEN);
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(search_state_folding(c, &folding, &e));
    db_end(f->db, &c);
    assert_int_equal(folding, FOLDING_NOW);
    assert_found(f, "ruff", "Ruff");
}

/* ---- the pieces of the index ---- */

static struct fts_pieces pieces(struct fixture *f)
{
    struct err e;
    struct db_conn *c;
    struct fts_pieces p;
    assert_ok(db_begin(f->db, &c, &e));
    struct stmt *s = db_stmt(c, SQL_SEARCH_TEXT_PIECES);
    assert_true(stmt_next(s));
    struct str record = stmt_col_text(s, COL_BLOCK, f->arena);
    assert_ok(stmt_done(s, &e));
    assert_ok(fts_pieces_read(record, &p, &e));
    db_end(f->db, &c);
    return p;
}

/* Each is a piece of the index at first, and all of them together fill several pages. */
static void publish_many(struct fixture *f, int n, int64_t from)
{
    for (int i = 0; i < n; i++) {
        struct buf body = buf_in(f->arena);
        buf_add_c(&body, "Of the shore");
        for (int word = 0; word < 80; word++)
            buf_printf(&body, " %cord%d", 'a' + word % 26, word * 1000 + i);
        publish(f, "Sanderling", arena_cstr(f->arena, buf_str(&body)), from + i);
    }
}

static size_t found_at_shore(struct fixture *f)
{
    return run(f, (struct search_query){.text = STR("shore"), .limit = 50}).n;
}

static void pieces_are_joined_bit_by_bit_while_articles_change(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_merged merged = {.more = true};
    publish_many(f, 14, THEN);
    int64_t id = publish(f, "Dotterel", "Of the shore.", THEN + 100);
    assert_true(pieces(f).n > 10);
    assert_ok(search_merge_some(f->db, 1, &merged, &e));
    assert_true(merged.some && merged.more);
    assert_true(pieces(f).joining);
    assert_int_equal(found_at_shore(f), 15);
    assert_ok(article_unpublish(f->db, &f->admin, id, &e));
    publish_many(f, 2, THEN + 200);
    for (int steps = 0; merged.more; steps++) {
        assert_true(steps < 1000);
        assert_int_equal(found_at_shore(f), 16);
        assert_ok(search_merge_some(f->db, 1, &merged, &e));
    }
    assert_true(pieces(f).n < 5);
    assert_int_equal(found_at_shore(f), 16);
    assert_int_equal(find(f, "dotterel").n, 0);
    assert_ok(search_merge_some(f->db, 1, &merged, &e));
    assert_false(merged.some || merged.more);
    assert_int_equal(wrong(f), 0);
}

static void two_processes_join_the_pieces_of_one_index(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db *other;
    struct search_merged here = {.more = true}, there = here;
    publish_many(f, 15, THEN);
    assert_ok(db_open(&other, f->db_path, f->lock_path, &e));
    for (int steps = 0; here.more || there.more; steps++) {
        assert_true(steps < 1000);
        assert_ok(search_merge_some(f->db, 1, &here, &e));
        assert_ok(search_merge_some(other, 1, &there, &e));
        if (steps % 2 == 0)
            publish_many(f, steps < 8 ? 1 : 0, THEN + 1000 + steps);
    }
    db_close(&other);
    assert_true(pieces(f).n < 8);
    assert_int_equal(wrong(f), 0);
}

static void all_pieces_can_be_joined(void **state)
{
    struct fixture *f = *state;
    struct err e;
    publish_many(f, 12, THEN);
    assert_ok(search_merge_all(f->db, 1, &e));
    assert_int_equal(pieces(f).n, 1);
    assert_ok(search_merge_all(f->db, 1, &e));
    assert_int_equal(pieces(f).n, 1);
    assert_int_equal(found_at_shore(f), 12);
    assert_int_equal(wrong(f), 0);
}

static void a_record_of_pieces_that_is_damaged_is_refused(void **state)
{
    (void)state;
    struct err e;
    struct fts_pieces p;
    static const char good[] = {0, 0, 0, 1, 2, 2, 0, 0, 1, 1, 1, 9, 0, 1, 2, 1, -127, 0};
    assert_ok(fts_pieces_read(str_of(good, sizeof good), &p, &e));
    assert_int_equal(p.n, 2);
    assert_int_equal(p.pages, 9 + 128);
    assert_int_equal(p.largest, 128);
    assert_false(p.joining || p.due);
    for (size_t n = 5; n < sizeof good; n++)
        assert_int_equal(fts_pieces_read(str_of(good, n), &p, &e), ERR_DB);
    assert_ok(fts_pieces_read(STR_NONE, &p, &e));
    assert_int_equal(p.n, 0);
    /* Three new ones keep FTS5 from going on with two that are being joined; four do not. */
    static const char three[] = {0, 0, 0, 1, 2, 5, 0, 0, 3, 1, 1, 1, 2,
                                 1, 1, 3, 1, 1, 2, 2, 4, 1, 9, 5, 1, 9};
    assert_ok(fts_pieces_read(str_of(three, sizeof three), &p, &e));
    assert_true(p.joining);
    assert_false(p.due);
    static const char four[] = {0, 0, 0, 1, 2, 6, 0, 0, 4, 1, 1, 1, 2, 1, 1,
                                3, 1, 1, 9, 1, 1, 2, 2, 4, 1, 9, 5, 1, 9};
    assert_ok(fts_pieces_read(str_of(four, sizeof four), &p, &e));
    assert_true(p.joining && p.due);
}

static void check_finds_an_index_that_does_not_agree(void **state)
{
    struct fixture *f = *state;
    publish(f, "One", "Dunlin.", THEN);
    publish(f, "Two", "Dunlin.", THEN + 1);
    assert_int_equal(wrong(f), 0);
    run_sql(f, "UPDATE search_word SET docs = 9 WHERE word = 'dunlin';");
    assert_int_equal(wrong(f), 1);
    run_sql(f, "UPDATE search_doc SET body = 'Knot.' WHERE title = 'One';");
    assert_int_equal(wrong(f), 3);
    run_sql(f, "UPDATE article SET title = 'Renamed';");
    assert_int_equal(wrong(f), 4);
    struct err e;
    struct search_progress done = {0};
    assert_ok(search_index_clear(f->db, &e));
    while (!done.whole)
        assert_ok(search_index_fill(f->db, 5, 1000, &done, &e));
    assert_int_equal(wrong(f), 0);
}

/* ---- the newsroom's ---- */

static struct article_list desk(struct fixture *f, struct search_desk_query q)
{
    struct err e;
    struct db_conn *c;
    struct article_list list;
    if (q.limit == 0)
        q.limit = 10;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(search_desk_find(c, &q, f->arena, &list, &e));
    db_end(f->db, &c);
    return list;
}

static void the_newsroom_finds_headlines_of_every_status(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t draft = add(f, "Harbour plans", "Text.", "");
    int64_t trashed = add(f, "Harbour rubbish", "Text.", "");
    publish(f, "Harbour opens", "Text.", THEN);
    assert_ok(article_trash(f->db, &f->admin, trashed, &e));
    struct search_desk_query q = {.text = STR("harb"), .status = ARTICLE_STATUSES};
    assert_int_equal(desk(f, q).n, 2);
    q.status = ARTICLE_DRAFT;
    assert_int_equal(desk(f, q).items[0].id, draft);
    q.status = ARTICLE_TRASHED;
    assert_int_equal(desk(f, q).items[0].id, trashed);
    q.status = ARTICLE_STATUSES;
    q.author_id = f->user_id + 1;
    assert_int_equal(desk(f, q).n, 0);
    q.author_id = f->user_id;
    q.limit = 1;
    struct article_list page = desk(f, q);
    assert_true(page.older);
    q.before_id = page.items[0].id;
    page = desk(f, q);
    assert_int_equal(page.items[0].id, draft);
    assert_false(page.older);
    q.text = STR("text");
    assert_int_equal(desk(f, q).n, 0);
    assert_int_equal(wrong(f), 0);
}

static void the_newsroom_finds_headlines_in_another_spelling(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct search_progress done = {0};
    int64_t athens = add(f, "Αθήνα το βράδυ", "Text.", "");
    int64_t tokyo = add(f, "東京の天気", "Text.", "");
    struct search_desk_query greek = {.text = STR("Αθηνα ΒΡΑ"), .status = ARTICLE_STATUSES};
    struct search_desk_query han = {.text = STR("天気"), .status = ARTICLE_STATUSES};
    struct search_desk_query typed = {.text = STR("Αθήνα"), .status = ARTICLE_STATUSES};
    assert_int_equal(desk(f, greek).items[0].id, athens);
    assert_int_equal(desk(f, han).items[0].id, tokyo);
    make_old(f);
    assert_int_equal(desk(f, greek).n, 0);
    assert_int_equal(desk(f, typed).n, 1);
    while (!done.whole) {
        assert_int_equal(desk(f, typed).n, 1);
        assert_ok(search_index_fill(f->db, 1, 1000, &done, &e));
        assert_int_equal(wrong(f), 0);
    }
    assert_int_equal(desk(f, greek).items[0].id, athens);
    assert_int_equal(desk(f, han).items[0].id, tokyo);
}

int main(void)
{
#define SITE_TEST(fn) cmocka_unit_test_setup_teardown(fn, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        SITE_TEST(words_are_found_whatever_their_case_and_accents),
        SITE_TEST(all_words_must_be_there_and_phrases_stand_together),
        SITE_TEST(headlines_count_more_than_bodies_and_the_new_more_than_the_old),
        SITE_TEST(the_last_word_may_be_unfinished),
        SITE_TEST(tags_authors_and_sections_are_found),
        SITE_TEST(a_range_of_dates_is_kept),
        SITE_TEST(scripts_without_spaces_are_found_by_their_parts),
        SITE_TEST(what_matches_is_marked),
        SITE_TEST(words_are_marked_as_they_are_written_and_phrases_as_one),
        SITE_TEST(a_word_in_another_spelling_is_found_and_marked_as_it_is_written),
        SITE_TEST(marks_are_exact_in_any_text),
        SITE_TEST(the_passage_is_the_one_that_says_most),
        SITE_TEST(headings_tables_and_pictures_are_searched_and_code_of_the_page_is_not),
        SITE_TEST(only_what_is_published_is_found),
        SITE_TEST(a_schedule_that_is_due_is_found),
        SITE_TEST(an_edit_changes_what_is_found),
        SITE_TEST(every_match_is_reached_once_over_the_pages),
        SITE_TEST(old_headlines_are_found_among_many_newer_matches),
        SITE_TEST(a_walk_whose_time_is_over_can_be_gone_on_with),
        SITE_TEST(many_articles_of_one_second_are_all_found),
        SITE_TEST(mistyped_words_are_corrected_from_what_was_published),
        SITE_TEST(a_mistyped_search_finds_what_was_meant_unless_it_is_to_be_taken_literally),
        SITE_TEST(some_of_the_words_are_better_than_nothing),
        SITE_TEST(an_address_that_leads_nowhere_is_guessed),
        SITE_TEST(anything_may_be_typed),
        cmocka_unit_test(keys_of_pages_are_read_strictly),
        SITE_TEST(what_came_past_the_program_is_filled_in),
        SITE_TEST(an_index_is_built_anew_while_articles_change),
        SITE_TEST(an_article_of_another_date_is_found_at_that_date),
        SITE_TEST(an_index_of_an_older_version_is_built_anew),
        SITE_TEST(an_index_of_an_older_folding_answers_while_it_is_made_anew),
        SITE_TEST(texts_are_made_anew_where_they_are_made_in_another_way_now),
        SITE_TEST(two_processes_make_one_index_anew),
        SITE_TEST(an_older_program_beside_a_newer_one_makes_it_start_again),
        SITE_TEST(pieces_are_joined_bit_by_bit_while_articles_change),
        SITE_TEST(two_processes_join_the_pieces_of_one_index),
        SITE_TEST(all_pieces_can_be_joined),
        cmocka_unit_test(a_record_of_pieces_that_is_damaged_is_refused),
        SITE_TEST(check_finds_an_index_that_does_not_agree),
        SITE_TEST(the_newsroom_finds_headlines_of_every_status),
        SITE_TEST(the_newsroom_finds_headlines_in_another_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

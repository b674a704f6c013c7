/* SPDX-License-Identifier: MIT */
/* The lists of what is read most are what a walk through every view would find, at any size and
 * whatever readers do; and views that get old are added up, none lost, none twice. */
#include "site_fixture.h"

#include <sqlite3.h>

#include "core/popular/popular.h"
#include "core/popular/ranking.h"
#include "core/views/view_age.h"
#include "core/views/views.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

/* 2026-03-01 12:00 UTC; the fixture's site keeps that zone. */
#define START INT64_C(1772366400)

/* ---- a site of many articles, and its database seen from outside ---- */

static sqlite3 *raw;

static void sql(const char *text)
{
    char *why = NULL;
    if (sqlite3_exec(raw, text, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", text, why);
}

static int64_t number(const char *text)
{
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_prepare_v2(raw, text, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

static int open_site(void **state)
{
    if (fixture_open(state) != 0)
        return 1;
    struct fixture *f = *state;
    return sqlite3_open(f->db_path, &raw) != SQLITE_OK;
}

static int close_site(void **state)
{
    return sqlite3_close(raw) != SQLITE_OK || fixture_close(state) != 0;
}

/* Publishes the articles 1 .. N. */
static void publish(int64_t n)
{
    char text[1000];
    snprintf(text, sizeof text,
             "WITH RECURSIVE i (id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM i WHERE id < %d) "
             "INSERT INTO article (id, status, slug, day, title, standfirst, body, excerpt, words, "
             "section_id, author_id, social_links, comments_open, published_at, created_at, "
             "updated_at) SELECT id, 3, 's' || id, 20260301, 'T' || id, '', '', '', 1, 1, 1, 0, 1, "
             "id, 1, 1 FROM i",
             (int)n);
    sql(text);
}

/* What is counted in the test itself, one event a row. */
enum { ARTICLES = 700, EVENTS_MAX = 400000 };
static struct event {
    int64_t at;
    int id, n;
} events[EVENTS_MAX];
static size_t n_events;

static struct views *views;

static void open_counters(struct fixture *f)
{
    struct err e;
    n_events = 0;
    assert_ok(views_open(&views, f->views_path, f->db, &e));
}

static void read_article(int id, int n, int64_t at)
{
    assert_true(n_events < EVENTS_MAX);
    events[n_events++] = (struct event){at, id, n};
    for (int i = 0; i < n; i++)
        views_add(views, id, VIEW_COUNTED);
}

static void flush(struct fixture *f, int64_t now)
{
    struct err e;
    int64_t flushed;
    assert_ok(views_flush(views, f->db, view_time_at(f->settings->locale, now), &flushed, &e));
}

/* What the job does in a minute. */
static int rank(struct fixture *f, struct popular_job *job, int64_t now)
{
    struct err e;
    bool more = true;
    int steps = 0;
    for (; more; steps++) {
        assert_true(steps < 10000);
        assert_ok(popular_step(f->db, job, f->settings->locale, now, &more, &e));
    }
    return steps;
}

/* ---- the answer by going through everything ---- */

static int64_t counted(enum popular_span span, const struct event *v, int64_t now)
{
    int64_t hours = now / HOUR - v->at / HOUR, days = now / DAY - v->at / DAY;
    int64_t whole = (int64_t)v->n * HOUR, part = v->n * (HOUR - now % HOUR);
    switch (span) {
    case POPULAR_HOUR:
        return hours < 1 ? whole : hours == 1 ? part : 0;
    case POPULAR_DAY:
        return hours < 24 ? whole : hours == 24 ? part : 0;
    case POPULAR_WEEK:
        return days < 7 ? whole : 0;
    case POPULAR_MONTH:
        return days < 30 ? whole : 0;
    default:
        return whole;
    }
}

static void expected(enum popular_span span, int64_t now, struct popular_list *out)
{
    static int64_t sums[ARTICLES + 1];
    memset(sums, 0, sizeof sums);
    for (size_t i = 0; i < n_events; i++)
        sums[events[i].id] += counted(span, &events[i], now);
    for (out->n = 0; out->n < POPULAR_SHOWN; out->n++) {
        int best = 0;
        for (int id = ARTICLES; id > 0; id--)
            if (sums[id] > 0 &&
                (best == 0 || (sums[id] + HOUR - 1) / HOUR > (sums[best] + HOUR - 1) / HOUR))
                best = id;
        if (best == 0)
            return;
        out->items[out->n] =
            (struct popular_item){.article_id = best, .n = (sums[best] + HOUR - 1) / HOUR};
        sums[best] = 0;
    }
}

static void shown(struct fixture *f, enum popular_span span, struct popular_list *out)
{
    struct err e;
    struct db_conn *c = NULL;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(popular_list(c, span, out, &e));
    db_end(f->db, &c);
}

/* Of equal numbers, those just below the last place may differ: the numbers decide. */
static void lists_are_right(struct fixture *f, int64_t now)
{
    for (enum popular_span span = 0; span < POPULAR_SPANS; span++) {
        struct popular_list is, should;
        shown(f, span, &is);
        expected(span, now, &should);
        assert_int_equal(is.n, should.n);
        for (size_t i = 0; i < is.n; i++) {
            if (is.items[i].n != should.items[i].n)
                fail_msg("span %d, %.1f days after the start, place %zu: article %d with %d, not "
                         "%d with %d",
                         span, (double)(now - START) / DAY, i + 1, (int)is.items[i].article_id,
                         (int)is.items[i].n, (int)should.items[i].article_id,
                         (int)should.items[i].n);
            if (i > 0 && is.items[i].n == is.items[i - 1].n)
                assert_true(is.items[i].article_id < is.items[i - 1].article_id);
        }
    }
}

static uint32_t dice = 12345;
static uint32_t roll(uint32_t sides)
{
    dice = dice * 1664525 + 1013904223;
    return (dice >> 8) % sides;
}

/* ---- tests ---- */

static void a_ranking_keeps_the_greatest_and_bounds_the_rest(void **state)
{
    (void)state;
    static struct ranking r;
    for (int64_t id = 1; id <= 1000; id++)
        ranking_offer(&r, id, (id * 7919) % 1009);
    assert_int_equal(r.n, RANKING_MAX);
    for (size_t i = 1; i < r.n; i++)
        assert_true(r.items[i - 1].n > r.items[i].n);
    int outside = 0;
    for (int64_t id = 1; id <= 1000; id++)
        if (!ranking_has(&r, id)) {
            outside++;
            assert_true((id * 7919) % 1009 <= r.refused);
        }
    assert_int_equal(outside, 800);
    assert_true(r.refused < ranking_floor(&r));
    int64_t last = r.items[RANKING_MAX - 1].id;
    ranking_offer(&r, last, 5000);
    assert_int_equal(r.items[0].id, last);
    assert_int_equal(r.n, RANKING_MAX);
    ranking_offer(&r, last, 0);
    assert_false(ranking_has(&r, last));
    assert_int_equal(ranking_floor(&r), 0);
}

/* Forty days in which what is read changes every day, readers come and go with the hours, some days
 * are loud and some nights are silent. */
static void the_lists_are_what_a_walk_through_all_views_finds(void **state)
{
    struct fixture *f = *state;
    struct popular_job job = {0};
    publish(ARTICLES);
    open_counters(f);
    int64_t now = START;
    for (int hour = 0; hour < 40 * 24; hour++) {
        now = START + (int64_t)hour * HOUR + roll(HOUR);
        int day = hour / 24, of_day = hour % 24;
        int readers = of_day >= 18 ? (int)roll(3) : 30 + 200 * (day % 9 == 0);
        for (int i = 0; i < readers; i++) {
            uint32_t liked = roll(100) * roll(100) / 40;
            read_article(1 + (int)((liked + (uint32_t)day * 17) % ARTICLES), 1 + (int)roll(3), now);
        }
        flush(f, now);
        if (roll(5) == 0 || of_day == 20) {
            rank(f, &job, now);
            lists_are_right(f, now);
        }
    }
    /* Nobody comes any more. */
    for (int day = 0; day < 35; day++) {
        rank(f, &job, now);
        lists_are_right(f, now);
        now += DAY + roll(DAY) / 3;
    }
    views_close(&views);
}

/* More articles than a ranking keeps, all read in one hour; in the next only one that was refused
 * has any readers left to count for it. */
static void an_article_that_was_refused_is_found_when_the_others_fall(void **state)
{
    struct fixture *f = *state;
    struct popular_job job = {0};
    publish(ARTICLES);
    open_counters(f);
    int64_t now = START;
    for (int id = 1; id <= 300; id++)
        read_article(id, 50, now);
    flush(f, now);
    rank(f, &job, now);
    now += HOUR;
    for (int id = 301; id <= 600; id++)
        read_article(id, 20, now);
    flush(f, now);
    rank(f, &job, now);
    lists_are_right(f, now);
    now += HOUR - 1; /* the first hour counts for one second */
    rank(f, &job, now);
    lists_are_right(f, now);
    now += 12 * 60;
    rank(f, &job, now);
    lists_are_right(f, now);
    views_close(&views);
}

static void what_is_withdrawn_leaves_the_lists_and_others_follow(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct popular_job job = {0};
    publish(ARTICLES);
    open_counters(f);
    for (int id = 1; id <= 500; id++)
        read_article(id, id, START);
    flush(f, START);
    rank(f, &job, START);
    struct popular_list list;
    shown(f, POPULAR_DAY, &list);
    assert_int_equal(list.items[0].article_id, 500);

    sql("UPDATE article SET status = 4 WHERE id > 480");
    shown(f, POPULAR_DAY, &list);
    assert_int_equal(list.n, 0); /* at once, though the lists are not made anew yet */
    rank(f, &job, START + 60);
    shown(f, POPULAR_DAY, &list);
    assert_int_equal(list.n, POPULAR_SHOWN);
    assert_int_equal(list.items[0].article_id, 480);

    /* All that a ranking keeps, and more. */
    sql("UPDATE article SET status = 4 WHERE id > 200");
    rank(f, &job, START + 120);
    rank(f, &job, START + 180);
    shown(f, POPULAR_DAY, &list);
    assert_true(list.n == 0 || list.items[0].article_id == 200);

    sql("UPDATE article SET status = 3");
    rank(f, &job, START + 240);
    lists_are_right(f, START + 240);
    views_close(&views);
    (void)e;
}

static void views_counted_elsewhere_count_for_all_time(void **state)
{
    struct fixture *f = *state;
    struct popular_job job = {0};
    publish(ARTICLES);
    open_counters(f);
    read_article(7, 5, START);
    flush(f, START);
    sql("UPDATE article SET base_views = 1000 WHERE id = 9");
    rank(f, &job, START);
    struct popular_list list;
    shown(f, POPULAR_ALL, &list);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.items[0].article_id, 9);
    assert_int_equal(list.items[0].n, 1000);
    shown(f, POPULAR_MONTH, &list);
    assert_int_equal(list.n, 1);
    sql("UPDATE article SET base_views = 3 WHERE id = 9");
    rank(f, &job, START + 60);
    shown(f, POPULAR_ALL, &list);
    assert_int_equal(list.items[0].article_id, 7);
    views_close(&views);
}

/* The content version that readers' pages go by. */
static int64_t content_version(void)
{
    return number("SELECT content_version FROM site");
}

static void pages_are_made_anew_only_when_the_block_is_another(void **state)
{
    struct fixture *f = *state;
    struct popular_job job = {0};
    publish(ARTICLES);
    open_counters(f);
    for (int id = 1; id <= 20; id++)
        read_article(id, 100 * id, START);
    flush(f, START);
    rank(f, &job, START);
    int64_t version = content_version();
    int64_t lists = number("SELECT sum(version) FROM popular_span");

    /* More readers, the same order. */
    read_article(20, 50, START + 60);
    read_article(3, 10, START + 60);
    flush(f, START + 60);
    assert_int_equal(content_version(), version);
    rank(f, &job, START + 60);
    assert_int_equal(content_version(), version);
    assert_int_equal(number("SELECT sum(version) FROM popular_span"), lists);

    /* Another order, but not in the block's five. */
    read_article(14, 150, START + 120);
    flush(f, START + 120);
    rank(f, &job, START + 120);
    assert_int_equal(content_version(), version);
    assert_true(number("SELECT sum(version) FROM popular_span") > lists);

    read_article(14, 10000, START + 180);
    flush(f, START + 180);
    assert_int_equal(content_version(), version);
    rank(f, &job, START + 180);
    assert_int_equal(content_version(), version + 1);
    views_close(&views);
}

static void nothing_is_written_where_nothing_is_read(void **state)
{
    struct fixture *f = *state;
    struct popular_job job = {0};
    publish(ARTICLES);
    open_counters(f);
    for (int id = 1; id <= 20; id++)
        read_article(id, 1, START);
    flush(f, START);
    int64_t now = START + 40 * DAY;
    rank(f, &job, now);
    int64_t before = number("PRAGMA data_version");
    for (int i = 0; i < 5; i++)
        assert_int_equal(rank(f, &job, now + i * 60), 1);
    assert_int_equal(number("PRAGMA data_version"), before);
    views_close(&views);
}

static void a_list_too_short_gives_the_block_to_a_longer_span(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct popular_job job = {0};
    publish(ARTICLES);
    open_counters(f);
    enum popular_span span;
    struct popular_list list;
    struct db_conn *c = NULL;
    for (int id = 1; id <= 8; id++)
        read_article(id, id, START);
    flush(f, START);
    rank(f, &job, START);
    int64_t now = START + 2 * DAY;
    read_article(3, 1, now);
    flush(f, now);
    rank(f, &job, now);
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(popular_block(c, &span, &list, &e));
    db_end(f->db, &c);
    assert_int_equal(span, POPULAR_WEEK);
    assert_int_equal(list.n, POPULAR_BLOCK);
    assert_int_equal(list.items[0].article_id, 8);
    views_close(&views);
}

/* ---- old views ---- */

static void age(struct fixture *f, int64_t now)
{
    struct err e;
    bool more = true;
    while (more)
        assert_ok(views_compact(f->db, f->settings->locale, now, &more, &e));
}

/* Every number that is kept, added up: one line to compare. */
#define SUMS                                                                                       \
    "sum(counted) * 1000003 + sum(robot) * 1009 + sum(ai_robot) * 31 + sum(other) * 7 + "          \
    "sum(staff) * 5 + sum(repeat) * 3 + sum(prefetch)"
#define ALL_DAYS "SELECT " SUMS " FROM (SELECT * FROM view_day UNION ALL SELECT * FROM view_month)"

static void old_views_are_added_up_and_none_is_lost(void **state)
{
    struct fixture *f = *state;
    publish(ARTICLES);
    /* 700 articles on each of 30 days across two months, 420 days ago. */
    sql("WITH RECURSIVE d (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM d WHERE n < 29) "
        "INSERT INTO view_day SELECT a.id, CASE WHEN d.n < 15 THEN 20250101 + d.n ELSE 20250201 + "
        "d.n END, a.id % 5 + d.n, 1, d.n % 3, 0, 2, a.id % 2, 1 FROM article AS a, d");
    int64_t rows = number("SELECT count(*) FROM view_day"), sums = number(ALL_DAYS);
    assert_int_equal(rows, 21000);
    struct err e;
    bool more;
    assert_ok(views_compact(f->db, f->settings->locale, START, &more, &e));
    assert_true(more); /* some rows at a time */
    int64_t left = number("SELECT count(*) FROM view_day");
    assert_true(left < rows && left > 0);
    assert_int_equal(number(ALL_DAYS), sums);
    age(f, START);
    assert_int_equal(number(ALL_DAYS), sums);
    assert_int_equal(number("SELECT count(*) FROM view_month WHERE month = 202501"), 700);
    /* START is 2026-03-01: the first of the days that stay is 2025-01-25. */
    assert_int_equal(number("SELECT min(day) FROM view_day"), 20250216);
    age(f, START);
    assert_int_equal(number(ALL_DAYS), sums);
    age(f, START + 400 * (int64_t)DAY);
    assert_int_equal(number("SELECT count(*) FROM view_day"), 0);
    assert_int_equal(number(ALL_DAYS), sums);
    assert_int_equal(number("SELECT count(*) FROM view_month"), 1400);
}

static void days_are_kept_for_400_days_and_hours_for_48(void **state)
{
    struct fixture *f = *state;
    publish(10);
    sql("INSERT INTO view_day VALUES (1, 20250124, 1, 0, 0, 0, 0, 0, 0), "
        "(1, 20250125, 1, 0, 0, 0, 0, 0, 0), (1, 20260301, 1, 0, 0, 0, 0, 0, 0)");
    char text[300];
    snprintf(text, sizeof text, "INSERT INTO view_hour VALUES (%d, 1, 1), (%d, 1, 1), (%d, 1, 1)",
             (int)(START / HOUR), (int)(START / HOUR - 48), (int)(START / HOUR - 49));
    sql(text);
    age(f, START);
    assert_int_equal(number("SELECT min(day) FROM view_day"), 20250125);
    assert_int_equal(number("SELECT count(*) FROM view_day"), 2);
    assert_int_equal(number("SELECT min(hour) FROM view_hour"), START / HOUR - 48);
    assert_int_equal(number("SELECT sum(counted) FROM view_month WHERE month = 202501"), 1);
}

/* What `broadsheet check` finds wrong. */
static int problems;
static void note(void *arg, const char *sentence)
{
    (void)arg;
    (void)sentence;
    problems++;
}

static void the_site_s_days_are_the_sum_of_its_articles(void **state)
{
    struct fixture *f = *state;
    struct err e;
    publish(50);
    open_counters(f);
    for (int day = 0; day < 3; day++) {
        for (int id = 1; id <= 50; id++) {
            read_article(id, 1 + id % 4, START + day * DAY);
            views_add(views, id, VIEW_ROBOT);
        }
        flush(f, START + day * DAY);
    }
    assert_int_equal(number("SELECT count(*) FROM site_view_day"), 3);
    assert_int_equal(number("SELECT " SUMS " FROM site_view_day"),
                     number("SELECT " SUMS " FROM view_day"));
    assert_int_equal(number("SELECT sum(counted) FROM view_hour"),
                     number("SELECT sum(counted) FROM site_view_day"));
    age(f, START + 500 * (int64_t)DAY);
    assert_ok(site_verify_totals(f->db, note, NULL, &e));
    assert_int_equal(problems, 0);
    sql("UPDATE view_month SET counted = counted + 1 WHERE article_id = 7");
    assert_ok(site_verify_totals(f->db, note, NULL, &e));
    assert_int_equal(problems, 2);
    views_close(&views);
}

int main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, open_site, close_site)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ranking_keeps_the_greatest_and_bounds_the_rest),
        TEST(the_lists_are_what_a_walk_through_all_views_finds),
        TEST(an_article_that_was_refused_is_found_when_the_others_fall),
        TEST(what_is_withdrawn_leaves_the_lists_and_others_follow),
        TEST(views_counted_elsewhere_count_for_all_time),
        TEST(pages_are_made_anew_only_when_the_block_is_another),
        TEST(nothing_is_written_where_nothing_is_read),
        TEST(a_list_too_short_gives_the_block_to_a_longer_span),
        TEST(old_views_are_added_up_and_none_is_lost),
        TEST(days_are_kept_for_400_days_and_hours_for_48),
        TEST(the_site_s_days_are_the_sum_of_its_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

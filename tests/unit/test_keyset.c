/* SPDX-License-Identifier: MIT */
/* Lists that go on from a key, where thousands of rows have the key's second: no page costs more
 * for them, and every row is on exactly one page. */
#include "site_fixture.h"

#include <sqlite3.h>

#include "core/news/live.h"
#include "core/news/video.h"
#include "sql.h"

enum {
    ROWS = 3000, /* of one second */
    SECOND = 1700000000,
    STEPS_MAX = 4000, /* of SQLite's machine, for a page of seven */
};

static sqlite3 *raw;

static void run(const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(raw, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", message, sql);
}

/* Articles 1 to ROWS and a few of other seconds, all with one section, author and tag; as many
 * videos and entries of a live blog. */
static int setup(void **state)
{
    if (fixture_open(state) != 0 || sqlite3_open(fixture->db_path, &raw) != SQLITE_OK)
        return 1;
    run("INSERT INTO tag (slug, name) VALUES ('t', 'T')");
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "INSERT INTO article (status, slug, day, title, standfirst, body, excerpt, words, "
        "section_id, author_id, social_links, comments_open, published_at, created_at, "
        "updated_at) SELECT 3, 's' || i, 20231114, 't', '', 'b', 'e', 1, %lld, %lld, 0, 1, "
        "CASE WHEN i <= %d THEN %d ELSE %d + (i %% 2 * 2 - 1) * i END, 1, %d FROM n",
        ROWS + 20, (long long)fixture->section_id, (long long)fixture->user_id, ROWS, SECOND,
        SECOND, SECOND);
    run(sql);
    sqlite3_free(sql);
    run("INSERT INTO article_tag (article_id, tag_id, position, published_at) "
        "SELECT id, 1, 0, published_at FROM article");
    run("INSERT INTO video (youtube_id, title, description, poster, duration_s, published_at, "
        "created_at, trashed) SELECT 'abcdefghijk', 't', '', '', 1, published_at, 1, id % 2 "
        "FROM article");
    run("INSERT INTO live_entry (article_id, at, title, body, token, token_at) "
        "SELECT 1, published_at, '', 'b', '', 0 FROM article");
    run("INSERT INTO view_hour (article_id, hour, counted) SELECT id, 1700000000, 1 FROM article");
    run("INSERT INTO view_day (article_id, day, counted, robot, ai_robot, prefetch, staff, repeat, "
        "other) SELECT id, 1700000000, 1, 0, 0, 0, 0, 0, 0 FROM article");
    return 0;
}

static int teardown(void **state)
{
    sqlite3_close(raw);
    return fixture_close(state);
}

/* ---- costs ---- */

static void bind_named(sqlite3_stmt *s)
{
    const struct {
        const char *name;
        int64_t value;
    } values[] = {
        {":key_at", SECOND},
        {":key_id", ROWS / 2},
        {":row_limit", 7},
        {":from_at", 1},
        {":until_at", INT64_MAX},
        {":status", 3},
        {":section_id", fixture->section_id},
        {":tag_id", 1},
        {":article_id", 1},
        {":scope_id", 1},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        int index = sqlite3_bind_parameter_index(s, values[i].name);
        if (index > 0)
            sqlite3_bind_int64(s, index, values[i].value);
    }
}

static int steps_of(const char *sql, int *rows)
{
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &s, NULL), SQLITE_OK);
    bind_named(s);
    for (*rows = 0; *rows < 7 && sqlite3_step(s) == SQLITE_ROW;)
        ++*rows;
    int steps = sqlite3_stmt_status(s, SQLITE_STMTSTATUS_VM_STEP, 0);
    sqlite3_finalize(s);
    return steps;
}

static void a_page_costs_the_same_however_many_rows_have_its_second(void **state)
{
    (void)state;
    int failures = 0, tried = 0, rows, found = 0;
    for (int i = 0; i < SQL_COUNT; i++) {
        const char *text = sql_statements[i].text;
        if (strstr(text, ":key_at") == NULL || strncmp(text, "UPDATE", 6) == 0)
            continue;
        int steps = steps_of(text, &rows);
        tried++;
        found += rows;
        if (steps > STEPS_MAX) {
            print_error("%s: %d steps for %d rows\n", sql_statements[i].name, steps, rows);
            failures++;
        }
    }
    assert_true(tried > 30 && found > 100);
    assert_int_equal(failures, 0);
}

/* SQLite compares such a pair by an index only up to its first column. */
static void no_statement_compares_a_time_and_an_id_at_once(void **state)
{
    (void)state;
    static const char *const pairs[] = {", id) < (", ", id) > (", ".id) < (", ".id) > ("};
    for (int i = 0; i < SQL_COUNT; i++)
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
            if (strstr(sql_statements[i].text, pairs[k]) != NULL)
                fail_msg("%s: use two statements (db/keyset.h)", sql_statements[i].name);
}

/* ---- pages ---- */

/* The ids of a list from its newest to its oldest row, by pages of 100: each row once. */
struct walk {
    unsigned char seen[ROWS + 100];
    int n;
    int64_t before_at, before_id;
};

static void walk_over(struct walk *w, int64_t at, int64_t id)
{
    assert_true(id > 0 && id < ROWS + 100 && !w->seen[id]);
    w->seen[id] = 1;
    assert_true(w->n == 0 || at < w->before_at || (at == w->before_at && id < w->before_id));
    w->before_at = at;
    w->before_id = id;
    w->n++;
}

static void every_article_is_on_one_page_of_a_list(void **state)
{
    (void)state;
    static const enum article_scope scopes[] = {SCOPE_ALL, SCOPE_SECTION, SCOPE_AUTHOR, SCOPE_TAG};
    struct err e;
    for (size_t k = 0; k < sizeof scopes / sizeof *scopes; k++) {
        struct db_conn *c = NULL;
        struct walk down = {0};
        struct article_query q = {.scope = scopes[k], .limit = 100};
        q.scope_id = scopes[k] == SCOPE_SECTION  ? fixture->section_id
                     : scopes[k] == SCOPE_AUTHOR ? fixture->user_id
                                                 : 1;
        struct article_list list = {.older = true}, up = {.newer = true};
        assert_ok(db_begin(fixture->db, &c, &e));
        while (list.older) {
            assert_ok(article_list(c, &q, fixture->arena, &list, &e));
            assert_true(list.n > 0);
            for (size_t i = 0; i < list.n; i++)
                walk_over(&down, list.items[i].published_at, list.items[i].id);
            q.key = (struct article_key){list.items[list.n - 1].published_at,
                                         list.items[list.n - 1].id};
        }
        assert_int_equal(down.n, ROWS + 20);
        /* And back: the pages before the oldest article. */
        q.newer = true;
        int n = 1;
        for (; up.newer; n += (int)up.n) {
            assert_ok(article_list(c, &q, fixture->arena, &up, &e));
            q.key = (struct article_key){up.items[0].published_at, up.items[0].id};
        }
        assert_int_equal(n, ROWS + 20);
        db_end(fixture->db, &c);
        arena_reset(fixture->arena);
    }
}

static void every_article_is_on_one_page_of_the_newsrooms_lists(void **state)
{
    (void)state;
    struct err e;
    for (int by = 0; by < 4; by++) {
        struct db_conn *c = NULL;
        struct walk down = {0};
        struct article_desk_query q = {.status = by & 1 ? ARTICLE_PUBLISHED : ARTICLE_STATUSES,
                                       .author_id = by & 2 ? fixture->user_id : 0,
                                       .limit = 100};
        struct article_list list = {.older = true};
        assert_ok(db_begin(fixture->db, &c, &e));
        while (list.older) {
            assert_ok(article_desk_list(c, &q, fixture->arena, &list, &e));
            for (size_t i = 0; i < list.n; i++)
                walk_over(&down, list.items[i].updated_at, list.items[i].id);
            q.before_updated_at = list.items[list.n - 1].updated_at;
            q.before_id = list.items[list.n - 1].id;
        }
        assert_int_equal(down.n, ROWS + 20);
        db_end(fixture->db, &c);
        arena_reset(fixture->arena);
    }
}

static void every_video_and_entry_is_on_one_page(void **state)
{
    (void)state;
    struct err e;
    struct db_conn *c = NULL;
    assert_ok(db_begin(fixture->db, &c, &e));
    for (int trashed = 0; trashed < 2; trashed++) {
        struct walk down = {0};
        struct article_key key = {0};
        struct video_list list = {.older = true};
        while (list.older) {
            assert_ok(video_list(c, key, trashed, 100, fixture->arena, &list, &e));
            for (size_t i = 0; i < list.n; i++)
                walk_over(&down, list.items[i].published_at, list.items[i].id);
            key = (struct article_key){list.items[list.n - 1].published_at,
                                       list.items[list.n - 1].id};
        }
        assert_int_equal(down.n, (ROWS + 20) / 2);
    }
    struct walk down = {0};
    struct live_place place = {.side = LIVE_NEWEST};
    struct live_list list = {.older = true};
    while (list.older) {
        assert_ok(live_list(c, 1, &place, 100, fixture->arena, &list, &e));
        for (size_t i = 0; i < list.n; i++)
            walk_over(&down, list.items[i].at, list.items[i].id);
        place = (struct live_place){.side = LIVE_OLDER,
                                    .key = {list.items[list.n - 1].at, list.items[list.n - 1].id}};
    }
    assert_int_equal(down.n, ROWS + 20);
    db_end(fixture->db, &c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_costs_the_same_however_many_rows_have_its_second),
        cmocka_unit_test(no_statement_compares_a_time_and_an_id_at_once),
        cmocka_unit_test(every_article_is_on_one_page_of_a_list),
        cmocka_unit_test(every_article_is_on_one_page_of_the_newsrooms_lists),
        cmocka_unit_test(every_video_and_entry_is_on_one_page),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

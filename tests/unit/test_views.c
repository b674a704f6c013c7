/* SPDX-License-Identifier: MIT */
/* Views are counted exactly, whatever happens between counting and the database. */
#include "site_fixture.h"

#include <pthread.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <sqlite3.h>

#include "core/views/views_internal.h"

enum { DAY = 20261124 };

static struct views *open_views(struct fixture *f)
{
    struct err e;
    struct views *v = NULL;
    assert_ok(views_open(&v, f->views_path, f->db, &e));
    return v;
}

static void flush(struct fixture *f, struct views *v, int64_t day)
{
    struct err e;
    int64_t flushed;
    assert_ok(views_flush(v, f->db, (struct view_time){.day = day}, &flushed, &e));
}

/* The article's views of REASON on its newest days, as stored. */
static struct view_days stored_days(struct fixture *f, int64_t id)
{
    struct err e;
    struct db_conn *c = NULL;
    struct view_days days;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(view_days(c, id, 10, f->arena, &days, &e));
    db_end(f->db, &c);
    return days;
}

static void each_reason_is_counted_apart(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Reasons");
    struct views *v = open_views(f);
    for (int reason = 0; reason < VIEW_REASONS; reason++)
        for (int i = 0; i <= reason; i++)
            views_add(v, id, (enum view_reason)reason);
    flush(f, v, DAY);
    struct view_days days = stored_days(f, id);
    assert_int_equal(days.n, 1);
    for (int reason = 0; reason < VIEW_REASONS; reason++) {
        assert_int_equal(views_get(v, id, (enum view_reason)reason), reason + 1);
        assert_int_equal(days.items[0].n[reason], reason + 1);
    }
    views_close(&v);
}

static void a_repeated_flush_changes_nothing(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Twice");
    struct views *v = open_views(f);
    views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY);
    flush(f, v, DAY);
    flush(f, v, DAY + 1);
    struct view_days days = stored_days(f, id);
    assert_int_equal(days.n, 1);
    assert_int_equal(days.items[0].n[VIEW_COUNTED], 1);
    views_close(&v);
}

static void views_belong_to_the_day_on_which_they_were_flushed(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Days");
    struct views *v = open_views(f);
    views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY);
    views_add(v, id, VIEW_COUNTED);
    views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY + 1);
    struct view_days days = stored_days(f, id);
    assert_int_equal(days.n, 2);
    assert_int_equal(days.items[0].n[VIEW_COUNTED], 2);
    assert_int_equal(days.items[1].n[VIEW_COUNTED], 1);
    views_close(&v);
}

static void what_was_not_flushed_is_still_there_after_a_restart(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Killed");
    struct views *v = open_views(f);
    for (int i = 0; i < 7; i++)
        views_add(v, id, VIEW_COUNTED);
    views_close(&v);
    v = open_views(f);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), 7);
    flush(f, v, DAY);
    assert_int_equal(stored_days(f, id).items[0].n[VIEW_COUNTED], 7);
    views_close(&v);
}

static void a_lost_counter_file_is_raised_to_the_database(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Lost");
    struct views *v = open_views(f);
    for (int i = 0; i < 5; i++)
        views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY);
    views_close(&v);
    assert_int_equal(unlink(f->views_path), 0);
    v = open_views(f);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), 5);
    views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY);
    assert_int_equal(stored_days(f, id).items[0].n[VIEW_COUNTED], 6);
    views_close(&v);
}

static void a_damaged_counter_file_is_refused_or_replaced(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Damaged");
    struct views *v = open_views(f);
    views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY);
    views_close(&v);
    FILE *file = fopen(f->views_path, "r+");
    assert_int_equal(fwrite("garbage!garbage!", 16, 1, file), 1);
    fclose(file);
    v = open_views(f);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), 1);
    views_close(&v);
}

/* ---- copies that are put back, and power cuts ---- */

/* Runs SQL past the program, as whoever puts an old copy of the database back. */
static void run_sql(struct fixture *f, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(f->db_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* N views of the article, flushed, and the file closed. */
static void count_and_flush(struct fixture *f, int64_t id, int n)
{
    struct views *v = open_views(f);
    for (int i = 0; i < n; i++)
        views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY);
    views_close(&v);
}

/* Changes a byte of the file, or as many as N. */
static void overwrite(const char *path, off_t at, const void *bytes, size_t n)
{
    int fd = open(path, O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, n, at), n);
    close(fd);
}

static off_t place_of(int64_t id)
{
    return VIEWS_PAGE + (off_t)offsetof(struct chunk, lines) + (off_t)sizeof(struct line) * id;
}

static void an_old_copy_of_the_database_is_brought_up_to_the_counters(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Restored");
    count_and_flush(f, id, 5);
    run_sql(f, "UPDATE view_total SET counted = 3; UPDATE view_day SET counted = 3;"
               "UPDATE view_flush SET n = n - 1");
    struct views *v = open_views(f);
    flush(f, v, DAY);
    assert_int_equal(stored_days(f, id).items[0].n[VIEW_COUNTED], 5);
    views_close(&v);
}

static void a_database_without_the_article_s_views_gets_them(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Older still");
    count_and_flush(f, id, 5);
    run_sql(f, "DELETE FROM view_total; DELETE FROM view_day; DELETE FROM view_flush");
    struct views *v = open_views(f);
    flush(f, v, DAY);
    assert_int_equal(stored_days(f, id).items[0].n[VIEW_COUNTED], 5);
    views_close(&v);
}

static void an_old_copy_of_the_counter_file_is_raised_to_the_database(void **state)
{
    struct fixture *f = *state;
    char command[300];
    int64_t id = fixture_article(f, "Copied");
    count_and_flush(f, id, 5);
    snprintf(command, sizeof command, "cp '%s' '%s.copy'", f->views_path, f->views_path);
    assert_int_equal(system(command), 0);
    count_and_flush(f, id, 2);
    snprintf(command, sizeof command, "mv '%s.copy' '%s'", f->views_path, f->views_path);
    assert_int_equal(system(command), 0);
    struct views *v = open_views(f);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), 7);
    views_close(&v);
}

static void what_a_power_cut_took_from_the_file_comes_back_from_the_database(void **state)
{
    struct fixture *f = *state;
    static const uint64_t older = 4;
    static const char other_boot[40] = "11111111-2222-3333-4444-555555555555";
    int64_t id = fixture_article(f, "Power cut");
    count_and_flush(f, id, 5);
    overwrite(f->views_path, place_of(id), &older, sizeof older);
    overwrite(f->views_path, (off_t)offsetof(struct views_header, boot), other_boot,
              sizeof other_boot);
    struct views *v = open_views(f);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), 5);
    views_close(&v);
}

static void a_dirty_bit_that_a_power_cut_took_is_set_again(void **state)
{
    struct fixture *f = *state;
    static const uint64_t none = 0;
    static const char other_boot[40] = "11111111-2222-3333-4444-555555555555";
    int64_t id = fixture_article(f, "Bit");
    struct views *v = open_views(f);
    views_add(v, id, VIEW_COUNTED);
    views_close(&v);
    overwrite(f->views_path, VIEWS_PAGE + (off_t)(id / 64 * 8), &none, sizeof none);
    overwrite(f->views_path, (off_t)offsetof(struct views_header, boot), other_boot,
              sizeof other_boot);
    v = open_views(f);
    flush(f, v, DAY);
    assert_int_equal(stored_days(f, id).items[0].n[VIEW_COUNTED], 1);
    views_close(&v);
}

static void a_process_killed_right_after_its_commit_counts_nothing_twice(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Killed late");
    struct views *v = open_views(f);
    for (int i = 0; i < 5; i++)
        views_add(v, id, VIEW_COUNTED);
    flush(f, v, DAY);
    struct line *line;
    _Atomic uint64_t *word;
    uint64_t bit;
    assert_true(views_find(v, id, &line, &word, &bit));
    atomic_fetch_or(word, bit);
    atomic_fetch_sub(&v->header->flush, 1);
    views_close(&v);
    v = open_views(f);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), 5);
    flush(f, v, DAY);
    assert_int_equal(stored_days(f, id).items[0].n[VIEW_COUNTED], 5);
    views_close(&v);
}

/* What opening costs goes by what changed: an article whose counter nobody touched since the last
 * flush is not looked at. */
static void opening_again_in_the_same_run_compares_nothing(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Unread");
    count_and_flush(f, id, 5);
    run_sql(f, "UPDATE view_total SET counted = 9");
    struct views *v = open_views(f);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), 5);
    views_close(&v);
}

struct counting {
    struct views *v;
    int64_t id;
    int n;
};

static void *count_many(void *arg)
{
    struct counting *c = arg;
    for (int i = 0; i < c->n; i++)
        views_add(c->v, c->id, VIEW_COUNTED);
    return NULL;
}

static void threads_and_two_processes_mappings_lose_nothing_while_flushing(void **state)
{
    struct fixture *f = *state;
    int64_t id = fixture_article(f, "Busy");
    enum { THREADS = 4, EACH = 50000 };
    struct views *v = open_views(f), *other = open_views(f);
    pthread_t threads[THREADS];
    struct counting counting[THREADS];
    for (int i = 0; i < THREADS; i++) {
        counting[i] = (struct counting){i % 2 ? v : other, id, EACH};
        assert_int_equal(pthread_create(&threads[i], NULL, count_many, &counting[i]), 0);
    }
    for (int i = 0; i < 20; i++)
        flush(f, i % 2 ? v : other, DAY);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    flush(f, v, DAY);
    assert_int_equal(views_get(v, id, VIEW_COUNTED), THREADS * EACH);
    assert_int_equal(stored_days(f, id).items[0].n[VIEW_COUNTED], THREADS * EACH);
    views_close(&v);
    views_close(&other);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        test(each_reason_is_counted_apart),
        test(a_repeated_flush_changes_nothing),
        test(views_belong_to_the_day_on_which_they_were_flushed),
        test(what_was_not_flushed_is_still_there_after_a_restart),
        test(a_lost_counter_file_is_raised_to_the_database),
        test(a_damaged_counter_file_is_refused_or_replaced),
        test(an_old_copy_of_the_database_is_brought_up_to_the_counters),
        test(a_database_without_the_article_s_views_gets_them),
        test(an_old_copy_of_the_counter_file_is_raised_to_the_database),
        test(what_a_power_cut_took_from_the_file_comes_back_from_the_database),
        test(a_dirty_bit_that_a_power_cut_took_is_set_again),
        test(a_process_killed_right_after_its_commit_counts_nothing_twice),
        test(opening_again_in_the_same_run_compares_nothing),
        test(threads_and_two_processes_mappings_lose_nothing_while_flushing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

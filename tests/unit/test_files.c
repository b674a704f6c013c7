/* SPDX-License-Identifier: MIT */
/* Files of a database that leave the site's folder while it is open. */
#include "site_fixture.h"

#include <sys/stat.h>

enum { READERS = 2 };

static enum err_kind count_one(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    return db_content_changed(c, e);
}

static enum err_kind write_one(struct fixture *f, struct err *e)
{
    return db_write(f->db, count_one, NULL, e);
}

static const char *const names[] = {"broadsheet.db", "broadsheet.db-wal", "broadsheet.db-shm",
                                    "writer.lock"};
enum { NAMES = sizeof names / sizeof *names };

static void path_in(const struct fixture *f, const char *name, char path[160])
{
    snprintf(path, 160, "%s/%s", f->dir, name);
}

static void each_file_away_refuses_and_back_goes_on(void **state)
{
    struct fixture *f = *state;
    struct err e;
    for (int i = 0; i < NAMES; i++) {
        char path[160], away[170];
        path_in(f, names[i], path);
        snprintf(away, sizeof away, "%s.away", path);
        assert_ok(write_one(f, &e));
        assert_int_equal(rename(path, away), 0);
        assert_int_equal(write_one(f, &e), ERR_BUSY);
        assert_non_null(strstr(e.msg, names[i]));
        assert_non_null(strstr(e.msg, "gone"));
        assert_int_equal(db_check_files(f->db, &e), ERR_BUSY);
        assert_int_equal(rename(away, path), 0);
        assert_ok(write_one(f, &e));
        assert_ok(db_check_files(f->db, &e));
    }
}

static void another_file_in_the_place_refuses(void **state)
{
    struct fixture *f = *state;
    struct err e;
    for (int i = 0; i < NAMES; i++) {
        char path[160], away[170];
        path_in(f, names[i], path);
        snprintf(away, sizeof away, "%s.away", path);
        assert_int_equal(rename(path, away), 0);
        FILE *other = fopen(path, "w");
        assert_non_null(other);
        fclose(other);
        assert_int_equal(write_one(f, &e), ERR_BUSY);
        assert_non_null(strstr(e.msg, "another file"));
        assert_int_equal(rename(away, path), 0);
        assert_ok(write_one(f, &e));
    }
}

static char moved_from[160], moved_to[170];

static enum err_kind lose_the_database(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    assert_int_equal(rename(moved_from, moved_to), 0);
    return db_content_changed(c, e);
}

static void a_file_that_leaves_before_the_commit_takes_nothing(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *c = NULL;
    uint64_t before = db_content_version(f->db), after;
    path_in(f, names[0], moved_from);
    snprintf(moved_to, sizeof moved_to, "%s.away", moved_from);
    assert_int_equal(db_write(f->db, lose_the_database, NULL, &e), ERR_BUSY);
    assert_int_equal(rename(moved_to, moved_from), 0);
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(db_content_read(c, &after, &e));
    db_end(f->db, &c);
    assert_int_equal(after, before);
}

/* What is open is read on; what would be opened anew might be another's. */
static void open_readers_go_on_and_no_other_is_opened(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *open[READERS + 1] = {NULL};
    uint64_t version;
    for (int i = 0; i < READERS; i++)
        assert_ok(db_begin(f->db, &open[i], &e));
    for (int i = 0; i < READERS; i++)
        db_end(f->db, &open[i]);
    char path[160], away[170];
    path_in(f, names[0], path);
    snprintf(away, sizeof away, "%s.away", path);
    assert_int_equal(rename(path, away), 0);
    for (int i = 0; i < READERS; i++) {
        assert_ok(db_begin(f->db, &open[i], &e));
        assert_ok(db_content_read(open[i], &version, &e));
    }
    assert_int_equal(db_begin(f->db, &open[READERS], &e), ERR_BUSY);
    assert_int_equal(rename(away, path), 0);
    assert_ok(db_begin(f->db, &open[READERS], &e));
    for (int i = 0; i <= READERS; i++)
        db_end(f->db, &open[i]);
}

/* Else SQLite would join the log with the database that was put there. */
static void a_stop_leaves_no_log_beside_a_database_that_was_put_in_the_place(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct stat st;
    char path[160], log[160], away[170];
    path_in(f, names[0], path);
    path_in(f, names[1], log);
    snprintf(away, sizeof away, "%s.away", path);
    assert_ok(write_one(f, &e));
    assert_int_equal(stat(log, &st), 0);
    assert_true(st.st_size > 0);
    assert_int_equal(rename(path, away), 0);
    FILE *other = fopen(path, "w");
    assert_non_null(other);
    fclose(other);
    db_close(&f->db);
    assert_true(stat(log, &st) != 0 || st.st_size == 0);
    assert_int_equal(rename(away, path), 0);
    assert_ok(db_open(&f->db, f->db_path, f->lock_path, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_away_refuses_and_back_goes_on),
        cmocka_unit_test(another_file_in_the_place_refuses),
        cmocka_unit_test(a_file_that_leaves_before_the_commit_takes_nothing),
        cmocka_unit_test(open_readers_go_on_and_no_other_is_opened),
        cmocka_unit_test(a_stop_leaves_no_log_beside_a_database_that_was_put_in_the_place),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

/* SPDX-License-Identifier: MIT */
/* A database that cannot do what it is asked says why, in words for a page, and what an operator
 * does about it; what SQLite said is in the log alone. The failures are real ones. */
#include "site_fixture.h"

#include "core/news/video.h"
#include "db/internal.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>

/* ---- what is logged meanwhile ---- */

static int stderr_before = -1;
static char said[8192];

static void listen_to_log(void)
{
    char name[] = "/tmp/broadsheet-log.XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    unlink(name);
    stderr_before = dup(STDERR_FILENO);
    dup2(fd, STDERR_FILENO);
    close(fd);
}

static void end_of_log(void)
{
    ssize_t n = pread(STDERR_FILENO, said, sizeof said - 1, 0);
    said[n > 0 ? n : 0] = '\0';
    dup2(stderr_before, STDERR_FILENO);
    close(stderr_before);
}

/* ---- writing ---- */

static enum err_kind exec_job(struct db_conn *c, void *sql, struct err *e)
{
    return conn_exec(c, sql, e);
}

static enum err_kind run(struct fixture *f, const char *sql, struct err *e)
{
    char text[300];
    snprintf(text, sizeof text, "%s", sql);
    return db_write(f->db, exec_job, text, e);
}

#define FILL  "INSERT INTO setting (name, value) VALUES ('filled', hex(zeroblob(1000000)))"
#define SMALL "INSERT INTO setting (name, value) VALUES ('small', 'x')"

/* SQL fails by CAUSE: told in words, with advice, and the log names both. */
static void assert_fails(struct fixture *f, const char *sql, enum err_kind kind,
                         enum err_cause cause, const char *sentence)
{
    struct err e = {0};
    listen_to_log();
    enum err_kind got = run(f, sql, &e);
    end_of_log();
    assert_string_equal(e.msg, sentence);
    assert_int_equal(e.cause, cause);
    assert_int_equal(got, kind);
    assert_non_null(strstr(said, sentence));
    assert_non_null(db_advice(cause));
    if (kind == ERR_BUSY) {
        assert_non_null(strstr(said, "nothing can be written"));
        assert_non_null(strstr(said, db_advice(cause)));
    } else {
        assert_null(strstr(said, "nothing can be written"));
    }
}

static void assert_works_again(struct fixture *f)
{
    struct err e;
    listen_to_log();
    enum err_kind kind = run(f, "DELETE FROM setting WHERE name IN ('filled', 'small')", &e);
    end_of_log();
    assert_int_equal(kind, OK);
    assert_non_null(strstr(said, "writing works again"));
}

/* ---- the failures ---- */

static void a_database_that_has_its_size_is_a_full_disk(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t pages;
    assert_ok(conn_pragma(f->db->write_conn, "page_count", &pages, &e));
    char sql[60];
    snprintf(sql, sizeof sql, "max_page_count=%d", (int)pages + 2);
    assert_ok(conn_pragma(f->db->write_conn, sql, &pages, &e));
    assert_fails(f, FILL, ERR_BUSY, CAUSE_DISK_FULL, "the disk is full");
    assert_ok(conn_pragma(f->db->write_conn, "max_page_count=1000000", &pages, &e));
    assert_works_again(f);
}

static void a_file_that_may_not_grow_is_a_full_disk(void **state)
{
    struct fixture *f = *state;
    struct rlimit before, small;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    small = (struct rlimit){256 * 1024, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    struct err e = {0};
    enum err_kind kind = run(f, FILL, &e);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(kind, ERR_BUSY);
    assert_int_equal(e.cause, CAUSE_DISK_FULL);
    assert_works_again(f);
}

static void a_database_that_may_only_be_read_says_so(void **state)
{
    struct fixture *f = *state;
    conn_exec_quietly(f->db->write_conn, "PRAGMA query_only=ON");
    assert_fails(f, SMALL, ERR_BUSY, CAUSE_READ_ONLY, "the database is read-only");
    conn_exec_quietly(f->db->write_conn, "PRAGMA query_only=OFF");
    assert_works_again(f);
}

/* The descriptor by which the process writes the database's log. */
static int log_descriptor(struct fixture *f)
{
    char wal[120], link[32], target[200];
    snprintf(wal, sizeof wal, "%s-wal", f->db_path);
    for (int fd = 3; fd < 64; fd++) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t n = readlink(link, target, sizeof target - 1);
        target[n > 0 ? n : 0] = '\0';
        if (strcmp(target, wal) == 0)
            return fd;
    }
    fail_msg("no descriptor of %s", wal);
    return -1;
}

static void a_disk_that_does_not_take_what_is_written_fails(void **state)
{
    struct fixture *f = *state;
    int fd = log_descriptor(f), good = dup(fd), bad = open("/dev/null", O_RDONLY);
    dup2(bad, fd);
    assert_fails(f, SMALL, ERR_BUSY, CAUSE_DISK, "the disk reports errors");
    dup2(good, fd);
    close(good);
    close(bad);
    assert_works_again(f);
}

static void a_new_cause_is_told_anew(void **state)
{
    struct fixture *f = *state;
    conn_exec_quietly(f->db->write_conn, "PRAGMA query_only=ON");
    assert_fails(f, SMALL, ERR_BUSY, CAUSE_READ_ONLY, "the database is read-only");
    conn_exec_quietly(f->db->write_conn, "PRAGMA query_only=OFF");
    int other = open(f->lock_path, O_RDWR);
    assert_int_equal(flock(other, LOCK_EX), 0);
    assert_fails(f, SMALL, ERR_BUSY, CAUSE_LOCKED,
                 "another process keeps the site locked for writing");
    close(other);
    assert_works_again(f);
}

/* Writes noise over the first page of TABLE. */
static void spoil(struct fixture *f, const char *table)
{
    struct err e;
    int64_t root = 0;
    char sql[120], noise[4096];
    sqlite3 *db;
    sqlite3_stmt *q;
    assert_ok(db_checkpoint(f->db, true, &e));
    snprintf(sql, sizeof sql, "SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
    assert_int_equal(sqlite3_open(f->db_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    root = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    sqlite3_close(db);
    memset(noise, 0x5a, sizeof noise);
    FILE *file = fopen(f->db_path, "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, (root - 1) * (long)sizeof noise, SEEK_SET), 0);
    assert_int_equal(fwrite(noise, sizeof noise, 1, file), 1);
    fclose(file);
    conn_forget_pages(f->db->write_conn);
}

static void a_damaged_table_is_named_in_the_log(void **state)
{
    struct fixture *f = *state;
    spoil(f, "correction");
    assert_fails(f, "UPDATE correction SET text = 'x'", ERR_DB, CAUSE_DAMAGED,
                 "the database is damaged");
    assert_non_null(strstr(said, "UPDATE correction"));
    struct err e;
    assert_ok(run(f, SMALL, &e)); /* the others go on */
}

static enum err_kind second_site(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    struct stmt *s = db_stmt(c, SQL_SITE_INSERT);
    stmt_text(s, ARG_UUID, STR("x"));
    stmt_text(s, ARG_SECRET, STR("x"));
    return stmt_run(s, e);
}

static void a_constraint_that_no_rule_foresaw_is_a_fault_and_its_statement_logged(void **state)
{
    struct fixture *f = *state;
    struct err e;
    listen_to_log();
    enum err_kind kind = db_write(f->db, second_site, NULL, &e);
    end_of_log();
    assert_int_equal(kind, ERR_DB);
    assert_int_equal(e.cause, CAUSE_CONSTRAINT);
    assert_string_equal(e.msg, "the database refused a change");
    assert_non_null(strstr(said, "site_insert (UNIQUE constraint failed: site.id"));
    assert_null(strstr(said, "nothing can be written"));
}

static void a_schema_that_is_another_is_a_fault_and_its_statement_logged(void **state)
{
    struct fixture *f = *state;
    assert_fails(f, "UPDATE no_such_table SET x = 1", ERR_DB, CAUSE_STATEMENT,
                 "the database does not fit this program");
    assert_non_null(strstr(said, "no such table: no_such_table"));
}

/* ---- what counts as damage ---- */

static enum err_kind find_video(struct fixture *f, struct err *e)
{
    struct db_conn *c;
    struct video video;
    TRY(db_begin(f->db, &c, e));
    enum err_kind kind = video_by_id(c, 1, f->arena, &video, e);
    db_end(f->db, &c);
    return kind;
}

static enum err_kind search_nonsense(struct fixture *f, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(f->db, &c, e));
    struct stmt *s = db_stmt(c, SQL_SEARCH_NEWEST_ID);
    stmt_text(s, ARG_MATCH, STR("AND AND ("));
    stmt_int(s, ARG_FROM_ID, 0);
    stmt_int(s, ARG_UNTIL_ID, 1000);
    stmt_int(s, ARG_ROW_LIMIT, 10);
    enum err_kind kind = stmt_run(s, e);
    db_end(f->db, &c);
    return kind;
}

static void a_value_that_a_statement_refuses_is_no_damage(void **state)
{
    struct fixture *f = *state;
    struct err e;
    listen_to_log();
    enum err_kind kind = search_nonsense(f, &e);
    end_of_log();
    assert_int_equal(kind, ERR_DB);
    assert_int_equal(e.cause, CAUSE_STATEMENT);
    assert_int_equal(db_damage_age_ms(f->db), -1);
}

/* The statement was prepared before. */
static void a_table_that_is_lost_is_damage(void **state)
{
    struct fixture *f = *state;
    struct err e;
    assert_int_equal(find_video(f, &e), ERR_NOT_FOUND);
    assert_int_equal(db_damage_age_ms(f->db), -1);
    assert_ok(run(f, "DROP TABLE video", &e));
    listen_to_log();
    enum err_kind kind = find_video(f, &e);
    end_of_log();
    assert_int_equal(kind, ERR_DB);
    assert_true(db_damage_age_ms(f->db) >= 0);
}

static void a_table_that_is_lost_before_it_was_read_is_damage(void **state)
{
    struct fixture *f = *state;
    struct err e;
    assert_ok(run(f, "DROP TABLE video", &e));
    listen_to_log();
    enum err_kind kind = find_video(f, &e);
    end_of_log();
    assert_int_equal(kind, ERR_DB);
    assert_true(db_damage_age_ms(f->db) >= 0);
}

/* ---- rules look before the database does ---- */

static void what_is_taken_is_told_at_its_field(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t id;
    listen_to_log();
    struct problems p = {0};
    struct user_edit user = {.login = STR("ANA"), .name = STR("Another"), .role = ROLE_AUTHOR};
    assert_int_equal(user_add(f->db, &f->admin, &user, STR_NONE, NULL, &id, &p, &e), ERR_CONFLICT);
    assert_string_equal(problem_find(&p, "login")->text, "Another user has this sign-in name.");
    p = (struct problems){0};
    user = (struct user_edit){
        .login = STR("b"), .name = STR("B"), .slug = STR("ana-lima"), .role = ROLE_AUTHOR};
    assert_int_equal(user_add(f->db, &f->admin, &user, STR_NONE, NULL, &id, &p, &e), ERR_CONFLICT);
    assert_string_equal(problem_find(&p, "slug")->text, "Another user has this page address.");
    p = (struct problems){0};
    struct section section = {.name = STR("City")};
    assert_int_equal(section_save(f->db, &f->admin, &section, NULL, &id, &p, &e), ERR_CONFLICT);
    assert_string_equal(problem_find(&p, "name")->text, "Another section has that name.");
    p = (struct problems){0};
    section = (struct section){.name = STR("Town"), .slug = STR("city")};
    assert_int_equal(section_save(f->db, &f->admin, &section, NULL, &id, &p, &e), ERR_CONFLICT);
    assert_string_equal(problem_find(&p, "slug")->text, "Another section has that address.");
    end_of_log();
    assert_string_equal(said, "");
}

static void what_is_referred_to_must_be_there(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t id, version;
    listen_to_log();
    struct problems p = {0};
    struct article_edit edit = {.title = STR("Lost"),
                                .body = STR("x"),
                                .section_id = f->section_id + 100,
                                .author_id = f->user_id,
                                .base_views = -1};
    assert_int_equal(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e),
                     ERR_INVALID);
    assert_string_equal(problem_find(&p, "section")->text, "There is no such section.");
    p = (struct problems){0};
    edit.section_id = f->section_id;
    edit.author_id = f->user_id + 100;
    assert_int_equal(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e),
                     ERR_INVALID);
    assert_string_equal(problem_find(&p, "author")->text, "There is no such author.");
    p = (struct problems){0};
    int64_t other;
    struct section section = {.name = STR("Other")};
    assert_ok(section_save(f->db, &f->admin, &section, NULL, &other, &p, &e));
    fixture_article(f, "Holds its section");
    assert_int_equal(section_remove(f->db, &f->admin, f->section_id, &e), ERR_CONFLICT);
    assert_string_equal(
        e.msg,
        "A section that has articles cannot be removed. Move them to another section first.");
    end_of_log();
    assert_string_equal(said, "");
}

int main(void)
{
#define FAULT_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        FAULT_TEST(a_database_that_has_its_size_is_a_full_disk),
        FAULT_TEST(a_file_that_may_not_grow_is_a_full_disk),
        FAULT_TEST(a_database_that_may_only_be_read_says_so),
        FAULT_TEST(a_disk_that_does_not_take_what_is_written_fails),
        FAULT_TEST(a_new_cause_is_told_anew),
        FAULT_TEST(a_damaged_table_is_named_in_the_log),
        FAULT_TEST(a_constraint_that_no_rule_foresaw_is_a_fault_and_its_statement_logged),
        FAULT_TEST(a_schema_that_is_another_is_a_fault_and_its_statement_logged),
        FAULT_TEST(a_value_that_a_statement_refuses_is_no_damage),
        FAULT_TEST(a_table_that_is_lost_is_damage),
        FAULT_TEST(a_table_that_is_lost_before_it_was_read_is_damage),
        FAULT_TEST(what_is_taken_is_told_at_its_field),
        FAULT_TEST(what_is_referred_to_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What is too old goes, in small steps, and nothing else does. */
#include "site_fixture.h"

#include "core/retention.h"
#include "db/internal.h"
#include "core/talk/comment_queue.h"

enum { DAY_S = 24 * 3600 };

static int64_t now;

static enum err_kind exec_job(struct db_conn *c, void *sql, struct err *e)
{
    return conn_exec(c, sql, e);
}

static void exec(struct fixture *f, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void exec(struct fixture *f, const char *fmt, ...)
{
    struct err e;
    char sql[600];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(sql, sizeof sql, fmt, ap);
    va_end(ap);
    assert_ok(db_write(f->db, exec_job, sql, &e));
}

static int64_t number(struct fixture *f, const char *sql)
{
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_prepare_v2(f->db->write_conn->handle, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return n;
}

/* Runs a round to its end; how many steps it took. */
static int round_at(struct fixture *f, int64_t at)
{
    struct err e;
    struct retention r = {0};
    bool more = true;
    int steps = 0;
    for (; more; steps++) {
        int64_t before = sqlite3_total_changes64(f->db->write_conn->handle);
        assert_ok(retention_step(f->db, f->settings, at, &r, &more, &e));
        int64_t changed = sqlite3_total_changes64(f->db->write_conn->handle) - before;
        assert_true(changed <= RETENTION_BATCH + 300); /* and what is looked after with them */
        assert_true(steps < 1000);
    }
    return steps;
}

static int open_site(void **state)
{
    now = clock_now();
    return fixture_open(state);
}

/* A line of the audit log that is DAYS old. */
static void add_line(struct fixture *f, const char *who, int days, bool access)
{
    exec(f,
         "INSERT INTO audit (at, who, action, object, was, became, access) "
         "VALUES (%lld, '%s', 'x', 'x', '', '', %d)",
         (long long)now - (long long)days * DAY_S, who, access);
}

static void lines_of_the_audit_log_go_by_their_age_and_kind(void **state)
{
    struct fixture *f = *state;
    add_line(f, "old", 1096, false);
    add_line(f, "kept", 1094, false);
    add_line(f, "old", 181, true);
    add_line(f, "kept", 179, true);
    add_line(f, "kept", 0, false);
    round_at(f, now);
    assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE who = 'old'"), 0);
    assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE who = 'kept'"), 3);
    fixture_set(f, "audit_days", "100");
    round_at(f, now);
    assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE who = 'kept'"), 2);
}

static void assert_refused(struct fixture *f, const char *sql)
{
    struct err e;
    char text[300];
    snprintf(text, sizeof text, "%s", sql);
    assert_int_equal(db_write(f->db, exec_job, text, &e), ERR_DB);
    assert_int_equal(e.cause, CAUSE_CONSTRAINT);
}

static void nothing_else_takes_a_line_of_the_audit_log(void **state)
{
    struct fixture *f = *state;
    add_line(f, "older", 1096, false);
    add_line(f, "young", 1, false);
    assert_refused(f, "DELETE FROM audit WHERE who = 'older'");
    assert_refused(f, "DELETE FROM audit WHERE who = 'young'");
    assert_refused(f, "UPDATE audit SET who = 'nobody'");
    assert_refused(f, "UPDATE audit_end SET before_at = 9000000000");
    assert_refused(f, "DELETE FROM audit_end");
    exec(f, "UPDATE audit_end SET before_at = 1000");
    assert_refused(f, "UPDATE audit_end SET before_at = 999");
    /* Not even a clock that is years ahead takes the last month. */
    round_at(f, now + INT64_C(3650) * DAY_S);
    assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE who = 'young'"), 1);
}

static void a_flood_of_old_lines_goes_in_small_steps(void **state)
{
    struct fixture *f = *state;
    exec(f,
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2600) "
         "INSERT INTO audit (at, who, action, object, was, became) "
         "SELECT %lld + i, 'old', 'x', 'x', '', '' FROM n",
         (long long)now - 2000LL * DAY_S);
    add_line(f, "kept", 0, false);
    int idle = 11; /* the parts, and one more for the tags' end */
    assert_in_range(round_at(f, now), 2600 / RETENTION_BATCH, 2600 / RETENTION_BATCH + idle);
    assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE who = 'old'"), 0);
}

static void a_decision_can_be_undone_until_it_is_dropped(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct moderation_result result;
    int64_t article = fixture_article(f, "Discussed");
    exec(
        f,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) "
        "INSERT INTO comment (article_id, root_id, depth, status, held_reason, author, email, url, "
        "body, addr, user_agent, browser, receipt_hash, digest, created_at) "
        "SELECT %lld, 0, 1, 0, '', 'a', '', '', 'x', '', '', '', 'r' || i, 'd' || i, 1 FROM n",
        (long long)article);
    struct queue_query all = {.status = COMMENT_PENDING};
    assert_ok(moderate_matching(f->db, &f->admin, &all, 1000000, COMMENT_SPAM, &result, &e));
    assert_int_equal(result.changed, 1200);
    int64_t many = result.moderation_id;
    exec(f, "UPDATE moderation SET at = %lld", (long long)now - 29LL * DAY_S);
    round_at(f, now);
    assert_int_equal(number(f, "SELECT count(*) FROM moderation_change"), 1200);

    /* Two days later its rows go in batches; from the first on it is one that was. */
    struct retention r = {0};
    bool more = true;
    while (number(f, "SELECT count(*) FROM moderation_change") == 1200)
        assert_ok(retention_step(f->db, f->settings, now + 2 * DAY_S, &r, &more, &e));
    assert_int_equal(number(f, "SELECT count(*) FROM moderation_change"), 1200 - RETENTION_BATCH);
    assert_int_equal(moderation_undo(f->db, &f->admin, many, &result, &e), ERR_NOT_FOUND);
    assert_int_equal(number(f, "SELECT count(*) FROM comment WHERE status = 2"), 1200);
    round_at(f, now + 2 * DAY_S);
    assert_int_equal(number(f, "SELECT count(*) FROM moderation_change"), 0);
    assert_int_equal(number(f, "SELECT count(*) FROM moderation"), 0);
}

static void what_is_over_and_what_is_nobodys_goes(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = STR("Tagged"),
                                .body = STR("x"),
                                .tags = STR("kept, dropped"),
                                .section_id = f->section_id,
                                .live = LIVE_ON,
                                .base_views = -1};
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    edit.id = id;
    edit.version = version;
    edit.tags = STR("kept");
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    exec(f,
         "INSERT INTO session (token_hash, user_id, csrf, created_at, expires_at) "
         "VALUES ('over', %lld, '', 1, %lld), ('open', %lld, '', 1, %lld)",
         (long long)f->user_id, (long long)now, (long long)f->user_id, (long long)now + 1);
    exec(f,
         "INSERT INTO login_failure (who, failures, last_at) VALUES ('addr:1', 1, %lld), "
         "('addr:2', 1, %lld)",
         (long long)now - 2 * DAY_S, (long long)now);
    exec(f, "INSERT INTO author_total (email, status, n) VALUES ('gone', 0, 0), ('here', 0, 1)");
    exec(f,
         "INSERT INTO live_entry (article_id, at, title, body, token, token_at) VALUES "
         "(%lld, 1, '', 'x', 'used long ago', %lld), (%lld, 1, '', 'x', 'used today', %lld)",
         (long long)id, (long long)now - 8 * DAY_S, (long long)id, (long long)now);
    round_at(f, now);
    assert_int_equal(number(f, "SELECT count(*) FROM tag WHERE slug = 'dropped'"), 0);
    assert_int_equal(number(f, "SELECT count(*) FROM tag WHERE slug = 'kept'"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM session"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM session WHERE token_hash = 'open'"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM login_failure"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM login_failure WHERE who = 'addr:2'"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM author_total WHERE email = 'gone'"), 0);
    assert_int_equal(number(f, "SELECT count(*) FROM author_total WHERE email = 'here'"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM live_entry WHERE token = ''"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM live_entry WHERE token = 'used today'"), 1);
}

int main(void)
{
#define RETENTION_TEST(name) cmocka_unit_test_setup_teardown(name, open_site, fixture_close)
    const struct CMUnitTest tests[] = {
        RETENTION_TEST(lines_of_the_audit_log_go_by_their_age_and_kind),
        RETENTION_TEST(nothing_else_takes_a_line_of_the_audit_log),
        RETENTION_TEST(a_flood_of_old_lines_goes_in_small_steps),
        RETENTION_TEST(a_decision_can_be_undone_until_it_is_dropped),
        RETENTION_TEST(what_is_over_and_what_is_nobodys_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

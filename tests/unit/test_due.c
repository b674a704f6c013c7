/* SPDX-License-Identifier: MIT */
/* What is scheduled comes out at its time, each article for itself. */
#include "core/desk/article_due.h"
#include "site_fixture.h"

#include "db/internal.h"

enum { AHEAD_S = 1000 };

static int64_t scheduled(struct fixture *f, const char *title, int64_t at)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = str_from(title),
                                .body = STR("One paragraph."),
                                .section_id = f->section_id,
                                .author_id = f->user_id,
                                .base_views = -1};
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    assert_ok(article_schedule(f->db, &f->admin, id, at, &e));
    return id;
}

static enum err_kind exec_job(struct db_conn *c, void *sql, struct err *e)
{
    return conn_exec(c, sql, e);
}

static void exec(struct fixture *f, const char *sql)
{
    struct err e;
    char text[300];
    snprintf(text, sizeof text, "%s", sql);
    assert_ok(db_write(f->db, exec_job, text, &e));
}

/* The database refuses that the article titled "Stuck" is published. */
static void refuse_stuck(struct fixture *f)
{
    exec(f, "CREATE TRIGGER stuck BEFORE UPDATE ON article WHEN new.title = 'Stuck' AND "
            "new.status = 3 BEGIN SELECT raise(ABORT, 'stuck'); END");
}

static struct article stored(struct fixture *f, int64_t id)
{
    struct err e;
    struct db_conn *c = NULL;
    struct article art;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(article_by_id(c, id, f->arena, &art, &e));
    db_end(f->db, &c);
    return art;
}

/* How many are published when the job runs at NOW. */
static int published_at(struct fixture *f, int64_t now)
{
    struct err e;
    int n = 0;
    assert_ok(article_publish_due(f->db, f->settings, now, &n, &e));
    return n;
}

static void one_that_cannot_be_published_holds_up_no_other(void **state)
{
    struct fixture *f = *state;
    int64_t at = clock_now() + AHEAD_S;
    int64_t stuck = scheduled(f, "Stuck", at), other = scheduled(f, "Other", at + 1);
    refuse_stuck(f);
    assert_int_equal(published_at(f, at - 1), 0);
    assert_int_equal(published_at(f, at + 1), 1);
    assert_int_equal(stored(f, other).status, ARTICLE_PUBLISHED);
    assert_int_equal(stored(f, stuck).status, ARTICLE_SCHEDULED);
    assert_false(
        article_is_overdue(&(struct article){.status = ARTICLE_SCHEDULED, .published_at = at}, at));
    struct article late = stored(f, stuck);
    assert_true(article_is_overdue(&late, at + 60));
}

static void it_is_tried_less_often_each_time(void **state)
{
    struct fixture *f = *state;
    int64_t at = clock_now() + AHEAD_S;
    int64_t stuck = scheduled(f, "Stuck", at);
    refuse_stuck(f);
    assert_int_equal(published_at(f, at), 0);
    exec(f, "DROP TRIGGER stuck"); /* from here on it could be published */
    assert_int_equal(published_at(f, at + 59), 0);
    assert_int_equal(stored(f, stuck).status, ARTICLE_SCHEDULED);
    refuse_stuck(f);
    assert_int_equal(published_at(f, at + 60), 0); /* the second try */
    exec(f, "DROP TRIGGER stuck");
    assert_int_equal(published_at(f, at + 60 + 119), 0);
    assert_int_equal(published_at(f, at + 60 + 120), 1);
    assert_int_equal(stored(f, stuck).status, ARTICLE_PUBLISHED);
}

static void it_is_tried_at_once_when_somebody_has_changed_it(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct problems p = {0};
    int64_t at = clock_now() + AHEAD_S, version;
    int64_t stuck = scheduled(f, "Stuck", at);
    refuse_stuck(f);
    assert_int_equal(published_at(f, at), 0);
    struct article_edit edit = {.id = stuck,
                                .version = stored(f, stuck).version,
                                .title = STR("Mended"),
                                .body = STR("One paragraph."),
                                .section_id = f->section_id,
                                .author_id = f->user_id,
                                .base_views = -1};
    assert_ok(article_save(f->db, f->settings, &f->admin, &edit, &stuck, &version, &p, &e));
    assert_int_equal(published_at(f, at + 1), 1);
}

int main(void)
{
#define DUE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        DUE_TEST(one_that_cannot_be_published_holds_up_no_other),
        DUE_TEST(it_is_tried_less_often_each_time),
        DUE_TEST(it_is_tried_at_once_when_somebody_has_changed_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

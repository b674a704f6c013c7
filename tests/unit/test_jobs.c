/* SPDX-License-Identifier: MIT */
/* What readers wait for goes on while upkeep takes its time. */
#include "site_fixture.h"

#include <errno.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <time.h>

#include "core/search/index/index.h"
#include "core/views/views.h"
#include "jobs/jobs.h"

/* Far more than any of this takes: a test that would wait for ever ends, and fails. */
enum { AT_MOST_S = 30, VIEWS = 3 };

static sem_t fill_began, fill_may_end, published, flushed;
static atomic_int fills_ended;
static atomic_bool holding;

/* What the linker calls in place of the program's (Makefile). */
enum err_kind __real_search_index_fill(struct db *db, int64_t limit, int64_t max_ms,
                                       struct search_progress *out, struct err *e);
enum err_kind __wrap_search_index_fill(struct db *db, int64_t limit, int64_t max_ms,
                                       struct search_progress *out, struct err *e);
enum err_kind __wrap_search_index_fill(struct db *db, int64_t limit, int64_t max_ms,
                                       struct search_progress *out, struct err *e)
{
    if (atomic_load(&holding)) {
        sem_post(&fill_began);
        sem_wait(&fill_may_end);
    }
    enum err_kind kind = __real_search_index_fill(db, limit, max_ms, out, e);
    atomic_fetch_add(&fills_ended, 1);
    return kind;
}

enum err_kind __real_article_publish_due(struct db *db, const struct settings *s, int64_t now,
                                         int *n, struct err *e);
enum err_kind __wrap_article_publish_due(struct db *db, const struct settings *s, int64_t now,
                                         int *n, struct err *e);
enum err_kind __wrap_article_publish_due(struct db *db, const struct settings *s, int64_t now,
                                         int *n, struct err *e)
{
    enum err_kind kind = __real_article_publish_due(db, s, now, n, e);
    for (int i = 0; kind == OK && i < *n; i++)
        sem_post(&published);
    return kind;
}

enum err_kind __real_views_flush(struct views *v, struct db *db, struct view_time when, int64_t *n,
                                 struct err *e);
enum err_kind __wrap_views_flush(struct views *v, struct db *db, struct view_time when, int64_t *n,
                                 struct err *e);
enum err_kind __wrap_views_flush(struct views *v, struct db *db, struct view_time when, int64_t *n,
                                 struct err *e)
{
    enum err_kind kind = __real_views_flush(v, db, when, n, e);
    for (int64_t i = 0; kind == OK && i < *n; i++)
        sem_post(&flushed);
    return kind;
}

static void await(sem_t *event, const char *what)
{
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    at.tv_sec += AT_MOST_S;
    while (sem_timedwait(event, &at) != 0)
        if (errno == ETIMEDOUT)
            fail_msg("%s has not happened", what);
}

/* An article that is to appear in a moment: at least a second is left to say so in. */
static int64_t scheduled(struct fixture *f, struct app *app)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = STR("Under embargo"),
                                .body = STR("One paragraph."),
                                .section_id = f->section_id,
                                .author_id = f->user_id,
                                .base_views = -1};
    assert_ok(article_save(app->db, app->settings, &f->admin, &edit, &id, &version, &p, &e));
    assert_ok(article_schedule(app->db, &f->admin, id, clock_now() + 2, &e));
    return id;
}

static void an_embargo_ends_and_views_are_written_while_the_index_is_filled(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct app *app = NULL;
    struct jobs *jobs = NULL;
    struct db_conn *c = NULL;
    struct article art;
    assert_ok(app_open(&app, f->dir, NULL, 0, &e));
    atomic_store(&holding, true);
    assert_ok(jobs_start(&jobs, app, &e));
    await(&fill_began, "the first fill");

    int64_t id = scheduled(f, app);
    for (int i = 0; i < VIEWS; i++)
        views_add(app->views, id, VIEW_COUNTED);
    await(&published, "the publication");
    await(&flushed, "the flush");
    assert_int_equal(atomic_load(&fills_ended), 0);

    assert_ok(db_begin(app->db, &c, &e));
    assert_ok(article_by_id(c, id, f->arena, &art, &e));
    db_end(app->db, &c);
    assert_int_equal(art.status, ARTICLE_PUBLISHED);

    atomic_store(&holding, false);
    sem_post(&fill_may_end);
    jobs_stop(&jobs);
    app_close(&app);
}

int main(void)
{
    sem_init(&fill_began, 0, 0);
    sem_init(&fill_may_end, 0, 0);
    sem_init(&published, 0, 0);
    sem_init(&flushed, 0, 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            an_embargo_ends_and_views_are_written_while_the_index_is_filled, fixture_open,
            fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Searches while there is no place to search at length: each is answered, and finds what a small
 * site has. */
#include "site_fixture.h"

#include "web/app.h"
#include "web/router.h"

enum { READERS = 50 };

static void publish(struct app *app, struct fixture *f, const char *title)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = str_from(title),
                                .body = STR("Something to read."),
                                .section_id = f->section_id,
                                .author_id = f->user_id,
                                .base_views = -1};
    assert_ok(article_save(app->db, f->settings, &f->admin, &edit, &id, &version, &p, &e));
    assert_ok(article_publish(app->db, f->settings, &f->admin, id, 0, &e));
}

/* Asks APP for /search?QUERY; gives the status, and whether the page says TEXT. */
static int ask(struct app *app, const char *query, struct str text, bool *says)
{
    struct web_handler handler = router_handler(app);
    struct exchange x = {.arena = arena_new(64 * 1024)};
    x.rs.headers = buf_in(x.arena);
    request_param(&x.rq, STR("REQUEST_METHOD"), STR("GET"));
    request_param(&x.rq, STR("REQUEST_URI"), arena_printf(x.arena, "/search?%s", query));
    request_param(&x.rq, STR("QUERY_STRING"), str_from(query));
    request_param(&x.rq, STR("HTTP_HOST"), STR("news.example.org"));
    request_ready(&x.rq);
    handler.route(handler.ctx, &x);
    x.pool = POOL_SLOW;
    handler.answer(handler.ctx, &x);
    struct buf body = buf_in(x.arena);
    for (int i = 0; i < x.rs.body_parts; i++)
        buf_add(&body, str_of(x.rs.body[i].iov_base, x.rs.body[i].iov_len));
    *says = str_find(buf_str(&body), text) < body.n;
    int status = x.rs.status;
    coded_unref(&x.rs.pinned);
    arena_free(&x.arena);
    return status;
}

static void every_search_is_answered_while_others_search_at_length(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct app *app = NULL;
    bool says;
    assert_ok(app_open(&app, f->dir, NULL, 0, &e));
    publish(app, f, "The zeppelin over the harbour");
    assert_int_equal(ask(app, "q=zeppelin", STR("over the harbour"), &says), 200);
    assert_true(says);
    assert_int_equal(atomic_load(&app->searches_brief), 0);

    gate_free(&app->searches);
    app->searches = gate_new(0, 0, 0); /* all places are taken, and those to wait at */
    for (int i = 0; i < READERS; i++) {
        assert_int_equal(ask(app, "q=zeppelin", STR("over the harbour"), &says), 200);
        assert_true(says);
    }
    assert_int_equal(ask(app, "q=nowhere-at-all", STR("over the harbour"), &says), 200);
    assert_false(says);
    assert_int_equal(atomic_load(&app->searches_brief), READERS + 1);
    app_close(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_search_is_answered_while_others_search_at_length,
                                        fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

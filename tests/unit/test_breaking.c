/* SPDX-License-Identifier: MIT */
/* Breaking news: what may stand over every page, who decides, and when it goes. */
#include "site_fixture.h"

#include "core/news/breaking.h"

static enum err_kind set(const struct breaking *b, struct problems *p, struct err *e)
{
    struct breaking it = *b;
    it.version = fixture->settings->breaking_version;
    *p = (struct problems){0};
    enum err_kind kind =
        breaking_set(fixture->db, fixture->settings, &fixture->admin, &it, NULL, p, e);
    fixture_settings(fixture);
    return kind;
}

static void it_is_shown_until_its_moment_and_no_longer(void **state)
{
    (void)state;
    struct err e;
    struct problems p;
    int64_t now = clock_now();
    assert_false(breaking_shown(fixture->settings, now));
    assert_ok(set(&(struct breaking){.text = STR("Flood"), .until = now + 60}, &p, &e));
    assert_true(breaking_shown(fixture->settings, now + 59));
    assert_false(breaking_shown(fixture->settings, now + 60));
}

static void what_is_over_is_taken_down_once_and_pages_change(void **state)
{
    (void)state;
    struct err e;
    struct problems p;
    bool ended;
    int64_t now = clock_now();
    assert_ok(set(&(struct breaking){.text = STR("Flood"), .until = now + 60}, &p, &e));
    struct settings *before = settings_ref(fixture->settings);
    uint64_t content = db_content_version(fixture->db);
    assert_ok(breaking_expire(fixture->db, before, now + 59, &ended, &e));
    assert_false(ended);
    assert_int_equal(db_content_version(fixture->db), content);
    assert_ok(breaking_expire(fixture->db, before, now + 60, &ended, &e));
    assert_true(ended);
    assert_true(db_content_version(fixture->db) > content);
    content = db_content_version(fixture->db);
    /* Another process that has not noticed yet. */
    assert_ok(breaking_expire(fixture->db, before, now + 60, &ended, &e));
    assert_false(ended);
    assert_int_equal(db_content_version(fixture->db), content);
    settings_unref(&before);
    fixture_settings(fixture);
    assert_true(str_empty(fixture->settings->breaking_text));
}

static void one_that_was_put_off_meanwhile_stays(void **state)
{
    (void)state;
    struct err e;
    struct problems p;
    bool ended;
    int64_t now = clock_now();
    assert_ok(set(&(struct breaking){.text = STR("Flood"), .until = now + 60}, &p, &e));
    struct settings *before = settings_ref(fixture->settings);
    assert_ok(set(&(struct breaking){.text = STR("Flood"), .until = now + 600}, &p, &e));
    assert_ok(breaking_expire(fixture->db, before, now + 60, &ended, &e));
    assert_false(ended);
    settings_unref(&before);
    assert_true(breaking_shown(fixture->settings, now + 60));
}

static void a_link_leads_to_a_page_or_an_address_of_the_web(void **state)
{
    (void)state;
    struct err e;
    struct problems p;
    int64_t now = clock_now(), id = fixture_article(fixture, "The flood");
    struct db_conn *c = NULL;
    struct article art;
    assert_ok(db_begin(fixture->db, &c, &e));
    assert_ok(article_by_id(c, id, fixture->arena, &art, &e));
    db_end(fixture->db, &c);
    fixture_set(fixture, "address", "https://news.example");
    struct str path = article_url(&art, fixture->arena);
    const struct {
        struct str url;
        const char *kept; /* NULL: refused */
    } links[] = {
        {STR_NONE, ""},
        {STR("/section/city/"), "/section/city/"},
        {path, path.p},
        {arena_join(fixture->arena, STR("https://news.example"), path), path.p},
        {STR("https://news.example.org/x"), "https://news.example.org/x"},
        {STR("http://police.example/"), "http://police.example/"},
        {STR("/2026/01/02/nothing/"), NULL},
        {STR("https://news.example/2026/01/02/nothing/?a#b"), NULL},
        {STR("javascript:alert(1)"), NULL},
        {STR("//elsewhere.example/"), NULL},
        {STR("mailto:ana@news.example"), NULL},
    };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        const struct breaking b = {.text = STR("x"), .url = links[i].url, .until = now + 60};
        enum err_kind kind = set(&b, &p, &e);
        assert_int_equal(kind, links[i].kept ? OK : ERR_INVALID);
        if (links[i].kept)
            assert_true(str_eq(fixture->settings->breaking_url, str_from(links[i].kept)));
        else
            assert_non_null(problem_find(&p, "url"));
    }
}

static void it_has_a_text_and_an_end_within_days(void **state)
{
    (void)state;
    struct err e;
    struct problems p;
    int64_t now = clock_now();
    assert_int_equal(set(&(struct breaking){.until = now}, &p, &e), ERR_INVALID);
    assert_non_null(problem_find(&p, "text"));
    assert_non_null(problem_find(&p, "until"));
    const struct breaking long_one = {.text = STR("x"), .until = now + 8 * 86400};
    assert_int_equal(set(&long_one, &p, &e), ERR_INVALID);
    assert_non_null(problem_find(&p, "until"));
}

static void nobody_replaces_what_they_have_not_seen(void **state)
{
    (void)state;
    struct err e;
    struct problems p;
    int64_t now = clock_now(), version = fixture->settings->breaking_version;
    assert_ok(set(&(struct breaking){.text = STR("New"), .until = now + 60}, &p, &e));
    const struct breaking stale = {.text = STR("Old"), .until = now + 60, .version = version};
    assert_int_equal(
        breaking_set(fixture->db, fixture->settings, &fixture->admin, &stale, NULL, &p, &e),
        ERR_CONFLICT);
    assert_int_equal(breaking_end(fixture->db, &fixture->admin, version, &e), ERR_CONFLICT);
    const struct actor author = {fixture->user_id, STR("Ana"), ROLE_AUTHOR};
    assert_int_equal(breaking_end(fixture->db, &author, version, &e), ERR_FORBIDDEN);
    assert_ok(breaking_end(fixture->db, &fixture->admin, fixture->settings->breaking_version, &e));
    assert_ok(breaking_end(fixture->db, &fixture->admin, version, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_shown_until_its_moment_and_no_longer),
        cmocka_unit_test(what_is_over_is_taken_down_once_and_pages_change),
        cmocka_unit_test(one_that_was_put_off_meanwhile_stays),
        cmocka_unit_test(a_link_leads_to_a_page_or_an_address_of_the_web),
        cmocka_unit_test(it_has_a_text_and_an_end_within_days),
        cmocka_unit_test(nobody_replaces_what_they_have_not_seen),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

/* SPDX-License-Identifier: MIT */
/* Live blogs: who may add entries, in what order they stand, and what readers are told of. */
#include "site_fixture.h"

#include "base/buf.h"
#include "core/desk/live_write.h"
#include "core/site/ping.h"

/* A live blog in the works; its id. */
static int64_t make_blog(void)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0, version = 0;
    struct article_edit edit = {.title = STR("The flood, live"),
                                .body = STR("What happens on the quay."),
                                .section_id = fixture->section_id,
                                .author_id = fixture->user_id,
                                .base_views = -1,
                                .live = LIVE_ON};
    assert_ok(article_save(fixture->db, fixture->settings, &fixture->admin, &edit, &id, &version,
                           &p, &e));
    return id;
}

static int64_t make_published_blog(void)
{
    struct err e;
    int64_t id = make_blog();
    assert_ok(article_publish(fixture->db, fixture->settings, &fixture->admin, id, 0, &e));
    return id;
}

static int64_t add(int64_t blog, int64_t at, const char *body)
{
    struct err e;
    struct problems p = {0};
    int64_t id = 0;
    struct live_edit edit = {.at = at, .body = str_from(body)};
    assert_ok(
        live_entry_save(fixture->db, fixture->settings, &fixture->admin, blog, &edit, &id, &p, &e));
    return id;
}

static struct live_list list(int64_t blog, struct live_place place, int64_t limit)
{
    struct err e;
    struct db_conn *c = NULL;
    struct live_list out;
    assert_ok(db_begin(fixture->db, &c, &e));
    assert_ok(live_list(c, blog, &place, limit, fixture->arena, &out, &e));
    db_end(fixture->db, &c);
    return out;
}

static struct article read_article(int64_t id)
{
    struct err e;
    struct db_conn *c = NULL;
    struct article art;
    assert_ok(db_begin(fixture->db, &c, &e));
    assert_ok(article_by_id(c, id, fixture->arena, &art, &e));
    db_end(fixture->db, &c);
    return art;
}

/* The bodies of LIST, joined. */
static void assert_bodies(struct live_list got, const char *expected)
{
    struct buf all = buf_in(fixture->arena);
    for (size_t i = 0; i < got.n; i++)
        buf_add(&all, got.items[i].body);
    buf_add_char(&all, '\0');
    assert_string_equal(buf_str(&all).p, expected);
}

static void entries_stand_by_their_time_the_newest_first(void **state)
{
    (void)state;
    int64_t blog = make_blog();
    add(blog, 2000, "b");
    add(blog, 3000, "d");
    add(blog, 2000, "c");
    add(blog, 1000, "a");
    assert_bodies(list(blog, (struct live_place){0}, 10), "dcba");
}

static void pages_go_on_by_key_either_way_and_past_what_was_removed(void **state)
{
    (void)state;
    struct err e;
    int64_t blog = make_blog(), ids[7];
    for (int i = 0; i < 7; i++)
        ids[i] = add(blog, 1000 + i / 2, (const char *[]){"a", "b", "c", "d", "e", "f", "g"}[i]);
    struct live_list first = list(blog, (struct live_place){0}, 3);
    assert_bodies(first, "gfe");
    assert_true(first.older);
    assert_false(first.newer);

    struct live_place next = {LIVE_OLDER, {first.items[2].at, first.items[2].id}};
    assert_ok(live_entry_remove(fixture->db, &fixture->admin, blog, ids[4], 1, &e));
    struct live_list second = list(blog, next, 3);
    assert_bodies(second, "dcb");
    assert_true(second.older && second.newer);

    struct live_place back = {LIVE_NEWER, {second.items[2].at, second.items[2].id}};
    assert_bodies(list(blog, back, 2), "dc");
    struct live_list newest = list(blog, back, 4);
    assert_bodies(newest, "gfdc");
    assert_false(newest.newer);

    struct live_place from = {LIVE_FROM, {1001, ids[2]}};
    struct live_list at_one = list(blog, from, 2);
    assert_bodies(at_one, "cb");
    assert_true(at_one.older && at_one.newer);
    from.key = (struct article_key){1003, ids[6]};
    assert_false(list(blog, from, 2).newer);
    from = (struct live_place){LIVE_OLDER, {1000, ids[0]}};
    assert_int_equal(list(blog, from, 2).n, 0);
}

static void an_entry_is_an_update_of_its_article_once_that_is_public(void **state)
{
    (void)state;
    int64_t blog = make_blog();
    uint64_t content = db_content_version(fixture->db);
    add(blog, 1000, "before it is public");
    assert_int_equal(db_content_version(fixture->db), content);
    assert_int_equal(read_article(blog).revised_at, 0);

    struct err e;
    assert_ok(article_publish(fixture->db, fixture->settings, &fixture->admin, blog, 0, &e));
    struct article before = read_article(blog);
    content = db_content_version(fixture->db);
    add(blog, 0, "now");
    struct article after = read_article(blog);
    assert_true(db_content_version(fixture->db) > content);
    assert_true(after.revised_at >= before.published_at);
    assert_true(after.updated_at >= before.updated_at);
    assert_int_equal(after.version, before.version);
}

static void whoever_is_told_of_articles_is_told_of_entries(void **state)
{
    (void)state;
    struct err e;
    fixture_set(fixture, "address", "https://news.example");
    fixture_set(fixture, "websub_hub", "https://hub.example/");
    int64_t blog = make_published_blog();
    struct ping_list due;
    int64_t now = clock_now() + 10;
    assert_ok(ping_claim(fixture->db, PING_WEBSUB, now, fixture->arena, &due, &e));
    assert_ok(ping_sent(fixture->db, &due, &e));
    add(blog, 0, "news");
    assert_ok(ping_claim(fixture->db, PING_WEBSUB, now, fixture->arena, &due, &e));
    assert_int_equal(due.n, 1);
    fixture_set(fixture, "websub_hub", "");
}

/* A published article that the hub is to be told of, claimed at NOW. */
static struct ping_list claimed_batch(int64_t now)
{
    struct err e;
    struct ping_list batch;
    fixture_set(fixture, "address", "https://news.example");
    fixture_set(fixture, "websub_hub", "https://hub.example/");
    make_published_blog();
    assert_ok(ping_claim(fixture->db, PING_WEBSUB, now, fixture->arena, &batch, &e));
    assert_int_equal(batch.n, 1);
    return batch;
}

static size_t claimable_at(int64_t at)
{
    struct err e;
    struct ping_list batch;
    assert_ok(ping_claim(fixture->db, PING_WEBSUB, at, fixture->arena, &batch, &e));
    return batch.n;
}

static void a_batch_that_takes_long_is_nobody_elses_while_it_is_sent(void **state)
{
    (void)state;
    struct err e;
    size_t left;
    int64_t now = clock_now() + 10;
    struct ping_list slow = claimed_batch(now);
    assert_ok(ping_extend(fixture->db, &slow, now + 100, &left, &e));
    assert_int_equal(left, 1);
    assert_int_equal(claimable_at(now + PING_CLAIM_S + 1), 0);
    /* The clock was set back: the claim still gets longer. */
    assert_ok(ping_extend(fixture->db, &slow, now - 3600, &left, &e));
    assert_int_equal(left, 1);
    assert_int_equal(claimable_at(now + 2 * PING_CLAIM_S + 1), 0);
    assert_ok(ping_sent(fixture->db, &slow, &e));
    assert_int_equal(claimable_at(now + 86400), 0);
    fixture_set(fixture, "websub_hub", "");
}

static void a_batch_that_outlasts_its_claim_leaves_the_next_ones_alone(void **state)
{
    (void)state;
    struct err e;
    size_t left, given_up;
    int64_t now = clock_now() + 10, then = now + PING_CLAIM_S + 1;
    struct ping_list slow = claimed_batch(now), next;
    assert_ok(ping_claim(fixture->db, PING_WEBSUB, then, fixture->arena, &next, &e));
    assert_int_equal(next.n, 1);
    /* However the slow one ends, the other's claim stands. */
    assert_ok(ping_failed(fixture->db, &slow, then, &given_up, &e));
    assert_ok(ping_sent(fixture->db, &slow, &e));
    assert_ok(ping_extend(fixture->db, &slow, then, &left, &e));
    assert_int_equal(left, 0);
    assert_ok(ping_sent(fixture->db, &slow, &e));
    assert_int_equal(claimable_at(then + PING_CLAIM_S - 1), 0);
    struct ping_list third;
    assert_ok(
        ping_claim(fixture->db, PING_WEBSUB, then + PING_CLAIM_S, fixture->arena, &third, &e));
    assert_int_equal(third.n, 1);
    assert_int_equal(third.items[0].tries, 0);
    assert_ok(ping_sent(fixture->db, &third, &e));
    fixture_set(fixture, "websub_hub", "");
}

static void a_form_that_is_sent_twice_adds_one_entry(void **state)
{
    (void)state;
    struct err e;
    struct problems p = {0};
    int64_t blog = make_blog(), first = 0, second = 0;
    struct live_edit edit = {.body = STR("Once."), .token = STR("a form's")};
    assert_ok(live_entry_save(fixture->db, fixture->settings, &fixture->admin, blog, &edit, &first,
                              &p, &e));
    assert_ok(live_entry_save(fixture->db, fixture->settings, &fixture->admin, blog, &edit, &second,
                              &p, &e));
    assert_int_equal(first, second);
    assert_int_equal(list(blog, (struct live_place){0}, 10).n, 1);
    int64_t other = make_blog();
    assert_int_equal(live_entry_save(fixture->db, fixture->settings, &fixture->admin, other, &edit,
                                     &second, &p, &e),
                     ERR_CONFLICT);
    assert_non_null(strstr(e.msg, "another article"));
    assert_int_equal(list(other, (struct live_place){0}, 10).n, 0);
}

static void what_another_editor_has_changed_is_not_overwritten(void **state)
{
    (void)state;
    struct err e;
    struct problems p = {0};
    int64_t blog = make_blog(), id = add(blog, 1000, "first");
    struct actor other = {fixture->user_id, STR("Bea"), ROLE_EDITOR};
    struct live_edit edit = {.id = id, .version = 1, .at = 1000, .body = STR("by Bea")};
    assert_ok(live_entry_save(fixture->db, fixture->settings, &other, blog, &edit, &id, &p, &e));
    edit.body = STR("by Ana");
    assert_int_equal(
        live_entry_save(fixture->db, fixture->settings, &fixture->admin, blog, &edit, &id, &p, &e),
        ERR_CONFLICT);
    assert_non_null(strstr(e.msg, "Bea changed this entry"));
    assert_int_equal(live_entry_remove(fixture->db, &fixture->admin, blog, id, 1, &e),
                     ERR_CONFLICT);
    assert_bodies(list(blog, (struct live_place){0}, 10), "by Bea");
    assert_ok(live_entry_remove(fixture->db, &fixture->admin, blog, id, 2, &e));
    assert_int_equal(live_entry_remove(fixture->db, &fixture->admin, blog, id, 2, &e),
                     ERR_NOT_FOUND);
}

static void an_entry_is_refused_with_every_mistake_told(void **state)
{
    (void)state;
    struct err e;
    struct problems p = {0};
    int64_t blog = make_blog(), id = 0;
    char *title = arena_alloc(fixture->arena, LIVE_TITLE_MAX + 1);
    memset(title, 'x', LIVE_TITLE_MAX + 1);
    struct live_edit edit = {.title = str_of(title, LIVE_TITLE_MAX + 1), .at = clock_now() + 3600};
    assert_int_equal(
        live_entry_save(fixture->db, fixture->settings, &fixture->admin, blog, &edit, &id, &p, &e),
        ERR_INVALID);
    assert_non_null(problem_find(&p, "title"));
    assert_non_null(problem_find(&p, "body"));
    assert_non_null(problem_find(&p, "at"));
}

static void a_picture_at_the_sites_own_full_address_is_its_own(void **state)
{
    (void)state;
    struct err e;
    struct problems p = {0};
    int64_t blog = make_blog(), id = 0;
    fixture_set(fixture, "address", "https://news.example");
    struct live_edit edit = {.body = STR("![A boat](https://news.example/media/boat.jpg)")};
    assert_ok(
        live_entry_save(fixture->db, fixture->settings, &fixture->admin, blog, &edit, &id, &p, &e));
    edit = (struct live_edit){.body = STR("Seen.\n\n![A boat](https://news.example.net/boat.jpg)")};
    assert_int_equal(
        live_entry_save(fixture->db, fixture->settings, &fixture->admin, blog, &edit, &id, &p, &e),
        ERR_INVALID);
    assert_non_null(strstr(problem_find(&p, "body")->text, "Line 3: pictures from other sites"));
    fixture_set(fixture, "address", "");
}

static void entries_are_for_those_who_may_change_the_article(void **state)
{
    (void)state;
    struct err e;
    struct problems p = {0};
    int64_t id = 0, own = make_blog();
    struct actor author = {fixture->user_id, STR("Ana"), ROLE_AUTHOR};
    struct actor stranger = {fixture->user_id + 1, STR("Cleo"), ROLE_AUTHOR};
    struct live_edit edit = {.body = STR("x")};
    assert_ok(live_entry_save(fixture->db, fixture->settings, &author, own, &edit, &id, &p, &e));
    assert_int_equal(
        live_entry_save(fixture->db, fixture->settings, &stranger, own, &edit, &id, &p, &e),
        ERR_FORBIDDEN);
    int64_t public = make_published_blog();
    assert_int_equal(
        live_entry_save(fixture->db, fixture->settings, &author, public, &edit, &id, &p, &e),
        ERR_FORBIDDEN);
    assert_int_equal(live_set_ended(fixture->db, &author, public, true, &e), ERR_FORBIDDEN);
    int64_t plain = fixture_article(fixture, "No live blog");
    assert_int_equal(
        live_entry_save(fixture->db, fixture->settings, &fixture->admin, plain, &edit, &id, &p, &e),
        ERR_CONFLICT);
}

static void coverage_that_has_ended_stays_over_when_an_older_form_is_saved(void **state)
{
    (void)state;
    struct err e;
    struct problems p = {0};
    int64_t blog = make_published_blog(), id, version;
    struct article art = read_article(blog);
    assert_ok(live_set_ended(fixture->db, &fixture->admin, blog, true, &e));
    assert_true(read_article(blog).live_ended_at > 0);
    struct article_edit edit = {.id = blog,
                                .version = art.version,
                                .title = art.title,
                                .slug = art.slug,
                                .body = art.body,
                                .section_id = art.section_id,
                                .author_id = art.author_id,
                                .base_views = -1,
                                .live = LIVE_ON};
    assert_ok(article_save(fixture->db, fixture->settings, &fixture->admin, &edit, &id, &version,
                           &p, &e));
    assert_int_equal(read_article(blog).live, LIVE_OVER);
    assert_ok(live_set_ended(fixture->db, &fixture->admin, blog, false, &e));
    assert_int_equal(read_article(blog).live, LIVE_ON);
    assert_int_equal(read_article(blog).live_ended_at, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_stand_by_their_time_the_newest_first),
        cmocka_unit_test(pages_go_on_by_key_either_way_and_past_what_was_removed),
        cmocka_unit_test(an_entry_is_an_update_of_its_article_once_that_is_public),
        cmocka_unit_test(whoever_is_told_of_articles_is_told_of_entries),
        cmocka_unit_test(a_batch_that_takes_long_is_nobody_elses_while_it_is_sent),
        cmocka_unit_test(a_batch_that_outlasts_its_claim_leaves_the_next_ones_alone),
        cmocka_unit_test(a_form_that_is_sent_twice_adds_one_entry),
        cmocka_unit_test(what_another_editor_has_changed_is_not_overwritten),
        cmocka_unit_test(an_entry_is_refused_with_every_mistake_told),
        cmocka_unit_test(a_picture_at_the_sites_own_full_address_is_its_own),
        cmocka_unit_test(entries_are_for_those_who_may_change_the_article),
        cmocka_unit_test(coverage_that_has_ended_stays_over_when_an_older_form_is_saved),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

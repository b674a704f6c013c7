/* SPDX-License-Identifier: MIT */
/* Decisions on many comments, what is left alone, editing, and deleting for good. */
#include "site_fixture.h"

#include "base/utf8.h"
#include "core/talk/comment_queue.h"
#include "core/talk/comment_take.h"
#include "core/talk/form_token.h"

enum { MANY = 30 }; /* more than the audit log lists singly */

static int texts;

/* A pending comment (a reply where PARENT is not 0); its id. */
static int64_t comment_on(struct fixture *f, int64_t article, int64_t parent, const char *addr)
{
    struct err e;
    struct problems p = {0};
    struct comment_taken taken;
    struct comment_submission sub = {
        .article_id = article,
        .parent_id = parent,
        .author = STR("Rita"),
        .email = STR("rita@example.org"),
        .body = arena_printf(f->arena, "Text %d", ++texts),
        .addr = str_from(addr),
        .token = form_token_new(f->settings, article, clock_now(), f->arena),
    };
    struct comment_sending sending = {.typed = sub};
    assert_ok(comment_take(f->db, f->settings, &sending, f->arena, &taken, &p, &e));
    return taken.receipt.comment_id;
}

static int64_t total(struct fixture *f, enum comment_status status)
{
    struct err e;
    struct db_conn *c = NULL;
    int64_t totals[COMMENT_STATUSES];
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(comment_totals(c, totals, &e));
    db_end(f->db, &c);
    return totals[status];
}

static struct moderation_result decide(struct fixture *f, const struct moderation_target *targets,
                                       size_t n, enum comment_status to)
{
    struct err e;
    struct moderation_result result;
    assert_ok(moderate(f->db, &f->admin, targets, n, to, &result, &e));
    return result;
}

static struct moderation_result undo(struct fixture *f, int64_t id)
{
    struct err e;
    struct moderation_result result;
    assert_ok(moderation_undo(f->db, &f->admin, id, &result, &e));
    return result;
}

static void fast_comments(struct fixture *f)
{
    fixture_set(f, "comments_per_minute", "0");
}

static void all_that_match_are_decided_and_those_that_came_later_are_not(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct moderation_result result;
    int64_t article = fixture_article(f, "Flooded"), other = fixture_article(f, "Other"), last = 0;
    fast_comments(f);
    for (int i = 0; i < MANY; i++)
        last = comment_on(f, article, 0, "192.0.2.1");
    int64_t foreign = comment_on(f, other, 0, "192.0.2.1");
    int64_t later = comment_on(f, article, 0, "192.0.2.2");
    struct queue_query q = {.status = COMMENT_PENDING, .article_id = article};
    assert_ok(moderate_matching(f->db, &f->admin, &q, last, COMMENT_SPAM, &result, &e));
    assert_int_equal(result.changed, MANY);
    assert_int_equal(total(f, COMMENT_SPAM), MANY);
    assert_int_equal(fixture_comment(f, foreign).status, COMMENT_PENDING);
    assert_int_equal(fixture_comment(f, later).status, COMMENT_PENDING);

    struct moderation_result undone = undo(f, result.moderation_id);
    assert_int_equal(undone.changed, MANY);
    assert_int_equal(undone.stale, 0);
    assert_int_equal(total(f, COMMENT_SPAM), 0);
    assert_int_equal(total(f, COMMENT_PENDING), MANY + 2);
}

static void undo_leaves_alone_what_was_decided_since(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Undone");
    fast_comments(f);
    struct moderation_target two[] = {{comment_on(f, article, 0, "192.0.2.3"), COMMENT_PENDING},
                                      {comment_on(f, article, 0, "192.0.2.3"), COMMENT_PENDING}};
    struct moderation_result first = decide(f, two, 2, COMMENT_TRASH);
    struct moderation_target one = {two[0].comment_id, COMMENT_TRASH};
    assert_int_equal(decide(f, &one, 1, COMMENT_SPAM).changed, 1);
    struct moderation_result undone = undo(f, first.moderation_id);
    assert_int_equal(undone.changed, 1);
    assert_int_equal(undone.stale, 1);
    assert_int_equal(fixture_comment(f, two[0].comment_id).status, COMMENT_SPAM);
    assert_int_equal(fixture_comment(f, two[1].comment_id).status, COMMENT_PENDING);
}

/* As long as a restored database may have it: forms take a shorter one. */
static enum err_kind rename_job(struct db_conn *c, void *arg, struct err *e)
{
    struct fixture *f = arg;
    struct user_edit edit = {.login = STR("ana"), .slug = STR("ana-lima"), .role = ROLE_ADMIN};
    edit.name = f->admin.name;
    return user_update_within(c, &f->admin, f->user_id, &edit, f->arena, e);
}

static void who_decided_before_is_named_in_whole_characters(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t article = fixture_article(f, "Twice");
    struct actor admin = f->admin;
    char name[302] = "a";
    for (size_t i = 1; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "é", 2);
    for (int i = 0; i < 2; i++) { /* with the text's end at either byte of a letter */
        struct moderation_target one = {comment_on(f, article, 0, "192.0.2.5"), COMMENT_PENDING};
        f->admin.name = str_from(name + i);
        assert_ok(db_write(f->db, rename_job, f, &e));
        assert_int_equal(decide(f, &one, 1, COMMENT_SPAM).changed, 1);
        struct moderation_result second = decide(f, &one, 1, COMMENT_TRASH);
        assert_int_equal(second.stale, 1);
        assert_int_equal(strlen(second.stale_text),
                         sizeof second.stale_text - 1 - (size_t)(i == 1));
        assert_true(utf8_valid(str_from(second.stale_text)));
    }
    f->admin = admin;
}

static void undo_gives_each_comment_the_status_that_it_had(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Mixed");
    fast_comments(f);
    struct moderation_target two[] = {{comment_on(f, article, 0, "192.0.2.4"), COMMENT_PENDING},
                                      {comment_on(f, article, 0, "192.0.2.4"), COMMENT_PENDING}};
    decide(f, two, 1, COMMENT_APPROVED);
    two[0].seen = COMMENT_APPROVED;
    uint64_t version = db_content_version(f->db);
    struct moderation_result both = decide(f, two, 2, COMMENT_SPAM);
    assert_int_equal(both.changed, 2);
    assert_true(db_content_version(f->db) > version); /* one of them was on the page */
    undo(f, both.moderation_id);
    assert_int_equal(fixture_comment(f, two[0].comment_id).status, COMMENT_APPROVED);
    assert_int_equal(fixture_comment(f, two[1].comment_id).status, COMMENT_PENDING);
}

static void a_target_named_twice_is_decided_once(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Named twice");
    fast_comments(f);
    int64_t a = comment_on(f, article, 0, "192.0.2.5"), b = comment_on(f, article, 0, "192.0.2.5");
    struct moderation_target targets[] = {
        {a, COMMENT_PENDING}, {b, COMMENT_PENDING}, {a, COMMENT_PENDING}};
    assert_int_equal(decide(f, targets, 3, COMMENT_APPROVED).changed, 2);
}

static void an_answered_comment_is_emptied_and_can_not_come_back(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct moderation_result result;
    int64_t article = fixture_article(f, "Emptied");
    fast_comments(f);
    int64_t id = comment_on(f, article, 0, "192.0.2.6");
    struct moderation_target target = {id, COMMENT_PENDING};
    decide(f, &target, 1, COMMENT_APPROVED);
    comment_on(f, article, id, "192.0.2.6");
    assert_int_equal(comment_delete(f->db, &f->admin, id, &e), ERR_CONFLICT);
    target.seen = COMMENT_APPROVED;
    int64_t trashing = decide(f, &target, 1, COMMENT_TRASH).moderation_id;
    assert_ok(comment_delete(f->db, &f->admin, id, &e));
    assert_int_equal(fixture_comment(f, id).body.n, 0);

    target.seen = COMMENT_TRASH;
    assert_int_equal(decide(f, &target, 1, COMMENT_PENDING).changed, 0);
    struct queue_query q = {.status = COMMENT_TRASH, .article_id = article};
    assert_ok(moderate_matching(f->db, &f->admin, &q, id, COMMENT_PENDING, &result, &e));
    assert_int_equal(result.changed, 0);
    assert_int_equal(undo(f, trashing).changed, 0);
    assert_int_equal(fixture_comment(f, id).status, COMMENT_TRASH);
}

static void an_edit_from_an_old_form_overwrites_nothing(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct problems p = {0};
    int64_t article = fixture_article(f, "Edited");
    fast_comments(f);
    int64_t id = comment_on(f, article, 0, "192.0.2.7");
    struct comment seen = fixture_comment(f, id);
    struct comment_edit edit = {
        .id = id, .seen = comment_fingerprint(&seen, f->arena), .body = STR("First")};
    assert_ok(comment_edit(f->db, f->settings, &f->admin, &edit, &p, &e)); /* without a name */
    edit.body = STR("Second");
    assert_int_equal(comment_edit(f->db, f->settings, &f->admin, &edit, &p, &e), ERR_CONFLICT);
    assert_true(str_eq(fixture_comment(f, id).body, STR("First")));
    edit.email = STR("nobody");
    assert_int_equal(comment_edit(f->db, f->settings, &f->admin, &edit, &p, &e), ERR_INVALID);
    assert_non_null(problem_find(&p, "email"));
}

static void a_filtered_queue_of_all_holds_pending_and_approved_only(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *c = NULL;
    struct comment_list list;
    int64_t article = fixture_article(f, "Filtered");
    fast_comments(f);
    int64_t ids[4];
    for (int i = 0; i < 4; i++)
        ids[i] = comment_on(f, article, 0, "192.0.2.8");
    struct moderation_target approve = {ids[1], COMMENT_PENDING};
    struct moderation_target trash = {ids[2], COMMENT_PENDING};
    decide(f, &approve, 1, COMMENT_APPROVED);
    decide(f, &trash, 1, COMMENT_TRASH);
    const struct queue_query queries[] = {
        {.status = QUEUE_ALL, .article_id = article, .limit = 10},
        {.status = QUEUE_ALL, .addr = STR("192.0.2.8"), .limit = 10},
    };
    for (int i = 0; i < 2; i++) {
        assert_ok(db_begin(f->db, &c, &e));
        assert_ok(comment_queue(c, &queries[i], f->arena, &list, &e));
        db_end(f->db, &c);
        assert_int_equal(list.n, 3);
        assert_int_equal(list.items[0].id, ids[3]);
        assert_int_equal(list.items[1].id, ids[1]);
        assert_int_equal(list.items[2].id, ids[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_match_are_decided_and_those_that_came_later_are_not),
        cmocka_unit_test(undo_leaves_alone_what_was_decided_since),
        cmocka_unit_test(who_decided_before_is_named_in_whole_characters),
        cmocka_unit_test(undo_gives_each_comment_the_status_that_it_had),
        cmocka_unit_test(a_target_named_twice_is_decided_once),
        cmocka_unit_test(an_answered_comment_is_emptied_and_can_not_come_back),
        cmocka_unit_test(an_edit_from_an_old_form_overwrites_nothing),
        cmocka_unit_test(a_filtered_queue_of_all_holds_pending_and_approved_only),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

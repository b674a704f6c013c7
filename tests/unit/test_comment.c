/* SPDX-License-Identifier: MIT */
/* What becomes of a comment: the rules, the receipt, decisions and their undo. */
#include "site_fixture.h"

#include "core/talk/comment_own.h"
#include "core/talk/comment_queue.h"
#include "core/talk/comment_take.h"
#include "core/talk/form_token.h"

struct sent {
    enum err_kind kind;
    enum comment_fate fate;
    struct comment_receipt receipt;
    struct problems problems;
    int64_t retry_s;
    struct err err;
};

static struct comment_submission submission(struct fixture *f, int64_t article, const char *body)
{
    return (struct comment_submission){
        .article_id = article,
        .author = STR("Rita"),
        .email = STR("rita@example.org"),
        .body = str_from(body),
        .addr = STR("192.0.2.1"),
        .user_agent = STR("test"),
        .token = form_token_new(f->settings, article, clock_now(), f->arena),
    };
}

static struct sent send(struct fixture *f, const struct comment_submission *sub)
{
    struct sent s = {0};
    struct comment_sending sending = {.typed = *sub};
    struct comment_taken taken;
    s.kind = comment_take(f->db, f->settings, &sending, f->arena, &taken, &s.problems, &s.err);
    s.fate = taken.fate;
    s.receipt = taken.receipt;
    s.retry_s = taken.retry_s;
    return s;
}

static void totals(struct fixture *f, int64_t out[COMMENT_STATUSES])
{
    struct err e;
    struct db_conn *c = NULL;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(comment_totals(c, out, &e));
    db_end(f->db, &c);
}

static void moderate_one(struct fixture *f, int64_t id, enum comment_status seen,
                         enum comment_status to, struct moderation_result *out)
{
    struct err e;
    struct moderation_target target = {id, seen};
    assert_ok(moderate(f->db, &f->admin, &target, 1, to, out, &e));
}

static void a_comment_is_held_by_default_and_says_why(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Held");
    struct comment_submission sub = submission(f, article, "Hello");
    struct sent s = send(f, &sub);
    assert_int_equal(s.kind, OK);
    assert_int_equal(s.receipt.status, COMMENT_PENDING);
    assert_true(fixture_comment(f, s.receipt.comment_id).held_reason.n > 0);
}

static void the_same_token_stores_one_comment_and_gives_the_same_receipt(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Twice");
    struct comment_submission sub = submission(f, article, "Once");
    struct sent first = send(f, &sub), second = send(f, &sub);
    assert_int_equal(second.kind, OK);
    assert_int_equal(first.receipt.comment_id, second.receipt.comment_id);
    assert_int_equal(first.fate, COMMENT_STORED);
    assert_int_equal(second.fate, COMMENT_STORED_BEFORE);
    assert_true(str_eq(first.receipt.secret, second.receipt.secret));
    int64_t n[COMMENT_STATUSES];
    totals(f, n);
    assert_int_equal(n[COMMENT_PENDING], 1);
}

static void assert_its_receipt(struct fixture *f, const struct comment_submission *sub,
                               const struct comment_receipt *first)
{
    struct sent again = send(f, sub);
    if (again.kind != OK)
        fail_msg("a retry is answered with: %s", again.err.msg);
    assert_int_equal(again.receipt.comment_id, first->comment_id);
    assert_true(str_eq(again.receipt.secret, first->secret));
    assert_true(str_eq(again.receipt.article_url, first->article_url));
}

static void a_retry_gets_its_receipt_whatever_has_happened_since(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct moderation_result done;
    int64_t article = fixture_article(f, "Retried");
    struct comment_submission parent = submission(f, article, "A parent");
    struct sent above = send(f, &parent);
    moderate_one(f, above.receipt.comment_id, COMMENT_PENDING, COMMENT_APPROVED, &done);
    struct comment_submission sub = submission(f, article, "An answer");
    sub.parent_id = above.receipt.comment_id;
    struct sent first = send(f, &sub);
    assert_int_equal(first.kind, OK);

    moderate_one(f, above.receipt.comment_id, COMMENT_APPROVED, COMMENT_TRASH, &done);
    assert_its_receipt(f, &sub, &first.receipt);
    fixture_set(f, "comments_per_minute", "1");
    assert_its_receipt(f, &sub, &first.receipt);
    fixture_set(f, "comments_on", "");
    assert_its_receipt(f, &sub, &first.receipt);
    assert_ok(article_unpublish(f->db, &f->admin, article, &e));
    assert_its_receipt(f, &sub, &first.receipt);
    moderate_one(f, first.receipt.comment_id, COMMENT_PENDING, COMMENT_SPAM, &done);
    assert_its_receipt(f, &sub, &first.receipt);
}

static void a_retry_gets_its_receipt_after_a_moderator_changed_the_text(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct problems p = {0};
    struct comment_submission sub = submission(f, fixture_article(f, "Edited"), "As it was sent");
    struct sent first = send(f, &sub);
    struct comment it = fixture_comment(f, first.receipt.comment_id);
    struct comment_edit edit = {.id = it.id,
                                .seen = comment_fingerprint(&it, f->arena),
                                .author = STR("R."),
                                .email = it.email,
                                .body = STR("As it was put right")};
    assert_ok(comment_edit(f->db, f->settings, &f->admin, &edit, &p, &e));
    assert_its_receipt(f, &sub, &first.receipt);
    assert_true(str_eq(fixture_comment(f, it.id).body, STR("As it was put right")));
}

static void another_text_with_a_used_token_is_sent_back(void **state)
{
    struct fixture *f = *state;
    struct comment_submission sub = submission(f, fixture_article(f, "Used"), "The first");
    assert_int_equal(send(f, &sub).kind, OK);
    sub.body = STR("The second");
    assert_int_equal(send(f, &sub).kind, ERR_CONFLICT);
}

static void no_answer_tells_whether_an_email_address_was_guessed(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Guessed");
    struct comment_submission sub = submission(f, article, "Everybody can read this");
    assert_int_equal(send(f, &sub).kind, OK);
    struct comment_submission right = submission(f, article, "Everybody can read this"),
                              wrong = right;
    wrong.email = STR("somebody.else@example.org");
    wrong.token = form_token_new(f->settings, article, clock_now(), f->arena);
    struct sent a = send(f, &right), b = send(f, &wrong);
    assert_int_equal(a.kind, ERR_CONFLICT);
    assert_int_equal(b.kind, a.kind);
    assert_string_equal(b.err.msg, a.err.msg);
}

static void a_withdrawal_or_a_change_that_is_sent_again_is_done(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct problems p = {0};
    struct comment_submission sub = submission(f, fixture_article(f, "Again"), "At first");
    struct sent s = send(f, &sub);
    assert_ok(comment_edit_own(f->db, f->settings, s.receipt.secret, STR("Then"), &p, &e));
    assert_ok(comment_edit_own(f->db, f->settings, s.receipt.secret, STR("Then"), &p, &e));
    assert_ok(comment_withdraw(f->db, s.receipt.secret, &e));
    assert_ok(comment_withdraw(f->db, s.receipt.secret, &e));
    assert_int_equal(fixture_comment(f, s.receipt.comment_id).status, COMMENT_TRASH);
    /* What a moderator refused was not withdrawn. */
    struct moderation_result done;
    struct comment_submission other = submission(f, sub.article_id, "Refused");
    s = send(f, &other);
    moderate_one(f, s.receipt.comment_id, COMMENT_PENDING, COMMENT_TRASH, &done);
    assert_int_equal(comment_withdraw(f->db, s.receipt.secret, &e), ERR_FORBIDDEN);
}

static void the_same_comment_with_another_token_is_a_conflict(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Same");
    struct comment_submission a = submission(f, article, "Same"),
                              b = submission(f, article, "Same");
    assert_int_equal(send(f, &a).kind, OK);
    assert_int_equal(send(f, &b).kind, ERR_CONFLICT);
}

static void every_missing_or_wrong_field_is_told_at_once(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Fields");
    struct comment_submission sub = submission(f, article, "");
    sub.author = STR_NONE;
    sub.email = STR("not an address");
    sub.url = STR("javascript:alert(1)");
    struct sent s = send(f, &sub);
    assert_int_equal(s.kind, ERR_INVALID);
    assert_non_null(problem_find(&s.problems, "comment"));
    assert_non_null(problem_find(&s.problems, "author"));
    assert_non_null(problem_find(&s.problems, "email"));
    assert_non_null(problem_find(&s.problems, "url"));
}

static void too_many_from_one_address_must_wait(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Fast");
    fixture_set(f, "comments_per_minute", "3");
    for (int i = 0; i < 3; i++) {
        struct comment_submission sub =
            submission(f, article, arena_printf(f->arena, "Number %d", i).p);
        assert_int_equal(send(f, &sub).kind, OK);
    }
    struct comment_submission sub = submission(f, article, "Number 4");
    struct sent s = send(f, &sub);
    assert_int_equal(s.kind, ERR_TOO_MANY);
    assert_true(s.retry_s > 0 && s.retry_s <= 60);
    sub.addr = STR("192.0.2.77");
    assert_int_equal(send(f, &sub).kind, OK);
}

static void words_and_links_decide_where_a_comment_goes(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Rules");
    fixture_set(f, "hold_all", "");
    fixture_set(f, "require_approved", "");
    fixture_set(f, "held_words", "casino");
    fixture_set(f, "trash_words", "cialis");
    static const struct {
        const char *body;
        enum comment_status status;
    } cases[] = {
        {"A fine article", COMMENT_APPROVED},
        {"A specialist writes", COMMENT_APPROVED},
        {"Buy CIALIS", COMMENT_TRASH},
        {"My Casino", COMMENT_PENDING},
        {"one https://a.example", COMMENT_APPROVED},
        {"two https://a.example https://b.example", COMMENT_PENDING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct comment_submission sub = submission(f, article, cases[i].body);
        struct sent s = send(f, &sub);
        assert_int_equal(s.kind, OK);
        assert_int_equal(s.receipt.status, cases[i].status);
    }
}

static void a_typed_name_earns_no_trust_but_an_approved_browser_does(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Trust");
    struct moderation_result result;
    fixture_set(f, "hold_all", "");
    struct comment_submission sub = submission(f, article, "First");
    sub.browser = STR("browser-one");
    struct sent s = send(f, &sub);
    assert_int_equal(s.receipt.status, COMMENT_PENDING);
    moderate_one(f, s.receipt.comment_id, COMMENT_PENDING, COMMENT_APPROVED, &result);
    sub = submission(f, article, "Second, same name and e-mail, other browser");
    sub.browser = STR("browser-two");
    assert_int_equal(send(f, &sub).receipt.status, COMMENT_PENDING);
    sub = submission(f, article, "Third, same browser");
    sub.browser = STR("browser-one");
    assert_int_equal(send(f, &sub).receipt.status, COMMENT_APPROVED);
}

static void a_reply_to_a_comment_that_is_not_approved_is_refused(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Replies");
    struct comment_submission sub = submission(f, article, "Parent");
    int64_t parent = send(f, &sub).receipt.comment_id;
    struct comment_submission reply = submission(f, article, "Reply");
    reply.parent_id = parent;
    assert_int_equal(send(f, &reply).kind, ERR_FORBIDDEN);
    struct moderation_result result;
    moderate_one(f, parent, COMMENT_PENDING, COMMENT_APPROVED, &result);
    assert_int_equal(send(f, &reply).kind, OK);
}

static void a_decision_can_be_undone_and_the_totals_follow(void **state)
{
    struct fixture *f = *state;
    struct err e;
    int64_t article = fixture_article(f, "Undo"), n[COMMENT_STATUSES];
    struct comment_submission sub = submission(f, article, "Undo me");
    int64_t id = send(f, &sub).receipt.comment_id;
    struct moderation_result result, undone;
    moderate_one(f, id, COMMENT_PENDING, COMMENT_SPAM, &result);
    totals(f, n);
    assert_int_equal(n[COMMENT_PENDING], 0);
    assert_int_equal(n[COMMENT_SPAM], 1);
    assert_ok(moderation_undo(f->db, &f->admin, result.moderation_id, &undone, &e));
    totals(f, n);
    assert_int_equal(n[COMMENT_PENDING], 1);
    assert_int_equal(n[COMMENT_SPAM], 0);
    assert_int_equal(fixture_comment(f, id).status, COMMENT_PENDING);
    assert_int_equal(moderation_undo(f->db, &f->admin, result.moderation_id, &undone, &e),
                     ERR_CONFLICT);
}

static void a_decision_made_on_an_old_page_changes_nothing(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Stale");
    struct comment_submission sub = submission(f, article, "Two moderators");
    int64_t id = send(f, &sub).receipt.comment_id;
    struct moderation_result first, second;
    moderate_one(f, id, COMMENT_PENDING, COMMENT_APPROVED, &first);
    moderate_one(f, id, COMMENT_PENDING, COMMENT_SPAM, &second);
    assert_int_equal(second.changed, 0);
    assert_int_equal(second.stale, 1);
    assert_non_null(strstr(second.stale_text, "Ana Lima"));
    assert_int_equal(fixture_comment(f, id).status, COMMENT_APPROVED);
}

static void its_author_may_edit_and_withdraw_by_the_receipt(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct problems p = {0};
    int64_t article = fixture_article(f, "Receipt");
    struct comment_submission sub = submission(f, article, "Tpyo");
    struct sent s = send(f, &sub);
    assert_ok(comment_edit_own(f->db, f->settings, s.receipt.secret, STR("Typo"), &p, &e));
    assert_true(str_eq(fixture_comment(f, s.receipt.comment_id).body, STR("Typo")));
    assert_int_equal(comment_withdraw(f->db, STR("someone else's"), &e), ERR_NOT_FOUND);
    assert_ok(comment_withdraw(f->db, s.receipt.secret, &e));
    int64_t n[COMMENT_STATUSES];
    totals(f, n);
    assert_int_equal(n[COMMENT_PENDING], 0);
}

/* Ten of 64 KB, each from an address of its own: five fill a page. */
static void long_comments_make_more_pages_and_none_is_left_out(void **state)
{
    enum { N = 10, LONG = 60000 };
    struct fixture *f = *state;
    struct err e;
    int64_t article = fixture_article(f, "Long ones");
    for (int i = 0; i < N; i++) {
        char *body = arena_alloc(f->arena, LONG + 1);
        memset(body, 'a' + i, LONG);
        body[LONG] = 0;
        struct comment_submission sub = submission(f, article, body);
        sub.addr = arena_printf(f->arena, "198.51.%d.1", i);
        struct sent s = send(f, &sub);
        assert_int_equal(s.kind, OK);
        struct moderation_result result;
        moderate_one(f, s.receipt.comment_id, COMMENT_PENDING, COMMENT_APPROVED, &result);
    }
    struct db_conn *c = NULL;
    size_t seen = 0, pages = 0;
    assert_ok(db_begin(f->db, &c, &e));
    for (int64_t after = 0; pages == 0 || after != 0; pages++) {
        struct comment_page page;
        size_t bytes = 0;
        assert_ok(comment_page(c, f->settings, article, after, f->arena, &page, &e));
        for (size_t i = 0; i < page.n; i++)
            bytes += page.items[i].comment.body.n;
        assert_true(bytes <= COMMENT_PAGE_BYTES + LONG);
        assert_false(page.cut);
        seen += page.n;
        after = page.next_key;
    }
    db_end(f->db, &c);
    assert_int_equal(seen, N);
    assert_int_equal(pages, 2);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        test(a_comment_is_held_by_default_and_says_why),
        test(the_same_token_stores_one_comment_and_gives_the_same_receipt),
        test(a_retry_gets_its_receipt_whatever_has_happened_since),
        test(a_retry_gets_its_receipt_after_a_moderator_changed_the_text),
        test(another_text_with_a_used_token_is_sent_back),
        test(no_answer_tells_whether_an_email_address_was_guessed),
        test(a_withdrawal_or_a_change_that_is_sent_again_is_done),
        test(the_same_comment_with_another_token_is_a_conflict),
        test(every_missing_or_wrong_field_is_told_at_once),
        test(too_many_from_one_address_must_wait),
        test(words_and_links_decide_where_a_comment_goes),
        test(a_typed_name_earns_no_trust_but_an_approved_browser_does),
        test(a_reply_to_a_comment_that_is_not_approved_is_refused),
        test(a_decision_can_be_undone_and_the_totals_follow),
        test(a_decision_made_on_an_old_page_changes_nothing),
        test(its_author_may_edit_and_withdraw_by_the_receipt),
        test(long_comments_make_more_pages_and_none_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The way of a comment into the database: whose it becomes, what a refused form may be sent again
 * with, and a moderator's reply together with the approval of what it answers. */
#include "site_fixture.h"

#include <sqlite3.h>

#include "core/talk/comment_take.h"
#include "core/talk/form_token.h"

struct sent {
    enum err_kind kind;
    struct comment_taken taken;
    struct problems problems;
    struct err err;
};

static int texts;

static struct comment_sending from_reader(struct fixture *f, int64_t article)
{
    return (struct comment_sending){
        .typed = {.article_id = article,
                  .author = STR("Rita"),
                  .email = STR("rita@example.org"),
                  .body = arena_printf(f->arena, "Text %d", ++texts),
                  .token = form_token_new(f->settings, article, clock_now(), f->arena)}};
}

static struct session session_of(struct fixture *f)
{
    return (struct session){
        .user = {.id = f->user_id, .name = STR("Ana Lima"), .email = STR("ana@example.org")},
        .csrf = STR("the session's own"),
    };
}

/* A moderator's reply to the pending comment PARENT, which it approves. */
static struct comment_sending from_queue(struct fixture *f, const struct session *session,
                                         int64_t article, int64_t parent)
{
    return (struct comment_sending){
        .typed = {.article_id = article,
                  .parent_id = parent,
                  .body = arena_printf(f->arena, "Reply %d", ++texts),
                  .token = arena_printf(f->arena, "reply.%d", texts)},
        .session = session,
        .csrf = session->csrf,
        .moderator = &f->admin,
        .approve_parent = true,
    };
}

static struct sent take(struct fixture *f, const struct comment_sending *sending)
{
    struct sent s = {0};
    s.kind = comment_take(f->db, f->settings, sending, f->arena, &s.taken, &s.problems, &s.err);
    return s;
}

static int64_t pending(struct fixture *f, int64_t article)
{
    struct comment_sending sending = from_reader(f, article);
    struct sent s = take(f, &sending);
    if (s.kind != OK)
        fail_msg("%s", s.err.msg);
    assert_int_equal(s.taken.receipt.status, COMMENT_PENDING);
    return s.taken.receipt.comment_id;
}

/* The rows of all tables that a decision or a comment writes. */
static int64_t rows(struct fixture *f)
{
    sqlite3 *db;
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_open_v2(f->db_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT (SELECT count(*) FROM moderation)"
                                        " + (SELECT count(*) FROM moderation_change)"
                                        " + (SELECT count(*) FROM audit)"
                                        " + (SELECT count(*) FROM comment)",
                                        -1, &s, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return n;
}

/* A number of 4 bytes, the highest first. */
static uint32_t number_at(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* How many transactions the write-ahead log holds: its frames that end one
 * (https://sqlite.org/fileformat2.html#walformat). */
static int commits(struct fixture *f)
{
    enum { LOG_HEAD = 32, FRAME_HEAD = 24, SALT = 8 };
    char path[128];
    unsigned char head[LOG_HEAD], frame[FRAME_HEAD];
    int n = 0;
    snprintf(path, sizeof path, "%s-wal", f->db_path);
    FILE *log = fopen(path, "rb");
    assert_non_null(log);
    assert_int_equal(fread(head, 1, LOG_HEAD, log), LOG_HEAD);
    while (fread(frame, 1, FRAME_HEAD, log) == FRAME_HEAD &&
           memcmp(frame + 8, head + 16, SALT) == 0) {
        n += number_at(frame + 4) != 0;
        assert_int_equal(fseek(log, (long)number_at(head + 8), SEEK_CUR), 0);
    }
    fclose(log);
    return n;
}

static void a_signed_in_person_comments_under_their_own_name(void **state)
{
    struct fixture *f = *state;
    struct session session = session_of(f);
    struct comment_sending sending = from_reader(f, fixture_article(f, "Signed"));
    sending.session = &session;
    sending.csrf = STR("of another page");
    struct sent s = take(f, &sending);
    assert_int_equal(s.kind, ERR_FORBIDDEN);
    assert_int_equal(s.taken.fate, COMMENT_SENT_BACK);
    assert_int_equal(s.taken.token.n, 0);

    sending.csrf = session.csrf;
    s = take(f, &sending);
    assert_int_equal(s.kind, OK);
    struct comment it = fixture_comment(f, s.taken.receipt.comment_id);
    assert_true(str_eq(it.author, STR("Ana Lima")));
    assert_true(str_eq(it.email, STR("ana@example.org")));
    assert_int_equal(it.user_id, f->user_id);
    assert_int_equal(it.status, COMMENT_APPROVED);

    session.user.name = STR("Ana Lima-Costa"); /* and signed in anew */
    session.csrf = STR("a new one");
    s = take(f, &sending);
    assert_int_equal(s.kind, OK);
    assert_int_equal(s.taken.fate, COMMENT_STORED_BEFORE);
    assert_int_equal(s.taken.receipt.comment_id, it.id);
}

static void a_refused_form_says_whether_its_token_may_be_sent_again(void **state)
{
    struct fixture *f = *state;
    int64_t article = fixture_article(f, "Tokens");
    struct comment_sending good = from_reader(f, article), sending = good;
    sending.typed.body = STR_NONE;
    struct sent s = take(f, &sending);
    assert_int_equal(s.kind, ERR_INVALID);
    assert_int_equal(s.taken.fate, COMMENT_SENT_BACK);
    assert_non_null(problem_find(&s.problems, "comment"));
    assert_true(str_eq(s.taken.token, sending.typed.token));

    sending = good;
    sending.typed.token = STR("forged.1.mac");
    s = take(f, &sending);
    assert_int_equal(s.kind, ERR_INVALID);
    assert_int_equal(s.problems.n, 0);
    assert_int_equal(s.taken.token.n, 0);

    sending.typed.token =
        form_token_new(f->settings, article, clock_now() - FORM_TOKEN_TTL_S - 60, f->arena);
    s = take(f, &sending);
    assert_int_equal(s.kind, ERR_CONFLICT);
    assert_int_equal(s.taken.fate, COMMENT_SENT_BACK);
    assert_int_equal(s.taken.token.n, 0);

    assert_int_equal(take(f, &good).kind, OK);
    sending = good;
    sending.typed.body = STR("Another text with the same form");
    s = take(f, &sending);
    assert_int_equal(s.kind, ERR_CONFLICT);
    assert_int_equal(s.taken.fate, COMMENT_REFUSED);
    assert_int_equal(s.taken.token.n, 0);
}

static void a_reply_and_the_approval_of_its_parent_are_one_transaction(void **state)
{
    struct fixture *f = *state;
    struct session session = session_of(f);
    int64_t article = fixture_article(f, "One"), parent = pending(f, article);
    struct comment_sending reply = from_queue(f, &session, article, parent);
    int before = commits(f);
    struct sent s = take(f, &reply);
    assert_int_equal(s.kind, OK);
    assert_int_equal(commits(f) - before, 1);
    assert_int_equal(s.taken.approved.changed, 1);
    assert_int_equal(fixture_comment(f, parent).status, COMMENT_APPROVED);
    assert_int_equal(fixture_comment(f, s.taken.receipt.comment_id).status, COMMENT_APPROVED);
    assert_int_equal(fixture_comment(f, s.taken.receipt.comment_id).parent_id, parent);

    struct sent again = take(f, &reply); /* a double click: both saw the parent pending */
    assert_int_equal(again.kind, OK);
    assert_int_equal(again.taken.fate, COMMENT_STORED_BEFORE);
    assert_int_equal(again.taken.receipt.comment_id, s.taken.receipt.comment_id);
    assert_int_equal(again.taken.approved.moderation_id, 0);

    struct err e;
    struct moderation_result undone;
    assert_ok(moderation_undo(f->db, &f->admin, s.taken.approved.moderation_id, &undone, &e));
    assert_int_equal(fixture_comment(f, parent).status, COMMENT_PENDING);
}

static void assert_nothing_of(struct fixture *f, const struct comment_sending *reply,
                              enum err_kind kind)
{
    int64_t before = rows(f);
    uint64_t version = db_content_version(f->db);
    struct sent s = take(f, reply);
    assert_int_equal(s.kind, kind);
    assert_int_equal(s.taken.approved.moderation_id, 0);
    assert_int_equal(rows(f), before);
    assert_int_equal(db_content_version(f->db), version);
    struct comment parent = fixture_comment(f, reply->typed.parent_id);
    assert_int_equal(parent.status, COMMENT_PENDING);
    assert_int_equal(parent.decided_at, 0);
}

static void a_refused_reply_leaves_nothing_of_the_approval(void **state)
{
    struct fixture *f = *state;
    struct session session = session_of(f);
    int64_t article = fixture_article(f, "Refused");
    struct comment_sending said = from_queue(f, &session, article, pending(f, article));
    struct comment_sending reply = from_queue(f, &session, article, pending(f, article));
    assert_int_equal(take(f, &said).kind, OK);

    struct comment_sending refused = reply;
    refused.typed.body = said.typed.body; /* the same again */
    assert_nothing_of(f, &refused, ERR_CONFLICT);
    refused = reply;
    refused.typed.token = said.typed.token; /* another form's token */
    assert_nothing_of(f, &refused, ERR_CONFLICT);
    refused = reply;
    refused.typed.body = STR_NONE;
    assert_nothing_of(f, &refused, ERR_INVALID);
    fixture_set(f, "comments_on", "");
    assert_nothing_of(f, &reply, ERR_FORBIDDEN);
    fixture_set(f, "comments_on", "1");
    assert_int_equal(take(f, &reply).kind, OK);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        test(a_signed_in_person_comments_under_their_own_name),
        test(a_refused_form_says_whether_its_token_may_be_sent_again),
        test(a_reply_and_the_approval_of_its_parent_are_one_transaction),
        test(a_refused_reply_leaves_nothing_of_the_approval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

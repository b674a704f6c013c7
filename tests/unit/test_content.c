/* SPDX-License-Identifier: MIT */
/* What a change makes out of date: a comment its own article's pages and no other's, anything else
 * everything; here, and in another process on the same site. */
#include "site_fixture.h"

struct change {
    int64_t article_id[3]; /* 0: none */
    bool everything, fails;
};

static enum err_kind change_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct change *it = arg;
    for (int i = 0; i < 3; i++)
        if (it->article_id[i] != 0)
            TRY(db_content_changed_of(c, it->article_id[i], e));
    if (it->everything)
        TRY(db_content_changed(c, e));
    return it->fails ? err_set(e, ERR_INVALID, "no") : OK;
}

static void change(struct db *db, struct change it)
{
    struct err e;
    assert_int_equal(db_write(db, change_job, &it, &e), it.fails ? ERR_INVALID : OK);
}

static struct db *another_process(struct fixture *f)
{
    struct err e;
    struct db *db = NULL;
    assert_ok(db_open(&db, f->db_path, f->lock_path, &e));
    return db;
}

static void refresh(struct db *db)
{
    struct err e;
    assert_ok(db_content_refresh(db, &e));
}

static void a_comment_makes_its_own_article_s_pages_old_and_no_other_s(void **state)
{
    struct fixture *f = *state;
    struct db *other = another_process(f);
    struct db *const all[] = {f->db, other};
    change(f->db, (struct change){.everything = true});
    uint64_t before = db_content_version(f->db);
    change(f->db, (struct change){.article_id = {7}});
    change(f->db, (struct change){.article_id = {7, 8}});
    refresh(other);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(db_content_version(all[i]), before + 2);
        assert_int_equal(db_content_version_of(all[i], 7), before + 2);
        assert_int_equal(db_content_version_of(all[i], 8), before + 2);
        assert_int_equal(db_content_version_of(all[i], 9), before);
    }
    db_close(&other);
}

static void any_other_change_makes_every_page_old(void **state)
{
    struct fixture *f = *state;
    struct db *other = another_process(f);
    const struct change changes[] = {
        {.everything = true},
        {.article_id = {5}, .everything = true},
        {.article_id = {5, 6, 5}, .everything = true},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        uint64_t before = db_content_version(f->db);
        change(f->db, changes[i]);
        refresh(other);
        assert_int_equal(db_content_version_of(f->db, 9), before + 1);
        assert_int_equal(db_content_version_of(other, 9), before + 1);
    }
    db_close(&other);
}

static void a_version_that_says_nothing_of_itself_is_of_everything(void **state)
{
    struct fixture *f = *state;
    struct db *other = another_process(f);
    char command[200];
    change(f->db, (struct change){.article_id = {3}});
    snprintf(command, sizeof command,
             "sqlite3 %s 'UPDATE site SET content_version = content_version + 1'", f->db_path);
    assert_int_equal(system(command), 0);
    change(f->db, (struct change){.article_id = {3}});
    uint64_t version = db_content_version(f->db);
    refresh(other);
    assert_int_equal(db_content_version_of(other, 3), version);
    assert_int_equal(db_content_version_of(other, 4), version - 1);
    assert_int_equal(db_content_version_of(f->db, 4), version - 1);
    db_close(&other);
}

static void what_fails_takes_nobody_else_s_word_back(void **state)
{
    struct fixture *f = *state;
    struct db *other = another_process(f);
    uint64_t before = db_content_version(f->db);
    change(f->db, (struct change){.article_id = {3}, .everything = true, .fails = true});
    assert_int_equal(db_content_version(f->db), before);
    change(f->db, (struct change){.article_id = {3}});
    refresh(other);
    assert_int_equal(db_content_version_of(other, 3), before + 1);
    assert_true(db_content_version_of(other, 4) <= before);
    db_close(&other);
}

static void who_has_not_looked_for_long_takes_everything_for_changed(void **state)
{
    struct fixture *f = *state;
    enum { MANY = 1100 };
    struct db *other = another_process(f);
    for (int i = 0; i < MANY; i++)
        change(f->db, (struct change){.article_id = {3}});
    uint64_t version = db_content_version(f->db);
    refresh(other);
    assert_int_equal(db_content_version_of(other, 3), version);
    assert_true(db_content_version_of(other, 4) > version - MANY);
    assert_true(db_content_version_of(other, 4) < version);
    db_close(&other);
}

static void a_checkpoint_says_what_it_left_and_where_all_is_moved(void **state)
{
    struct fixture *f = *state;
    struct err e;
    struct db_conn *reader = NULL;
    change(f->db, (struct change){.everything = true});
    assert_ok(db_checkpoint(f->db, true, &e));
    assert_ok(db_begin(f->db, &reader, &e));
    uint64_t version;
    assert_ok(db_content_read(reader, &version, &e)); /* from here on it needs its snapshot */
    change(f->db, (struct change){.everything = true});
    assert_int_equal(db_checkpoint(f->db, false, &e), ERR_BUSY);
    db_end(f->db, &reader);
    assert_ok(db_checkpoint(f->db, false, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_makes_its_own_article_s_pages_old_and_no_other_s),
        cmocka_unit_test(any_other_change_makes_every_page_old),
        cmocka_unit_test(a_version_that_says_nothing_of_itself_is_of_everything),
        cmocka_unit_test(what_fails_takes_nobody_else_s_word_back),
        cmocka_unit_test(who_has_not_looked_for_long_takes_everything_for_changed),
        cmocka_unit_test(a_checkpoint_says_what_it_left_and_where_all_is_moved),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

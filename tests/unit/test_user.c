/* SPDX-License-Identifier: MIT */
/* Passwords from before they were prepared, and how their hashes are made anew. */
#include "site_fixture.h"

#include <sodium.h>

#include "core/people/user.h"

/* "Grüne Lampe im Hafen", composed and decomposed, and with a space of another script. */
#define COMPOSED   "Gr\xC3\xBCne Lampe im Hafen"
#define DECOMPOSED "Gru\xCC\x88ne Lampe im Hafen"
#define WIDE_SPACE "Gr\xC3\xBCne\xE3\x80\x80Lampe im Hafen"

struct stored {
    struct str hash;
};

static enum err_kind store_job(struct db_conn *c, void *arg, struct err *e)
{
    const struct stored *it = arg;
    struct stmt *s = db_stmt(c, SQL_USER_SET_PASSWORD);
    stmt_int(s, ARG_ID, fixture->user_id);
    stmt_text(s, ARG_PASSWORD_HASH, it->hash);
    return stmt_run(s, e);
}

/* As a version did that took passwords as they were typed. */
static void store_as_typed(const char *password, unsigned long long ops)
{
    struct err e;
    char hash[crypto_pwhash_STRBYTES];
    assert_int_equal(crypto_pwhash_str(hash, password, strlen(password), ops,
                                       crypto_pwhash_MEMLIMIT_INTERACTIVE),
                     0);
    assert_ok(db_write(fixture->db, store_job, &(struct stored){str_from(hash)}, &e));
}

static struct str stored_hash(void)
{
    struct err e;
    struct db_conn *c = NULL;
    struct str hash = STR_NONE;
    assert_ok(db_begin(fixture->db, &c, &e));
    struct stmt *s = db_stmt(c, SQL_USER_PASSWORD);
    stmt_int(s, ARG_ID, fixture->user_id);
    if (stmt_next(s))
        hash = stmt_col_text(s, COL_PASSWORD_HASH, fixture->arena);
    assert_ok(stmt_done(s, &e));
    db_end(fixture->db, &c);
    return hash;
}

static bool is_right(const char *password)
{
    struct err e;
    bool right;
    assert_ok(password_place_take(&e));
    enum err_kind kind =
        user_check_password(fixture->db, fixture->user_id, str_from(password), &right, &e);
    password_place_release();
    assert_ok(kind);
    return right;
}

static void one_that_was_hashed_as_typed_is_taken_and_hashed_anew(void **state)
{
    (void)state;
    store_as_typed(DECOMPOSED, crypto_pwhash_OPSLIMIT_INTERACTIVE);
    struct str before = stored_hash();
    assert_false(is_right(COMPOSED));
    assert_false(is_right("something else entirely"));
    assert_true(str_eq(stored_hash(), before));
    assert_true(is_right(DECOMPOSED));
    assert_false(str_eq(stored_hash(), before));
    assert_true(is_right(COMPOSED));
    assert_true(is_right(DECOMPOSED));
    assert_true(is_right(WIDE_SPACE));
}

static void one_that_is_prepared_already_is_left_alone(void **state)
{
    (void)state;
    store_as_typed(COMPOSED, crypto_pwhash_OPSLIMIT_INTERACTIVE);
    struct str before = stored_hash();
    assert_true(is_right(COMPOSED));
    assert_true(is_right(DECOMPOSED));
    assert_true(str_eq(stored_hash(), before));
}

static void a_hash_that_costs_too_little_is_made_anew(void **state)
{
    (void)state;
    store_as_typed(COMPOSED, crypto_pwhash_OPSLIMIT_MIN);
    struct str before = stored_hash();
    assert_true(is_right(COMPOSED));
    assert_false(str_eq(stored_hash(), before));
    assert_int_equal(crypto_pwhash_str_needs_rehash(arena_cstr(fixture->arena, stored_hash()),
                                                    crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                    crypto_pwhash_MEMLIMIT_INTERACTIVE),
                     0);
    assert_true(is_right(COMPOSED));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_was_hashed_as_typed_is_taken_and_hashed_anew),
        cmocka_unit_test(one_that_is_prepared_already_is_left_alone),
        cmocka_unit_test(a_hash_that_costs_too_little_is_made_anew),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

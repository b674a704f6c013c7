/* SPDX-License-Identifier: MIT */
/* Which key signs, and which are taken, before and after a change of the site's secret. */
#include "site_fixture.h"

#include "core/site/secret.h"

static struct secret secret_now(void)
{
    struct err e;
    struct db_conn *c = NULL;
    struct secret s;
    assert_ok(db_begin(fixture->db, &c, &e));
    assert_ok(secret_read(c, &s, &e));
    db_end(fixture->db, &c);
    return s;
}

static bool takes(const struct secret *s, struct str mac)
{
    return secret_verify(s, fixture->arena, STR("text"), mac);
}

static void the_new_one_signs_when_every_server_knows_it_and_both_are_taken(void **state)
{
    (void)state;
    struct err e;
    struct secret before = secret_now();
    struct str old = secret_sign(&before, fixture->arena, STR("text"));
    assert_ok(secret_rotate(fixture->db, &fixture->admin, clock_now() + 3600, &e));
    struct secret after = secret_now();
    assert_memory_equal(secret_key(&after), before.key, 32);
    assert_true(takes(&before, secret_sign(&after, fixture->arena, STR("text"))));
    after.since = 0;
    assert_memory_not_equal(secret_key(&after), before.key, 32);
    assert_true(takes(&after, old));
    after.old_until = clock_now();
    assert_false(takes(&after, old));
    assert_null(secret_other_key(&after));
}

static void one_that_may_be_known_is_dropped_at_once(void **state)
{
    (void)state;
    struct err e;
    struct secret before = secret_now();
    struct str old = secret_sign(&before, fixture->arena, STR("text"));
    assert_ok(secret_rotate(fixture->db, &fixture->admin, 0, &e));
    struct secret after = secret_now();
    assert_false(takes(&after, old));
    assert_memory_not_equal(secret_key(&after), before.key, 32);
    assert_null(secret_other_key(&after));
}

static enum err_kind sweep(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    return secret_sweep(c, e);
}

static void one_whose_time_is_over_leaves_the_database(void **state)
{
    (void)state;
    struct err e;
    static const unsigned char none[32];
    assert_ok(secret_rotate(fixture->db, &fixture->admin, clock_now() + 3600, &e));
    assert_ok(db_write(fixture->db, sweep, NULL, &e));
    struct secret kept = secret_now();
    assert_memory_not_equal(kept.old_key, none, 32);
    assert_ok(secret_rotate(fixture->db, &fixture->admin, clock_now() - 1, &e));
    assert_ok(db_write(fixture->db, sweep, NULL, &e));
    struct secret gone = secret_now();
    assert_memory_equal(gone.old_key, none, 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_new_one_signs_when_every_server_knows_it_and_both_are_taken),
        cmocka_unit_test(one_that_may_be_known_is_dropped_at_once),
        cmocka_unit_test(one_whose_time_is_over_leaves_the_database),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

/* SPDX-License-Identifier: MIT */
/* The audit log's lines about refusals: counted, and bounded however many are refused. */
#include "site_fixture.h"

#include "core/audit/access.h"
#include "core/audit/audit.h"

static struct audit_list lines(void)
{
    struct err e;
    struct db_conn *c = NULL;
    struct audit_list list;
    assert_ok(db_begin(fixture->db, &c, &e));
    assert_ok(audit_list(c, AUDIT_ACCESS, 0, 1000, fixture->arena, &list, &e));
    db_end(fixture->db, &c);
    return list;
}

static void refuse(enum access_event event, int64_t user_id, int address)
{
    char addr[32];
    snprintf(addr, sizeof addr, "203.0.%d.%d", address / 256, address % 256);
    access_refused(fixture->db,
                   &(struct access){.event = event, .user_id = user_id, .addr = str_from(addr)});
}

static int64_t times(struct audit_list list, const char *object, const char *addr)
{
    int64_t n = 0;
    for (size_t i = 0; i < list.n; i++)
        if (str_eq(list.items[i].object, str_from(object)) &&
            str_eq(list.items[i].addr, str_from(addr)))
            n += list.items[i].times;
    return n;
}

static void a_flood_from_many_addresses_adds_a_bounded_number_of_lines(void **state)
{
    (void)state;
    enum { ATTEMPTS = ACCESS_ROWS_AN_HOUR + 300 };
    size_t before = lines().n;
    int64_t hour = clock_now() / 3600;
    for (int i = 0; i < ATTEMPTS; i++)
        refuse(ACCESS_WRONG_PASSWORD, fixture->user_id, i);
    if (clock_now() / 3600 != hour) /* began another hour: its lines are as few */
        before -= ACCESS_ROWS_AN_HOUR + 1;
    struct audit_list after = lines();
    assert_true(after.n <= before + ACCESS_ROWS_AN_HOUR + 1);
    int64_t n = 0;
    for (size_t i = 0; i < after.n; i++)
        if (str_eq(after.items[i].action, STR("signin.fail")))
            n += after.items[i].times;
    assert_int_equal(n, ATTEMPTS);
    assert_true(times(after, "user 1", "") > 0);
}

static void what_costs_nothing_to_refuse_is_noted_once_a_minute(void **state)
{
    (void)state;
    size_t before = lines().n;
    for (int i = 0; i < 50; i++)
        refuse(ACCESS_TOO_OFTEN, fixture->user_id, 1);
    struct audit_list after = lines();
    assert_true(after.n <= before + 2); /* 2: another minute, in another hour */
    assert_true(times(after, "user 1", "203.0.0.1") <= 3);
}

static enum err_kind count_down(struct db_conn *c, void *arg, struct err *e)
{
    (void)arg;
    struct stmt *s = db_stmt(c, SQL_AUDIT_TALLY_ADD);
    stmt_int(s, ARG_AT, 1); /* a clock that was set back */
    stmt_null(s, ARG_USER_ID);
    stmt_text(s, ARG_WHO, STR("x"));
    stmt_text(s, ARG_ACTION, STR("signin.fail"));
    stmt_text(s, ARG_OBJECT, STR("x"));
    stmt_text(s, ARG_ADDR, STR_NONE);
    stmt_text(s, ARG_TALLY, STR("key"));
    return stmt_run(s, e);
}

static void a_clock_that_was_set_back_counts_all_the_same(void **state)
{
    (void)state;
    struct err e;
    assert_ok(db_write(fixture->db, count_down, NULL, &e));
    assert_ok(db_write(fixture->db, count_down, NULL, &e));
    assert_int_equal(times(lines(), "x", ""), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_costs_nothing_to_refuse_is_noted_once_a_minute),
        cmocka_unit_test(a_flood_from_many_addresses_adds_a_bounded_number_of_lines),
        cmocka_unit_test(a_clock_that_was_set_back_counts_all_the_same),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

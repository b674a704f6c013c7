/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

static struct settings *renew(struct fixture *f)
{
    struct err e;
    struct db_conn *c = NULL;
    struct settings *s = NULL;
    assert_ok(db_begin(f->db, &c, &e));
    assert_ok(settings_renew(c, f->settings, &s, &e));
    db_end(f->db, &c);
    return s;
}

static void a_newer_snapshot_shares_what_takes_long_to_make(void **state)
{
    struct fixture *f = *state;
    struct settings *s = renew(f);
    assert_ptr_not_equal(s, f->settings);
    assert_ptr_equal(s->locale, f->settings->locale);
    assert_ptr_equal(s->held_matcher, f->settings->held_matcher);
    settings_unref(&f->settings); /* the older one may go first */
    assert_string_equal(locale_direction(s->locale), "ltr");
    settings_unref(&s);
}

static void a_snapshot_after_a_change_has_its_own(void **state)
{
    struct fixture *f = *state;
    struct problems p = {0};
    struct err e;
    fixture_settings(f);
    struct setting_value v = {"language", STR("ar")};
    assert_ok(settings_save(f->db, &f->admin, &v, 1, NULL, 0, &p, &e));
    struct settings *s = renew(f);
    assert_ptr_not_equal(s->locale, f->settings->locale);
    assert_string_equal(locale_direction(s->locale), "rtl");
    assert_string_equal(locale_direction(f->settings->locale), "ltr");
    settings_unref(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newer_snapshot_shares_what_takes_long_to_make),
        cmocka_unit_test(a_snapshot_after_a_change_has_its_own),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}

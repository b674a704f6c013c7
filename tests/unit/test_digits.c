/* SPDX-License-Identifier: MIT */
#include "base/digits.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void the_digits_of_every_script_are_taken(void **state)
{
    (void)state;
    static const char *const typed[][2] = {
        {"2026-11-23T14:05", "2026-11-23T14:05"},
        {"٢٠٢٦-١١-٢٣T١٤:٠٥", "2026-11-23T14:05"},
        {"۲۰۲۶-۱۱-۲۳ ۱۴:۰۵", "2026-11-23 14:05"},
        {"२०२६-११-२३ १४:०५", "2026-11-23 14:05"},
        {"২০২৬-১১-২৩ ১৪:০৫", "2026-11-23 14:05"},
        {"๒๐๒๖-๑๑-๒๓ ๑๔:๐๕", "2026-11-23 14:05"},
        {"２０２６－１１－２３　１４：０５", "2026-11-23 14:05"},
        {"᠑၄႗០௩߆๙𝟮𑁫𞥘", "1470369258"},
        {"\u200F٢٠٢٦\u200E-١١-\u061C٢٣", "2026-11-23"},
        {"−٥", "-5"},
        {"خمسة", "خمسة"},
        {"½ ² ③ 五", "½ ² ③ 五"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct str plain = digits_plain(arena, str_from(typed[i][0]));
        assert_string_equal(arena_cstr(arena, plain), typed[i][1]);
    }
}

static void a_number_is_read_in_whatever_digits(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        int64_t n; /* -1: none */
    } all[] = {
        {"16432", 16432},
        {"١٦٤٣٢", 16432},
        {"۱۶۴۳۲", 16432},
        {"१६४३२", 16432},
        {"１６４３２", 16432},
        {" １６", -1},
        {"\u200F١٢", 12},
        {"9223372036854775807", INT64_MAX},
        {"٩٢٢٣٣٧٢٠٣٦٨٥٤٧٧٥٨٠٧", INT64_MAX},
        {"٩٢٢٣٣٧٢٠٣٦٨٥٤٧٧٥٨٠٨", -1},
        {"000000000000000000000000000000000000000000000000001", -1},
        {"١٦ ٤٣٢", -1},
        {"١٦x", -1},
        {"", -1},
        {"²", -1},
        {"\xff", -1},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        int64_t n = -1;
        assert_int_equal(digits_int(str_from(all[i].typed), &n), all[i].n != -1);
        assert_int_equal(n, all[i].n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_digits_of_every_script_are_taken),
        cmocka_unit_test(a_number_is_read_in_whatever_digits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* SPDX-License-Identifier: MIT */
/* The rules of time zones, compared with those of the C library, which reads the same files. The
 * library knows one zone at a time, by TZ, so these tests have a process of their own. */
#include "base/civil.h"
#include "base/file.h"
#include "base/tzif.h"
#include "base/zone.h"
#include "base/zone_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { WEEK_S = 7 * CIVIL_DAY_S, ZONES_MAX = 1000 };
#define YEAR_1970 INT64_C(0)
#define YEAR_2038 INT64_C(2145916800)

static struct arena *arena;
static char folder[] = "/tmp/broadsheet-zones-XXXXXX";
static const char *system_folder;

/* ---- helpers ---- */

static struct zone *opened(const char *name)
{
    struct zone *z = NULL;
    struct err e;
    if (zone_open(&z, str_from(name), &e) != OK)
        fail_msg("%s: %s", name, e.msg);
    return z;
}

static void choose_in_library(const char *tz)
{
    setenv("TZ", tz, 1);
    tzset();
}

static struct tm in_library(int64_t at)
{
    struct tm tm;
    time_t t = (time_t)at;
    assert_non_null(localtime_r(&t, &tm));
    return tm;
}

/* Everything that a page shows of AT is as the library has it. */
static void assert_same(const struct zone *z, int64_t at)
{
    struct tm tm = in_library(at);
    int offset_s = zone_offset(z, at);
    struct civil c = civil_of_seconds(at + offset_s);
    if (offset_s != tm.tm_gmtoff || c.year != tm.tm_year + 1900 || c.month != tm.tm_mon + 1 ||
        c.day != tm.tm_mday || c.hour != tm.tm_hour || c.minute != tm.tm_min ||
        c.second != tm.tm_sec)
        fail_msg("%.*s at %lld: %d, and the library has %ld", STR_ARG(zone_name(z)), (long long)at,
                 offset_s, tm.tm_gmtoff);
}

/* The local time of AT, a second before or after CHANGE, leads back as the contract says. */
static void assert_inverse(const struct zone *z, int64_t local, int64_t change)
{
    int64_t at;
    enum zone_times times = zone_epoch(z, local, &at);
    int before = zone_offset(z, change - 1), after = zone_offset(z, change);
    bool can_be_before = local - before < change, can_be_after = local - after >= change;
    enum zone_times expected = can_be_before && can_be_after     ? ZONE_TWICE
                               : !can_be_before && !can_be_after ? ZONE_NEVER
                                                                 : ZONE_ONCE;
    int64_t first = can_be_before ? local - before : can_be_after ? local - after : change;
    if (times != expected || at != first)
        fail_msg("%.*s, %lld local: %lld (%d) instead of %lld (%d)", STR_ARG(zone_name(z)),
                 (long long)local, (long long)at, times, (long long)first, expected);
}

static struct str file_of(const char *name)
{
    struct str bytes = STR_NONE;
    struct file_mark mark;
    struct err e;
    const char *path = zone_path(str_from(name), arena);
    if (zone_file_read(path, TZIF_BYTES_MAX, arena, &bytes, &mark, &e) != OK)
        fail_msg("%s", e.msg);
    return bytes;
}

static char *names[ZONES_MAX];
static size_t n_names;

static int add_name(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)at;
    struct str name = str_skip(str_from(path), strlen(system_folder) + 1);
    struct str bytes;
    if (type == FTW_F && zone_name_is_plain(name)) {
        char magic[4] = "";
        int fd = open(path, O_RDONLY);
        bytes = str_of(magic, read(fd, magic, 4) == 4 ? 4 : 0);
        close(fd);
        assert_true(n_names < ZONES_MAX);
        if (str_eq(bytes, STR("TZif")))
            names[n_names++] = strndup(name.p, name.n);
    }
    return 0;
}

static void write_file(const char *name, struct str bytes)
{
    const char *path = arena_printf(arena, "%s/%s", folder, name).p;
    const char *part = arena_printf(arena, "%s.part", path).p;
    FILE *f = fopen(part, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
    assert_int_equal(rename(part, path), 0);
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(64 * 1024);
    unsetenv("TZDIR");
    system_folder = zone_folder();
    nftw(system_folder, add_name, 16, 0);
    assert_non_null(mkdtemp(folder));
    mkdir(arena_printf(arena, "%s/Test", folder).p, 0755);
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

static int tear_down(void **state)
{
    (void)state;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    for (size_t i = 0; i < n_names; i++)
        free(names[i]);
    arena_free(&arena);
    return 0;
}

/* ---- every zone of the system ---- */

static void compare_zone(const char *name, int64_t now)
{
    struct zone *z = opened(name);
    struct tzif rules;
    struct err e;
    assert_int_equal(tzif_parse(file_of(name), &rules, &e), OK);
    choose_in_library(name);
    for (size_t i = 0; i < rules.n && rules.at[i] < YEAR_2038; i++) {
        int64_t at = rules.at[i];
        if (at < YEAR_1970)
            continue;
        int before = zone_offset(z, at - 1), after = zone_offset(z, at);
        assert_same(z, at - 1);
        assert_same(z, at);
        for (int offset_s = 0; offset_s < 2; offset_s++)
            for (int second = -1; second <= 1; second++)
                assert_inverse(z, at + second + (offset_s == 0 ? before : after), at);
        assert_inverse(z, at + (before + after) / 2, at);
    }
    /* A change that only the library knows would show between two of these days. */
    for (int64_t at = YEAR_1970; at < YEAR_2038; at += WEEK_S)
        assert_same(z, at);
    for (int64_t at = now; at < now + 3 * 366 * CIVIL_DAY_S; at += WEEK_S)
        assert_same(z, at);
    tzif_release(&rules);
    zone_unref(&z);
    arena_reset(arena);
}

static void every_zone_is_as_the_c_library_has_it(void **state)
{
    (void)state;
    assert_true(n_names > 300);
    for (size_t i = 0; i < n_names; i++)
        compare_zone(names[i], (int64_t)time(NULL));
}

static void the_rule_goes_on_for_ever(void **state)
{
    (void)state;
    static const char *const zones[] = {"Europe/Berlin", "America/Nuuk", "Australia/Lord_Howe",
                                        "Europe/Dublin", "Asia/Gaza"};
    static const int years[] = {2038, 2087, 2399, 2400, 2401, 2439, 2440, 2441, 2800, 5000, 9999};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        struct zone *z = opened(zones[i]);
        choose_in_library(zones[i]);
        for (size_t y = 0; y < sizeof years / sizeof *years; y++)
            for (int day = 0; day < 366; day++)
                assert_same(z, (civil_days(years[y], 1, 1) + day) * CIVIL_DAY_S + 3600);
        zone_unref(&z);
    }
}

static void assert_offset(const char *zone, struct civil utc, int minutes)
{
    struct zone *z = opened(zone);
    int offset_s = zone_offset(z, civil_seconds(utc));
    if (offset_s != minutes * 60)
        fail_msg("%s in %d-%02d: %d", zone, utc.year, utc.month, offset_s);
    zone_unref(&z);
}

/* Each of them changed after the copy in Debian's ICU was made. */
static void zones_follow_what_governments_decided(void **state)
{
    (void)state;
    assert_offset("Africa/Cairo", (struct civil){.year = 2026, .month = 7, .day = 1}, 3 * 60);
    assert_offset("Africa/Cairo", (struct civil){.year = 2026, .month = 12, .day = 1}, 2 * 60);
    assert_offset("Asia/Almaty", (struct civil){.year = 2024, .month = 2, .day = 1}, 6 * 60);
    assert_offset("Asia/Almaty", (struct civil){.year = 2026, .month = 12, .day = 1}, 5 * 60);
    assert_offset("America/Asuncion", (struct civil){.year = 2026, .month = 7, .day = 1}, -3 * 60);
    assert_offset("America/Nuuk", (struct civil){.year = 2026, .month = 7, .day = 1}, -1 * 60);
    assert_offset("America/Nuuk", (struct civil){.year = 2026, .month = 12, .day = 1}, -2 * 60);
    assert_offset("America/Coyhaique", (struct civil){.year = 2026, .month = 7, .day = 1}, -3 * 60);
    assert_offset("America/Ciudad_Juarez", (struct civil){.year = 2026, .month = 7, .day = 1},
                  -6 * 60);
    assert_offset("America/Ciudad_Juarez", (struct civil){.year = 2026, .month = 12, .day = 1},
                  -7 * 60);
    assert_offset("Europe/Kiev", (struct civil){.year = 2026, .month = 7, .day = 1}, 3 * 60);
}

/* ---- names ---- */

static void only_plain_names_lead_to_a_file(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",
        "/",
        "Europe",
        "Europe/",
        "/Europe/Berlin",
        "Europe//Berlin",
        "../zoneinfo/UTC",
        "Europe/../UTC",
        "./UTC",
        "/etc/localtime",
        "/usr/share/zoneinfo/UTC",
        "right/UTC",
        "right/Europe/Berlin",
        "RIGHT/UTC",
        "posix/UTC",
        "posixrules",
        "localtime",
        "leapseconds",
        "tzdata.zi",
        "zone1970.tab",
        "Mars/Olympus",
        "Europe/Berlin\n",
        "Europe/Berl\xC3\xADn",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        ":Europe/Berlin",
        "-Europe/Berlin",
        "America/Argentina/Buenos_Aires/Here",
        "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct zone *z = NULL;
        struct err e;
        if (zone_open(&z, str_from(refused[i]), &e) != ERR_INVALID)
            fail_msg("\"%s\" is a zone", refused[i]);
        assert_non_null(strstr(e.msg, "There is no time zone"));
        assert_string_equal(arena_cstr(arena, zone_spelling(str_from(refused[i]), arena)), "");
    }
    struct zone *z = NULL;
    struct err e;
    assert_int_equal(zone_open(&z, str_of("UTC\0x", 5), &e), ERR_INVALID);
}

static void a_name_is_found_in_whatever_case(void **state)
{
    (void)state;
    static const char *const typed[][2] = {
        {"Europe/Berlin", "Europe/Berlin"},
        {"europe/berlin", "Europe/Berlin"},
        {"AMERICA/NEW_YORK", "America/New_York"},
        {"America/New York", "America/New_York"},
        {"america/argentina/buenos aires", "America/Argentina/Buenos_Aires"},
        {"utc", "UTC"},
        {"etc/gmt+5", "Etc/GMT+5"},
        {"europe/kiev", "Europe/Kiev"},
        {"america/coyhaique", "America/Coyhaique"},
        {"est5edt", "EST5EDT"},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct str name = zone_spelling(str_from(typed[i][0]), arena);
        assert_string_equal(arena_cstr(arena, name), typed[i][1]);
        struct zone *z = opened(typed[i][1]);
        zone_unref(&z);
    }
}

/* ---- a folder of our own ---- */

static void old_names_are_found_in_the_list_of_links(void **state)
{
    (void)state;
    struct str paris = file_of("Europe/Paris");
    setenv("TZDIR", folder, 1);
    write_file("Test/New", paris);
    write_file("tzdata.zi", STR("# version 2030a\nL Test/New Test/Old\nL ../../etc/passwd Bad\n"));
    struct zone *z = opened("Test/Old");
    assert_int_equal(zone_offset(z, 1782864000), 7200);
    zone_unref(&z);
    assert_string_equal(arena_cstr(arena, zone_spelling(STR("test/old"), arena)), "Test/Old");
    assert_string_equal(arena_cstr(arena, zone_spelling(STR("bad"), arena)), "");
    unsetenv("TZDIR");
}

static void an_upgrade_is_noticed_and_old_rules_stay(void **state)
{
    (void)state;
    struct str paris = file_of("Europe/Paris"), tokyo = file_of("Asia/Tokyo");
    setenv("TZDIR", folder, 1);
    write_file("Test/Here", paris);
    struct zone *z = opened("Test/Here"), *fresh = NULL;
    assert_true(zone_is_current(z));
    write_file("Test/Here", tokyo);
    assert_false(zone_is_current(z));
    assert_int_equal(zone_offset(z, 1782864000), 7200);
    fresh = opened("Test/Here");
    assert_int_equal(zone_offset(fresh, 1782864000), 9 * 3600);
    assert_true(zone_rules(fresh) != zone_rules(z));
    zone_unref(&z);
    write_file("Test/Here", tokyo);
    z = opened("Test/Here");
    assert_true(zone_rules(fresh) == zone_rules(z));
    zone_unref(&z);
    zone_unref(&fresh);
    unsetenv("TZDIR");
}

static void a_machine_without_tzdata_knows_utc_and_says_what_to_install(void **state)
{
    (void)state;
    struct err e;
    struct zone *z = NULL;
    setenv("TZDIR", "/nowhere/zoneinfo", 1);
    assert_int_equal(zone_data_check(&e), ERR_IO);
    assert_non_null(strstr(e.msg, "install the package tzdata"));
    assert_int_equal(zone_open(&z, STR("Europe/Berlin"), &e), ERR_IO);
    assert_non_null(strstr(e.msg, "install the package tzdata"));
    z = opened("UTC");
    assert_int_equal(zone_offset(z, 1782864000), 0);
    assert_true(zone_is_current(z));
    zone_unref(&z);
    unsetenv("TZDIR");
}

static void assert_damaged(const char *name, struct str bytes, const char *reason)
{
    struct err e;
    struct zone *z = NULL;
    write_file(name, bytes);
    if (zone_open(&z, str_from(name), &e) != ERR_IO)
        fail_msg("it is not refused: %s", reason);
    if (strstr(e.msg, reason) == NULL)
        fail_msg("\"%s\" is not the reason: %s", reason, e.msg);
}

static void a_damaged_file_is_refused_with_the_reason(void **state)
{
    (void)state;
    struct str whole = file_of("Europe/Berlin");
    char *bytes = arena_alloc(arena, TZIF_BYTES_MAX + 1);
    setenv("TZDIR", folder, 1);
    for (size_t n = 0; n < whole.n; n++) {
        struct tzif rules;
        struct err e;
        assert_int_equal(tzif_parse(str_head(whole, n), &rules, &e), ERR_INVALID);
    }
    assert_damaged("Test/Cut", str_head(whole, whole.n - 1), "footer");
    assert_damaged("Test/Half", str_head(whole, whole.n / 2), "ends too early");
    assert_damaged("Test/Empty", STR(""), "not a file of a time zone");
    assert_damaged("Test/Text", STR("Europe/Berlin is one hour east of Greenwich, or two."),
                   "not a file of a time zone");
    memset(bytes, 0, TZIF_BYTES_MAX + 1);
    assert_damaged("Test/Large", str_of(bytes, TZIF_BYTES_MAX + 1), "too large");
    memcpy(bytes, whole.p, whole.n);
    bytes[4] = '\0';
    assert_damaged("Test/First", str_of(bytes, whole.n), "version 1");
    bytes[4] = '2';
    bytes[20 + 2 * 4 + 3] = 1; /* the number of leap seconds */
    assert_damaged("Test/Leap", str_of(bytes, whole.n), "leap seconds");
    bytes[20 + 2 * 4 + 3] = 0;
    bytes[20 + 3 * 4] = 1; /* sixteen million changes */
    assert_damaged("Test/Many", str_of(bytes, whole.n), "impossible numbers");
    const char *path = arena_printf(arena, "%s/Test/Pipe", folder).p;
    struct err e;
    struct zone *z = NULL;
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(zone_open(&z, STR("Test/Pipe"), &e), ERR_IO);
    unsetenv("TZDIR");
}

/* ---- footers ---- */

/* A file without changes, whose footer is TEXT. */
static struct str file_with_footer(const char *text)
{
    static const char head[44] = "TZif2", type[6] = {0};
    char counts[44];
    memcpy(counts, head, sizeof head);
    counts[39] = counts[43] = 1; /* one type, one letter */
    struct str block = str_of(counts, sizeof counts);
    block = arena_join(arena, block, str_of(type, sizeof type));
    block = arena_join(arena, block, str_of("", 1));
    return arena_join(arena, arena_join(arena, block, block), arena_printf(arena, "\n%s\n", text));
}

static void a_footer_means_what_posix_says(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "UTC0",
        "<-03>3",
        "<+0545>-5:45",
        "LMT0:01:15",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "EST5EDT,M3.2.0,M11.1.0",
        "AEST-10AEDT,M10.1.0,M4.1.0/3",
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "IST-1GMT0,M10.5.0,M3.5.0/1",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
        "EET-2EEST,M3.4.4/50,M10.4.4/50",
        "IST-2IDT,M3.4.4/26,M10.5.0",
        "AAA3BBB,J60,J300/1:30",
        "AAA3BBB,59/0,300",
        "AAA-3BBB,J59/3,J61/3",
    };
    setenv("TZDIR", folder, 1);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        write_file("Test/Footer", file_with_footer(rules[i]));
        struct zone *z = opened("Test/Footer");
        choose_in_library(rules[i]);
        for (int64_t at = YEAR_1970; at < YEAR_2038; at += 12345)
            assert_same(z, at);
        zone_unref(&z);
    }
    unsetenv("TZDIR");
}

/* RFC 9636 writes "always summer time" so. */
static void summer_time_may_last_all_year(void **state)
{
    (void)state;
    setenv("TZDIR", folder, 1);
    write_file("Test/Always", file_with_footer("XXX3EDT4,0/0,J365/23"));
    struct zone *z = opened("Test/Always");
    for (int64_t at = YEAR_1970; at < 40 * YEAR_2038; at += 4321000)
        assert_int_equal(zone_offset(z, at), -4 * 3600);
    zone_unref(&z);
    unsetenv("TZDIR");
}

static void what_is_no_rule_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "X",
        "CET",
        "CET-",
        "CET-1CEST",
        "CET-1CEST,M3.5.0",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,J0,J300",
        "CET-1CEST,J366,J300",
        "CET-1CEST,366,300",
        "CET-25",
        "CET-1:60",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "CET-1CEST,M3.5.0,M10.5.0/3 ",
        "<CET-1",
        "CET-99999999999999999999",
        "AAA0BBB,365/167,0/-167",
    };
    setenv("TZDIR", folder, 1);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_damaged("Test/Bad", file_with_footer(bad[i]), "footer");
    unsetenv("TZDIR");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_zone_is_as_the_c_library_has_it),
        cmocka_unit_test(the_rule_goes_on_for_ever),
        cmocka_unit_test(zones_follow_what_governments_decided),
        cmocka_unit_test(only_plain_names_lead_to_a_file),
        cmocka_unit_test(a_name_is_found_in_whatever_case),
        cmocka_unit_test(old_names_are_found_in_the_list_of_links),
        cmocka_unit_test(an_upgrade_is_noticed_and_old_rules_stay),
        cmocka_unit_test(a_machine_without_tzdata_knows_utc_and_says_what_to_install),
        cmocka_unit_test(a_damaged_file_is_refused_with_the_reason),
        cmocka_unit_test(a_footer_means_what_posix_says),
        cmocka_unit_test(summer_time_may_last_all_year),
        cmocka_unit_test(what_is_no_rule_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

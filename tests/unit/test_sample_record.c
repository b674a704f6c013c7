/* SPDX-License-Identifier: MIT */
/* The files of the sample site: what they may look like, and that a mistake names its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/sample/sample_record.h"

static struct arena *arena;
static struct err err;

static enum err_kind parse(const char *text, struct record_list *out)
{
    struct embed_file file = {"a.md", text, strlen(text)};
    err = (struct err){0};
    return record_parse(arena, &file, "a.md", "title n on", out, &err);
}

static void assert_str(struct str s, const char *wanted)
{
    assert_int_equal(s.n, strlen(wanted));
    assert_memory_equal(s.p ? s.p : "", wanted, s.n);
}

static void refuses(const char *text, const char *message)
{
    struct record_list list;
    assert_int_equal(parse(text, &list), ERR_INVALID);
    assert_string_equal(err.msg, message);
}

static void reads_heads_and_bodies(void **state)
{
    (void)state;
    struct record_list list;
    assert_int_equal(parse("---\ntitle: One: two\nn: 7\n---\n\nText.\n\n***\n\nMore.\n\n"
                           "---\ntitle:  Three \n---\n---\non: yes\n---\nx",
                           &list),
                     OK);
    assert_int_equal(list.n, 3);
    assert_str(record_text(&list.items[0], "title"), "One: two");
    assert_str(list.items[0].body, "Text.\n\n***\n\nMore.");
    assert_str(record_text(&list.items[1], "title"), "Three");
    assert_str(list.items[1].body, "");
    assert_str(list.items[2].body, "x");
    assert_false(record_has(&list.items[2], "title"));
    assert_str(record_text(&list.items[2], "title"), "");
}

static void a_mistake_names_file_and_line(void **state)
{
    (void)state;
    refuses("", "a.md:1: the file does not begin with ---");
    refuses("title: x\n", "a.md:1: the file does not begin with ---");
    refuses("---\ntitle: x\n", "a.md:1: the head that begins here has no end");
    refuses("---\ntitle x\n---\n", "a.md:2: this line is not \"key: value\"");
    refuses("---\n: x\n---\n", "a.md:2: this line is not \"key: value\"");
    refuses("---\ntitle: x\ncolour: red\n---\n", "a.md:3: unknown key \"colour\"");
    refuses("---\ntitle: x\ntitle: y\n---\n", "a.md:3: \"title\" is given twice");
    refuses("---\ntitle: x\n---\nbody\n---\nwhat\n---\n",
            "a.md:6: this line is not \"key: value\"");
}

static void values_are_checked(void **state)
{
    (void)state;
    struct record_list list;
    assert_int_equal(parse("---\ntitle:\nn: 12\non: maybe\n---\n", &list), OK);
    const struct record *r = &list.items[0];
    int64_t n;
    bool on;
    struct str text;
    assert_int_equal(record_int(r, "n", 0, 1, 12, &n, &err), OK);
    assert_int_equal(n, 12);
    assert_int_equal(record_int(r, "missing", 5, 6, 7, &n, &err), OK);
    assert_int_equal(n, 5);
    assert_int_equal(record_int(r, "n", 0, 1, 11, &n, &err), ERR_INVALID);
    assert_string_equal(err.msg, "a.md:3: \"n\" must be a number from 1 to 11");
    assert_int_equal(record_bool(r, "on", false, &on, &err), ERR_INVALID);
    assert_string_equal(err.msg, "a.md:4: \"on\" must be yes or no");
    assert_int_equal(record_bool(r, "missing", true, &on, &err), OK);
    assert_true(on);
    assert_int_equal(record_need(r, "title", &text, &err), ERR_INVALID);
    assert_string_equal(err.msg, "a.md:2: \"title\" is missing");
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_heads_and_bodies),
        cmocka_unit_test(a_mistake_names_file_and_line),
        cmocka_unit_test(values_are_checked),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

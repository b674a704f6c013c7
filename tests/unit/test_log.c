/* SPDX-License-Identifier: MIT */
/* The log's lines, read back from where they were written. The form is the process's, so each test
 * writes them in a child. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

enum target { TO_FILE, TO_JOURNAL, TO_ANOTHER_STREAM };

static char got[24000];

static void write_lines(const char *text, bool json)
{
    if (json)
        log_in_json();
    log_info("%s", text);
    log_warn("%s", text);
    log_error("%s", text);
    _exit(0);
}

/* What a process writes of TEXT at all three levels, in GOT. */
static void lines_of(const char *text, enum target target, bool json)
{
    int ends[2];
    struct stat st;
    char stream[80];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(fstat(ends[1], &st), 0);
    snprintf(stream, sizeof stream, "%ju:%ju", (uintmax_t)st.st_dev,
             (uintmax_t)st.st_ino + (target == TO_ANOTHER_STREAM));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        if (target == TO_FILE)
            unsetenv("JOURNAL_STREAM");
        else
            setenv("JOURNAL_STREAM", stream, 1);
        write_lines(text, json);
    }
    close(ends[1]);
    size_t n = 0;
    for (ssize_t more; (more = read(ends[0], got + n, sizeof got - 1 - n)) > 0;)
        n += (size_t)more;
    got[n] = '\0';
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* "2026-05-01T12:00:00Z" in GOT becomes "TIME". */
static void without_times(void)
{
    for (char *at = got; (at = strstr(at, "20")) != NULL; at++) {
        if (strlen(at) > 19 && at[4] == '-' && at[10] == 'T' && at[19] == 'Z') {
            memcpy(at, "TIME", 4);
            memmove(at + 4, at + 20, strlen(at + 20) + 1);
        }
    }
}

static void a_file_has_time_and_level(void **state)
{
    (void)state;
    lines_of("A word.", TO_FILE, false);
    without_times();
    assert_string_equal(got, "TIME info A word.\nTIME warn A word.\nTIME error A word.\n");
}

static void the_journal_has_priorities(void **state)
{
    (void)state;
    lines_of("A word.", TO_JOURNAL, false);
    assert_string_equal(got, "<6>A word.\n<4>A word.\n<3>A word.\n");
}

static void what_was_sent_elsewhere_than_to_the_journal_has_none(void **state)
{
    (void)state;
    lines_of("A word.", TO_ANOTHER_STREAM, false);
    without_times();
    assert_string_equal(got, "TIME info A word.\nTIME warn A word.\nTIME error A word.\n");
}

static void a_line_break_cannot_forge_a_line_or_a_priority(void **state)
{
    (void)state;
    lines_of("a\n<0>b\x7f", TO_JOURNAL, false);
    assert_string_equal(got, "<6>a\\x0a<0>b\\x7f\n<4>a\\x0a<0>b\\x7f\n<3>a\\x0a<0>b\\x7f\n");
}

static void json_is_whole_whatever_is_said(void **state)
{
    (void)state;
    lines_of("\"q\" \\ \n \xc3\xa4 \xff \xe2\x82", TO_FILE, true);
    without_times();
#define SAID "\\\"q\\\" \\\\ \\u000a \xc3\xa4 \\ufffd "
    assert_string_equal(got, "{\"time\":\"TIME\",\"level\":\"info\",\"message\":\"" SAID "\"}\n"
                             "{\"time\":\"TIME\",\"level\":\"warn\",\"message\":\"" SAID "\"}\n"
                             "{\"time\":\"TIME\",\"level\":\"error\",\"message\":\"" SAID "\"}\n");
}

static void json_in_the_journal_keeps_its_priority(void **state)
{
    (void)state;
    lines_of("A word.", TO_JOURNAL, true);
    assert_int_equal(strncmp(got, "<6>{\"time\":\"", 12), 0);
}

static void the_longest_line_fits(void **state)
{
    (void)state;
    char text[3000];
    memset(text, '\x01', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    lines_of(text, TO_FILE, true);
    assert_non_null(strstr(got, "\\u0001\"}\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_has_time_and_level),
        cmocka_unit_test(the_journal_has_priorities),
        cmocka_unit_test(what_was_sent_elsewhere_than_to_the_journal_has_none),
        cmocka_unit_test(a_line_break_cannot_forge_a_line_or_a_priority),
        cmocka_unit_test(json_is_whole_whatever_is_said),
        cmocka_unit_test(json_in_the_journal_keeps_its_priority),
        cmocka_unit_test(the_longest_line_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

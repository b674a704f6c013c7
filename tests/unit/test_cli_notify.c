/* SPDX-License-Identifier: MIT */
/* What systemd is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "cli/notify.h"

/* A datagram socket with the name of N bytes that stand in to->sun_path. */
static int bound_to(const struct sockaddr_un *to, size_t n)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    assert_true(fd >= 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
    assert_int_equal(bind(fd, (const struct sockaddr *)to, size), 0);
    return fd;
}

static void assert_arrived(int fd, const char *text)
{
    char got[100] = "";
    assert_int_equal(recv(fd, got, sizeof got - 1, 0), (int)strlen(text));
    assert_string_equal(got, text);
}

static void a_socket_with_a_path_is_told(void **state)
{
    (void)state;
    char folder[] = "/tmp/test-notify-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int n = snprintf(to.sun_path, sizeof to.sun_path, "%s/s", folder);
    int fd = bound_to(&to, (size_t)n);
    setenv("NOTIFY_SOCKET", to.sun_path, 1);
    notify("READY=1");
    notify("STOPPING=1");
    assert_arrived(fd, "READY=1");
    assert_arrived(fd, "STOPPING=1");
    close(fd);
    unlink(to.sun_path);
    rmdir(folder);
}

static void an_abstract_socket_is_told(void **state)
{
    (void)state;
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    char name[60];
    int n = snprintf(name, sizeof name, "@test-notify-%d", (int)getpid());
    memcpy(to.sun_path + 1, name + 1, (size_t)n - 1);
    int fd = bound_to(&to, (size_t)n);
    setenv("NOTIFY_SOCKET", name, 1);
    notify("READY=1");
    assert_arrived(fd, "READY=1");
    close(fd);
}

static void without_a_socket_or_with_nonsense_nothing_happens(void **state)
{
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    notify("READY=1");
    static const char *const names[] = {"", "/", "@", "relative", "/nowhere/at/all"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        setenv("NOTIFY_SOCKET", names[i], 1);
        notify("READY=1");
    }
    char longest[300];
    memset(longest, 'x', sizeof longest - 1);
    longest[0] = '/';
    longest[sizeof longest - 1] = '\0';
    setenv("NOTIFY_SOCKET", longest, 1);
    notify("READY=1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_socket_with_a_path_is_told),
        cmocka_unit_test(an_abstract_socket_is_told),
        cmocka_unit_test(without_a_socket_or_with_nonsense_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What libfcgi makes of a request on a descriptor, and the files that requests wait in. */
#include "base/buf.h"
#include "web/fcgi/request.h"
#include "web/fcgi/spool.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    struct err e;
    arena = arena_new(1 << 16);
    return fcgi_request_library(&e) == OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct str repeated(char c, size_t n)
{
    char *p = arena_alloc(arena, n + 1);
    memset(p, c, n);
    return str_of(p, n);
}

static void add(struct buf *to, enum fcgi_type type, struct str content)
{
    unsigned char header[FCGI_HEADER_BYTES];
    for (; content.n > FCGI_CONTENT_MAX; content = str_skip(content, FCGI_CONTENT_MAX))
        add(to, type, str_head(content, FCGI_CONTENT_MAX));
    fcgi_put_header(header, type, 7, content.n, 0);
    buf_add(to, str_of((const char *)header, sizeof header));
    buf_add(to, content);
}

static struct buf with_begin(void)
{
    struct buf b = buf_in(arena);
    unsigned char begin[FCGI_BEGIN_BYTES];
    fcgi_put_begin(begin, 7, true);
    buf_add(&b, str_of((const char *)begin, sizeof begin));
    return b;
}

static struct buf request(struct str body)
{
    struct buf b = with_begin();
    add(&b, FCGI_PARAMS, STR("\x0b\x05REQUEST_URI/a=b?\x05\x00QUERY"));
    add(&b, FCGI_PARAMS, STR(""));
    if (body.n > 0)
        add(&b, FCGI_STDIN, body);
    add(&b, FCGI_STDIN, STR(""));
    return b;
}

static void sockets(int fds[2])
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds), 0);
}

static void put(int fd, const struct buf *b)
{
    assert_int_equal(write(fd, b->p, b->n), b->n);
}

static void assert_params(const struct fcgi_request *r)
{
    struct str name, value, uri = STR_NONE;
    bool query = false;
    size_t n = 0;
    for (; fcgi_request_param(r, n, &name, &value); n++) {
        if (str_eq(name, STR("REQUEST_URI")))
            uri = value;
        query = query || (str_eq(name, STR("QUERY")) && value.n == 0);
    }
    assert_int_equal(n, 3); /* with FCGI_ROLE, which the library adds */
    assert_true(str_eq(uri, STR("/a=b?")));
    assert_true(query);
}

static void requests_follow_each_other_on_a_socket_that_stays_open(void **state)
{
    (void)state;
    /* The library reads 8,192 bytes at a time. */
    static const size_t bodies[] = {0, 1, 8000, 8192, 16384, 100000};
    int fds[2];
    sockets(fds);
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        struct str body = repeated((char)('a' + i), bodies[i]);
        struct buf b = request(body);
        put(fds[1], &b);
        int fd = fds[0];
        struct fcgi_request *r = fcgi_request_new(arena, &fd);
        assert_non_null(r);
        assert_int_equal(fd, fds[0]);
        assert_params(r);
        char *to = malloc(bodies[i] + 1);
        assert_true(fcgi_request_body(r, to, bodies[i]));
        assert_true(str_eq(str_of(to, bodies[i]), body));
        free(to);
        fcgi_request_free(&r);
        assert_null(r);
        char c;
        assert_int_equal(recv(fds[0], &c, 1, 0), -1); /* nothing of it is left */
        assert_true(fcntl(fds[0], F_GETFD) >= 0);
    }
    close(fds[0]);
    close(fds[1]);
}

static void a_body_of_another_length_is_none(void **state)
{
    (void)state;
    for (size_t n = 0; n < 6; n++) {
        int fds[2];
        sockets(fds);
        struct buf b = request(STR("body"));
        put(fds[1], &b);
        struct fcgi_request *r = fcgi_request_new(arena, &fds[0]);
        assert_non_null(r);
        char to[8];
        assert_int_equal(fcgi_request_body(r, to, n), n == 4);
        fcgi_request_free(&r);
        close(fds[0]);
        close(fds[1]);
    }
}

static void what_is_no_request_closes_the_descriptor_and_says_so(void **state)
{
    (void)state;
    static const struct str noise[] = {STR(""), STR("GET / HTTP/1.1\r\n\r\n"),
                                       STR("\x01\x04\x00\x01\x00\x00\x00\x00")};
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++) {
        int fds[2];
        sockets(fds);
        struct buf b = buf_in(arena);
        buf_add(&b, noise[i]);
        put(fds[1], &b);
        int fd = fds[0];
        assert_null(fcgi_request_new(arena, &fd));
        assert_int_equal(fd, -1);
        assert_int_equal(fcntl(fds[0], F_GETFD), -1);
        close(fds[1]);
    }
}

static void the_library_leaves_signals_as_they_were(void **state)
{
    (void)state;
    static const int signals[] = {SIGPIPE, SIGUSR1, SIGTERM};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction now;
        sigaction(signals[i], NULL, &now);
        assert_true(now.sa_handler == SIG_DFL);
    }
}

static void a_head_and_a_body_wait_in_files_of_their_own(void **state)
{
    (void)state;
    static const char *const folders[] = {NULL, "/tmp", "/nowhere"};
    struct str body = repeated('b', 3 * FCGI_CONTENT_MAX + 5);
    for (size_t i = 0; i < 3; i++) {
        struct fcgi_spool head, rest;
        struct buf b = with_begin();
        assert_true(spool_open(&head, NULL) && spool_open(&rest, folders[i]));
        assert_true(spool_add(&head, buf_str(&b)));
        assert_true(
            spool_records(&head, FCGI_PARAMS, 7, STR("\x0b\x05REQUEST_URI/a=b?\x05\x00QUERY")));
        assert_true(spool_end(&head, FCGI_PARAMS, 7));
        spool_rewind(&head);
        struct fcgi_request *r = fcgi_request_new(arena, &head.fd);
        spool_close(&head);
        assert_non_null(r);
        assert_params(r);
        assert_true(spool_records(&rest, FCGI_STDIN, 7, body) && spool_end(&rest, FCGI_STDIN, 7));
        spool_rewind(&rest);
        struct stat st;
        assert_int_equal(fstat(rest.fd, &st), 0);
        assert_int_equal(st.st_nlink, 0);
        fcgi_request_read_from(r, rest.fd);
        char *to = malloc(body.n);
        assert_true(fcgi_request_body(r, to, body.n));
        assert_memory_equal(to, body.p, body.n);
        free(to);
        fcgi_request_free(&r);
        spool_close(&rest);
        assert_int_equal(rest.fd, -1);
    }
}

/* A descriptor that cannot be written to stands for the full disk. */
static void where_the_disk_is_full_the_memory_takes_over(void **state)
{
    (void)state;
    struct fcgi_spool s;
    assert_true(spool_open(&s, "/tmp"));
    struct str piece = repeated('p', 100000);
    assert_true(spool_add(&s, piece));
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", s.fd);
    int full = open(name, O_RDONLY | O_CLOEXEC);
    assert_true(full >= 0);
    assert_int_equal(lseek(full, 0, SEEK_END), piece.n);
    assert_int_equal(dup2(full, s.fd), s.fd);
    close(full);
    assert_true(spool_add(&s, STR("more")));
    spool_rewind(&s);
    char *back = malloc(piece.n + 5);
    assert_int_equal(read(s.fd, back, piece.n + 5), piece.n + 4);
    assert_memory_equal(back, piece.p, piece.n);
    assert_memory_equal(back + piece.n, "more", 4);
    free(back);
    spool_close(&s);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(requests_follow_each_other_on_a_socket_that_stays_open),
        TEST(a_body_of_another_length_is_none),
        TEST(what_is_no_request_closes_the_descriptor_and_says_so),
        TEST(the_library_leaves_signals_as_they_were),
        TEST(a_head_and_a_body_wait_in_files_of_their_own),
        TEST(where_the_disk_is_full_the_memory_takes_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

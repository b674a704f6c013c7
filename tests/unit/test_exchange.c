/* SPDX-License-Identifier: MIT */
#include "web/http/exchange.h"

#include "base/rand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    rand_init();
    arena = arena_new(4096);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void assert_str(struct str s, const char *expected)
{
    assert_string_equal(arena_cstr(arena, s), expected);
    assert_int_equal(s.n, strlen(expected));
}

static struct request asked(const char *method, struct str target)
{
    struct request rq = {0};
    request_param(&rq, STR("REQUEST_METHOD"), str_from(method));
    request_param(&rq, STR("REQUEST_URI"), target);
    request_ready(&rq);
    return rq;
}

static struct exchange answering(const char *method)
{
    return (struct exchange){.arena = arena, .rq = asked(method, STR("/"))};
}

/* ---- requests ---- */

static void a_target_is_path_and_query(void **state)
{
    (void)state;
    struct request rq = asked("GET", STR("/a%20b/?q=1?2"));
    assert_str(rq.path, "/a%20b/");
    assert_str(rq.query, "q=1?2");
    assert_false(rq.malformed);
    assert_int_equal(rq.method, METHOD_GET);

    rq = asked("HEAD", STR("/"));
    assert_str(rq.path, "/");
    assert_int_equal(rq.query.n, 0);
    assert_int_equal(rq.method, METHOD_HEAD);
    assert_int_equal(asked("POST", STR("/?")).method, METHOD_POST);
    assert_int_equal(asked("DELETE", STR("/")).method, METHOD_OTHER);
    assert_int_equal(asked("get", STR("/")).method, METHOD_OTHER);
}

static void an_absolute_target_loses_its_host(void **state)
{
    (void)state;
    struct request rq = asked("GET", STR("http://evil.example/news/?a=b"));
    assert_str(rq.target, "/news/?a=b");
    assert_str(rq.path, "/news/");
    assert_str(asked("GET", STR("HTTPS://x")).path, "/");
}

static void a_head_that_makes_no_sense_is_malformed(void **state)
{
    (void)state;
    static const struct {
        const char *method;
        struct str target;
    } bad[] = {
        {"", {"/", 1}},       {"G T", {"/", 1}},       {"GET\r\n", {"/", 1}}, {"GET", {"", 0}},
        {"GET", {NULL, 0}},   {"GET", {"nothing", 7}}, {"GET", {"*", 1}},     {"GET", {"/a\0b", 4}},
        {"GET", {"/a b", 4}}, {"GET", {"/a\nb", 4}},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_true(asked(bad[i].method, bad[i].target).malformed);

    struct request none = {0};
    request_ready(&none);
    assert_true(none.malformed);

    struct request rq = {0};
    request_param(&rq, STR("REQUEST_METHOD"), STR("GET"));
    request_param(&rq, STR("REQUEST_URI"), STR("/"));
    request_param(&rq, STR("HTTP_COOKIE"), STR("a\0b"));
    request_ready(&rq);
    assert_true(rq.malformed);
}

static void headers_come_to_their_fields_and_unknown_ones_nowhere(void **state)
{
    (void)state;
    struct request rq = {0};
    request_param(&rq, STR("HTTP_HOST"), STR("news.example"));
    request_param(&rq, STR("REMOTE_ADDR"), STR("192.0.2.1"));
    request_param(&rq, STR("HTTP_COOKIE"), STR("session=x"));
    request_param(&rq, STR("HTTP_IF_NONE_MATCH"), STR("\"tag\""));
    request_param(&rq, STR("HTTP_SEC_PURPOSE"), STR("prefetch"));
    request_param(&rq, STR("HTTP_PROXY"), STR("http://evil/"));
    request_param(&rq, STR(""), STR("\0"));
    assert_str(rq.host, "news.example");
    assert_str(rq.remote_addr, "192.0.2.1");
    assert_str(rq.cookie, "session=x");
    assert_str(rq.if_none_match, "\"tag\"");
    assert_str(rq.sec_purpose, "prefetch");
    assert_false(rq.malformed);
}

static bool https(struct str name, struct str value)
{
    struct request rq = {0};
    request_param(&rq, name, value);
    return rq.https;
}

static void https_is_what_the_web_server_says(void **state)
{
    (void)state;
    assert_true(https(STR("HTTPS"), STR("on")));
    assert_true(https(STR("REQUEST_SCHEME"), STR("https")));
    assert_false(https(STR("HTTPS"), STR("off")));
    assert_false(https(STR("HTTPS"), STR("")));
    assert_false(https(STR("REQUEST_SCHEME"), STR("http")));
    assert_false(https(STR("HTTP_X_FORWARDED_PROTO"), STR("https")));
}

static void two_requests_have_two_ids(void **state)
{
    (void)state;
    struct request a = asked("GET", STR("/")), b = asked("GET", STR("/"));
    assert_int_equal(strlen(a.id), 16);
    assert_string_not_equal(a.id, b.id);
}

/* ---- responses ---- */

static void a_head_has_status_headers_and_length(void **state)
{
    (void)state;
    struct exchange x = answering("GET");
    x.rs.status = 404;
    response_header(&x, "Content-Type", STR("text/plain"));
    response_header(&x, "X-A", STR(""));
    response_body(&x, STR("not here"));
    assert_str(response_head(&x), "Status: 404 Not Found\r\nContent-Type: text/plain\r\nX-A: \r\n"
                                  "Content-Length: 8\r\n\r\n");
    assert_int_equal(x.rs.body_parts, 1);
}

static void a_value_cannot_add_a_header(void **state)
{
    (void)state;
    struct exchange x = answering("GET");
    x.rs.status = 303;
    response_header(&x, "Location", STR("/a\r\nSet-Cookie: evil=1"));
    response_header(&x, "X-B", STR("b\nc"));
    response_header(&x, "X-C", STR("c\0d"));
    assert_str(
        response_head(&x),
        "Status: 303 See Other\r\nLocation: /a\r\nX-B: b\r\nX-C: c\r\nContent-Length: 0\r\n\r\n");
}

static void head_tells_the_length_and_sends_nothing(void **state)
{
    (void)state;
    struct exchange x = answering("HEAD");
    x.rs.status = 200;
    response_body(&x, STR("12345"));
    assert_str(response_head(&x), "Status: 200 OK\r\nContent-Length: 5\r\n\r\n");
    assert_int_equal(x.rs.body_parts, 0);
}

static void statuses_without_a_body_have_neither_body_nor_length(void **state)
{
    (void)state;
    static const int bodiless[] = {204, 304};
    for (int i = 0; i < 2; i++) {
        struct exchange x = answering("GET");
        x.rs.status = bodiless[i];
        response_body(&x, STR("12345"));
        assert_null(strstr(arena_cstr(arena, response_head(&x)), "Content-Length"));
        assert_int_equal(x.rs.body_parts, 0);
    }
}

static void a_handler_that_set_no_status_is_a_fault(void **state)
{
    (void)state;
    struct exchange x = answering("GET");
    assert_true(str_starts(response_head(&x), STR("Status: 500 Internal Server Error\r\n")));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_target_is_path_and_query),
        TEST(an_absolute_target_loses_its_host),
        TEST(a_head_that_makes_no_sense_is_malformed),
        TEST(headers_come_to_their_fields_and_unknown_ones_nowhere),
        TEST(https_is_what_the_web_server_says),
        TEST(two_requests_have_two_ids),
        TEST(a_head_has_status_headers_and_length),
        TEST(a_value_cannot_add_a_header),
        TEST(head_tells_the_length_and_sends_nothing),
        TEST(statuses_without_a_body_have_neither_body_nor_length),
        TEST(a_handler_that_set_no_status_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

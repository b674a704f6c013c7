/* SPDX-License-Identifier: MIT */
/* The records of FastCGI: what may reach libfcgi, and what is answered. Without a socket. */
#include "base/buf.h"
#include "web/fcgi/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

/* ---- the web server's side ---- */

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(1 << 16);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void record(struct buf *to, int type, int id, struct str content, size_t padding)
{
    const unsigned char h[8] = {1,
                                (unsigned char)type,
                                (unsigned char)(id >> 8),
                                (unsigned char)(id & 255),
                                (unsigned char)(content.n >> 8),
                                (unsigned char)(content.n & 255),
                                (unsigned char)padding,
                                0};
    buf_add(to, str_of((const char *)h, 8));
    buf_add(to, content);
    while (padding-- > 0)
        buf_add_char(to, 'p');
}

static size_t take_size(struct str *in)
{
    assert_true(in->n > 0);
    const unsigned char *p = (const unsigned char *)in->p;
    size_t width = p[0] < 128 ? 1 : 4, n = 0;
    assert_true(in->n >= width);
    for (size_t i = 0; i < width; i++)
        n = n << 8 | (i == 0 ? p[i] & 127u : p[i]);
    *in = str_skip(*in, width);
    return n;
}

/* Names and values of bytes that we wrote. */
static bool take_pair(struct str *in, struct str *name, struct str *value)
{
    size_t name_n = take_size(in), value_n = take_size(in);
    assert_true(name_n + value_n <= in->n);
    *name = str_head(*in, name_n);
    *value = str_head(str_skip(*in, name_n), value_n);
    *in = str_skip(*in, name_n + value_n);
    return true;
}

static void begin(struct buf *to, int id, int role, bool keep)
{
    const char body[8] = {0, (char)role, keep};
    record(to, FCGI_BEGIN_REQUEST, id, str_of(body, 8), 0);
}

static void size(struct buf *to, size_t n)
{
    if (n >= 128) {
        buf_add_char(to, (char)(0x80 | n >> 24));
        buf_add_char(to, (char)(n >> 16 & 255));
        buf_add_char(to, (char)(n >> 8 & 255));
    }
    buf_add_char(to, (char)(n & 255));
}

static void pair(struct buf *to, struct str name, struct str value)
{
    size(to, name.n);
    size(to, value.n);
    buf_add(to, name);
    buf_add(to, value);
}

static struct str repeated(char c, size_t n)
{
    char *p = arena_alloc(arena, n);
    memset(p, c, n);
    return str_of(p, n);
}

/* ---- our side: what came of the bytes, as text ---- */

struct heard {
    struct buf events; /* one letter an event; chunks joined, so their cut does not show */
    struct buf params, body, replies;
};

static const char *hear(struct heard *h, struct fcgi_parser *p, struct str in)
{
    for (;;) {
        enum fcgi_event e = fcgi_feed(p, &in);
        switch (e) {
        case FCGI_MORE:
            assert_int_equal(in.n, 0);
            return arena_cstr(arena, buf_str(&h->events));
        case FCGI_PARAM:
            buf_add(&h->params, p->chunk);
            break;
        case FCGI_BODY:
            buf_add(&h->body, p->chunk);
            break;
        case FCGI_REPLY:
        case FCGI_ABORTED:
            buf_add(&h->replies, str_of((const char *)p->reply, p->reply_n));
            buf_add_char(&h->events, e == FCGI_REPLY ? 'r' : 'a');
            buf_add_c(&h->events, p->last ? "!" : "");
            break;
        case FCGI_BEGUN:
            buf_add_char(&h->events, p->keep ? 'B' : 'b');
            break;
        case FCGI_HEAD:
            buf_add_char(&h->events, 'h');
            break;
        case FCGI_COMPLETE:
            buf_add_char(&h->events, 'c');
            fcgi_answered(p);
            break;
        case FCGI_BROKEN:
            assert_non_null(p->why);
            buf_add_char(&h->events, 'X');
            return arena_cstr(arena, buf_str(&h->events));
        }
    }
}

static struct heard listener(void)
{
    return (struct heard){.events = buf_in(arena),
                          .params = buf_in(arena),
                          .body = buf_in(arena),
                          .replies = buf_in(arena)};
}

static const char *all_at_once(struct heard *h, const struct buf *bytes)
{
    struct fcgi_parser p;
    fcgi_parser_init(&p);
    *h = listener();
    return hear(h, &p, buf_str(bytes));
}

static const char *events_of(const struct buf *bytes)
{
    struct heard h;
    return all_at_once(&h, bytes);
}

static void assert_same(struct buf a, struct buf b)
{
    assert_true(str_eq(buf_str(&a), buf_str(&b)));
}

/* Pieces of STEP bytes, each in memory of its own so that a read past it is seen. */
static void assert_same_in_pieces(const struct buf *bytes, size_t step)
{
    struct heard whole, pieces = listener();
    all_at_once(&whole, bytes);
    struct fcgi_parser p;
    fcgi_parser_init(&p);
    for (struct str rest = buf_str(bytes); rest.n > 0; rest = str_skip(rest, step)) {
        struct str head = str_head(rest, step);
        char *copy = malloc(head.n);
        memcpy(copy, head.p, head.n);
        const char *so_far = hear(&pieces, &p, str_of(copy, head.n));
        bool over = strchr(so_far, 'X') != NULL;
        free(copy);
        if (over)
            break;
    }
    assert_same(whole.events, pieces.events);
    assert_same(whole.params, pieces.params);
    assert_same(whole.body, pieces.body);
    assert_same(whole.replies, pieces.replies);
}

static void post(struct buf *to, int id, bool keep, struct str body)
{
    struct buf params = buf_in(arena);
    pair(&params, STR("REQUEST_METHOD"), STR("POST"));
    pair(&params, STR("HTTP_LONG"), repeated('v', 300));
    pair(&params, STR("EMPTY"), STR(""));
    begin(to, id, FCGI_RESPONDER, keep);
    struct str all = buf_str(&params);
    record(to, FCGI_PARAMS, id, str_head(all, 20), 4);
    record(to, FCGI_PARAMS, id, str_skip(all, 20), 255);
    record(to, FCGI_PARAMS, id, STR(""), 3);
    while (body.n > 0) {
        record(to, FCGI_STDIN, id, str_head(body, 1000), body.n % 8);
        body = str_skip(body, 1000);
    }
    record(to, FCGI_STDIN, id, STR(""), 0);
}

/* ---- tests ---- */

static void a_request_gives_its_params_and_body(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    post(&b, 1, true, STR("a=1&b=2"));
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "Bhc");
    assert_true(str_eq(buf_str(&h.body), STR("a=1&b=2")));

    struct str rest = buf_str(&h.params), name, value;
    assert_true(take_pair(&rest, &name, &value));
    assert_true(str_eq(name, STR("REQUEST_METHOD")) && str_eq(value, STR("POST")));
    assert_true(take_pair(&rest, &name, &value));
    assert_int_equal(value.n, 300);
    assert_true(take_pair(&rest, &name, &value));
    assert_true(str_eq(name, STR("EMPTY")) && value.n == 0 && rest.n == 0);
}

static void pieces_of_any_size_give_the_same_as_all_at_once(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    struct buf values = buf_in(arena);
    pair(&values, STR("FCGI_MPXS_CONNS"), STR(""));
    record(&b, FCGI_GET_VALUES, 0, buf_str(&values), 7);
    post(&b, 1, true, repeated('x', 2500));
    record(&b, 99, 0, STR("what"), 1);
    begin(&b, 2, FCGI_FILTER, true);
    post(&b, 65535, false, STR("y"));
    for (size_t step = 1; step < 40; step++)
        assert_same_in_pieces(&b, step);
}

static void one_request_follows_another_on_a_connection(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    post(&b, 1, true, STR("first"));
    post(&b, 1, true, STR("second"));
    post(&b, 7, false, STR(""));
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "BhcBhcbhc");
    assert_true(str_eq(buf_str(&h.body), STR("firstsecond")));
}

static void a_request_cut_off_anywhere_is_just_not_complete(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    post(&b, 1, true, STR("body"));
    for (size_t n = 0; n < b.n; n++) {
        struct buf cut = b;
        cut.n = n;
        const char *events = events_of(&cut);
        assert_null(strchr(events, 'c'));
        assert_null(strchr(events, 'X'));
    }
}

static void params_beyond_the_bound_are_still_read_to_their_end(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    begin(&b, 1, FCGI_RESPONDER, true);
    record(&b, FCGI_PARAMS, 1, repeated('a', 65535), 0);
    record(&b, FCGI_PARAMS, 1, repeated('a', 2), 0);
    assert_null(strchr(events_of(&b), 'X'));
    record(&b, FCGI_PARAMS, 1, STR_NONE, 0);
    record(&b, FCGI_STDIN, 1, STR_NONE, 0);
    const char *events = events_of(&b);
    assert_non_null(strchr(events, 'c'));
    assert_null(strchr(events, 'X'));
}

static struct buf begun(void)
{
    struct buf b = buf_in(arena);
    begin(&b, 1, FCGI_RESPONDER, true);
    return b;
}

static void records_in_a_wrong_order_break_it(void **state)
{
    (void)state;
    struct buf early_body = begun(), twice = begun(), late_params = begun(), end = begun();

    record(&early_body, FCGI_STDIN, 1, STR("x"), 0);
    assert_string_equal(events_of(&early_body), "BX");

    begin(&twice, 1, FCGI_RESPONDER, true);
    assert_string_equal(events_of(&twice), "BX");

    record(&late_params, FCGI_PARAMS, 1, STR(""), 0);
    record(&late_params, FCGI_PARAMS, 1, STR("x"), 0);
    assert_string_equal(events_of(&late_params), "BhX");

    record(&end, FCGI_END_REQUEST, 1, STR("12345678"), 0);
    assert_string_equal(events_of(&end), "BX");
}

static void what_is_not_fastcgi_breaks_it_for_good(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    buf_add_c(&b, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_string_equal(events_of(&b), "X");

    struct fcgi_parser p;
    fcgi_parser_init(&p);
    struct heard h = listener();
    hear(&h, &p, buf_str(&b));
    struct buf good = buf_in(arena);
    post(&good, 1, true, STR(""));
    assert_string_equal(hear(&h, &p, buf_str(&good)), "XX");
    assert_false(fcgi_is_idle(&p)); /* so nobody takes it for idle */

    struct buf zero = buf_in(arena);
    begin(&zero, 0, FCGI_RESPONDER, true);
    assert_string_equal(events_of(&zero), "X");

    struct buf odd = buf_in(arena);
    record(&odd, FCGI_BEGIN_REQUEST, 1, STR("abc"), 0);
    assert_string_equal(events_of(&odd), "X");
}

static void records_of_requests_that_are_not_open_are_passed_over(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    record(&b, FCGI_PARAMS, 1, STR("x"), 2);
    record(&b, FCGI_STDIN, 3, STR("yyy"), 0);
    record(&b, FCGI_ABORT_REQUEST, 4, STR(""), 0);
    record(&b, 200, 5, STR("?"), 0);
    post(&b, 1, true, STR("z"));
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "Bhc");
    assert_true(str_eq(buf_str(&h.body), STR("z")));
}

static const unsigned char *end_record(const struct heard *h, size_t at)
{
    const unsigned char *r = (const unsigned char *)h->replies.p + at;
    assert_true(h->replies.n >= at + 16);
    assert_int_equal(r[0], 1);
    assert_int_equal(r[1], FCGI_END_REQUEST);
    assert_int_equal(r[5], 8);
    return r;
}

static void a_second_request_meanwhile_is_refused_and_the_first_goes_on(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    begin(&b, 1, FCGI_RESPONDER, true);
    begin(&b, 2, FCGI_RESPONDER, false);
    record(&b, FCGI_PARAMS, 2, STR("ignored"), 0);
    record(&b, FCGI_PARAMS, 2, STR(""), 0);
    record(&b, FCGI_PARAMS, 1, STR(""), 0);
    record(&b, FCGI_STDIN, 2, STR(""), 0);
    record(&b, FCGI_STDIN, 1, STR(""), 0);
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "Brhc");
    assert_int_equal(h.params.n, 0);
    const unsigned char *r = end_record(&h, 0);
    assert_int_equal(r[3], 2);
    assert_int_equal(r[12], FCGI_CANT_MPX_CONN);
}

static void a_role_that_we_do_not_play_is_refused(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    begin(&b, 1, FCGI_AUTHORIZER, true);
    record(&b, FCGI_PARAMS, 1, STR(""), 0);
    begin(&b, 1, FCGI_FILTER, false);
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "rr!");
    assert_int_equal(end_record(&h, 0)[12], FCGI_UNKNOWN_ROLE);
}

static void an_abort_ends_the_request(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    begin(&b, 1, FCGI_RESPONDER, true);
    record(&b, FCGI_PARAMS, 1, STR("x"), 0);
    record(&b, FCGI_ABORT_REQUEST, 1, STR(""), 0);
    begin(&b, 1, FCGI_RESPONDER, false);
    record(&b, FCGI_ABORT_REQUEST, 1, STR(""), 0);
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "Baba!");
    assert_int_equal(end_record(&h, 16)[12], FCGI_REQUEST_COMPLETE);
}

static void values_are_told_once_however_often_they_are_asked(void **state)
{
    (void)state;
    struct buf asked = buf_in(arena);
    for (int i = 0; i < 50; i++)
        pair(&asked, STR("FCGI_MPXS_CONNS"), STR(""));
    pair(&asked, STR("FCGI_MAX_CONNS"), STR(""));
    pair(&asked, STR("FCGI_ELSE"), STR(""));
    struct buf b = buf_in(arena);
    record(&b, FCGI_GET_VALUES, 0, buf_str(&asked), 0);
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "r");
    const unsigned char *r = (const unsigned char *)h.replies.p;
    assert_int_equal(r[1], FCGI_GET_VALUES_RESULT);
    struct str rest = str_of(h.replies.p + 8, (size_t)r[4] << 8 | r[5]), name, value;
    assert_int_equal(h.replies.n, 8 + rest.n + r[6]);
    assert_int_equal(h.replies.n % 8, 0);
    assert_true(take_pair(&rest, &name, &value));
    assert_true(str_eq(name, STR("FCGI_MAX_CONNS")) && str_eq(value, STR("4096")));
    assert_true(take_pair(&rest, &name, &value));
    assert_true(str_eq(name, STR("FCGI_MPXS_CONNS")) && str_eq(value, STR("0")));
    assert_int_equal(rest.n, 0);
}

static void values_asked_without_end_or_cut_off_break_it(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    record(&b, FCGI_GET_VALUES, 0, repeated('\0', FCGI_HELD_MAX), 0);
    assert_string_equal(events_of(&b), "r");
    record(&b, FCGI_GET_VALUES, 0, repeated('\0', FCGI_HELD_MAX + 1), 0);
    assert_string_equal(events_of(&b), "rX");
    struct buf cut = buf_in(arena);
    record(&cut, FCGI_GET_VALUES, 0,
           STR("\x0f\x00"
               "FCGI"),
           0);
    assert_string_equal(events_of(&cut), "X");
    struct buf none = buf_in(arena);
    record(&none, FCGI_GET_VALUES, 0, STR(""), 0);
    assert_string_equal(events_of(&none), "r");
}

static void an_unknown_management_record_is_named(void **state)
{
    (void)state;
    struct buf b = buf_in(arena);
    record(&b, 77, 0, STR("anything"), 5);
    struct heard h;
    assert_string_equal(all_at_once(&h, &b), "r");
    assert_int_equal(h.replies.p[1], FCGI_UNKNOWN_TYPE);
    assert_int_equal(h.replies.p[8], 77);
}

static void params_fit_up_to_the_pair_that_is_cut_off(void **state)
{
    (void)state;
    struct buf params = buf_in(arena);
    pair(&params, STR("A"), STR("1"));
    size_t first = params.n;
    pair(&params, STR("B"), repeated('v', 200));
    for (size_t n = 0; n <= params.n; n++) {
        struct fcgi_fit fit = fcgi_params_fit(str_head(buf_str(&params), n));
        assert_int_equal(fit.bytes, n < first ? 0 : n < params.n ? first : params.n);
        assert_false(fit.more || fit.has_nul);
    }
    /* Two gigabytes are claimed. */
    assert_int_equal(fcgi_params_fit(STR("\xff\xff\xff\xff\xff\xff\xff\xff")).bytes, 0);
    assert_int_equal(fcgi_params_fit(STR("\x01\xff\xff\xff\xff"
                                         "A"))
                         .bytes,
                     0);
}

static void params_fit_up_to_the_bound_of_their_number(void **state)
{
    (void)state;
    struct buf params = buf_in(arena);
    for (int i = 0; i < FCGI_PARAMS_MAX; i++)
        pair(&params, STR("A"), STR(""));
    size_t n = params.n;
    struct fcgi_fit fit = fcgi_params_fit(buf_str(&params));
    assert_int_equal(fit.bytes, n);
    assert_false(fit.more);
    pair(&params, STR("A"), STR(""));
    fit = fcgi_params_fit(buf_str(&params));
    assert_int_equal(fit.bytes, n);
    assert_true(fit.more);
}

static void a_nul_in_a_name_or_a_value_is_found(void **state)
{
    (void)state;
    static const struct {
        struct str name, value;
    } with_nul[] = {{STR("A\0"), STR("1")},
                    {STR("A"), STR("\0")},
                    {STR("A"), STR("1\0"
                                   "2")}};
    for (size_t i = 0; i < 3; i++) {
        struct buf params = buf_in(arena);
        pair(&params, STR("B"), STR("2"));
        pair(&params, with_nul[i].name, with_nul[i].value);
        assert_true(fcgi_params_fit(buf_str(&params)).has_nul);
    }
}

/* ---- requests in one piece ---- */

static void assert_whole(const struct buf *b, bool expected)
{
    /* In memory of its own, so that a read past it is seen. */
    char *copy = malloc(b->n);
    memcpy(copy, b->p, b->n);
    struct fcgi_whole w;
    assert_int_equal(fcgi_whole(str_of(copy, b->n), &w), expected);
    free(copy);
}

/* What web servers send: KEEP or not, PADDING where nginx has some, BODY in pieces of at most 16
 * KB. */
static struct buf as_servers_send(int id, bool keep, struct str body, size_t padding)
{
    struct buf b = buf_in(arena), params = buf_in(arena);
    pair(&params, STR("REQUEST_METHOD"), STR("POST"));
    pair(&params, STR("REQUEST_URI"), STR("/comment"));
    begin(&b, id, FCGI_RESPONDER, keep);
    record(&b, FCGI_PARAMS, id, buf_str(&params), padding);
    record(&b, FCGI_PARAMS, id, STR(""), 0);
    for (; body.n > 0; body = str_skip(body, 16384))
        record(&b, FCGI_STDIN, id, str_head(body, 16384), padding);
    record(&b, FCGI_STDIN, id, STR(""), 0);
    return b;
}

static void a_request_in_one_piece_is_known(void **state)
{
    (void)state;
    static const size_t bodies[] = {0, 1, 16384, 16385, 40000};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        for (size_t padding = 0; padding < 8; padding += 7) {
            struct buf b = as_servers_send(513, padding == 0, repeated('b', bodies[i]), padding);
            struct fcgi_whole w;
            assert_true(fcgi_whole(buf_str(&b), &w));
            assert_int_equal(w.id, 513);
            assert_int_equal(w.keep, padding == 0);
            assert_int_equal(w.body, bodies[i]);
        }
}

static void a_request_cut_off_anywhere_or_with_more_behind_it_is_not(void **state)
{
    (void)state;
    struct buf b = as_servers_send(1, true, STR("body"), 3);
    size_t n = b.n;
    for (b.n = 0; b.n < n; b.n++)
        assert_whole(&b, false);
    assert_whole(&b, true);
    buf_add_char(&b, 1);
    assert_whole(&b, false);
    b.n = n;
    struct buf next = as_servers_send(1, true, STR(""), 0);
    buf_add(&b, buf_str(&next));
    assert_whole(&b, false);
}

/* Each of these is another kind of request than the first one of the test above, or none. */
static void what_libfcgi_must_not_see_is_not_whole(void **state)
{
    (void)state;
    struct buf params = buf_in(arena), nul = buf_in(arena), many = buf_in(arena);
    pair(&params, STR("REQUEST_METHOD"), STR("GET"));
    pair(&nul, STR("REQUEST_URI"), STR("/\0"));
    for (int i = 0; i <= FCGI_PARAMS_MAX; i++)
        pair(&many, STR("A"), STR(""));
    struct str good = buf_str(&params);
    struct {
        int role, begin_padding, params_padding, end_padding, other_type, other_id, second_id;
        struct str params;
        bool fits;
    } cases[] = {
        {.role = FCGI_RESPONDER, .params = good, .fits = true},
        {.role = FCGI_AUTHORIZER, .params = good},
        {.role = FCGI_FILTER, .params = good},
        {.role = FCGI_RESPONDER, .params = good, .begin_padding = 1},
        {.role = FCGI_RESPONDER, .params = good, .params_padding = 1},
        {.role = FCGI_RESPONDER, .params = good, .end_padding = 1},
        {.role = FCGI_RESPONDER, .params = buf_str(&nul)},
        {.role = FCGI_RESPONDER, .params = buf_str(&many)},
        {.role = FCGI_RESPONDER, .params = str_head(good, good.n - 1)},
        {.role = FCGI_RESPONDER, .params = STR("\x01\xff\xff\xff\xffX")},
        {.role = FCGI_RESPONDER, .params = STR("")},
        {.role = FCGI_RESPONDER, .params = good, .second_id = 2},
        {.role = FCGI_RESPONDER, .params = good, .other_type = FCGI_GET_VALUES},
        {.role = FCGI_RESPONDER, .params = good, .other_type = FCGI_ABORT_REQUEST, .other_id = 1},
        {.role = FCGI_RESPONDER, .params = good, .other_type = FCGI_DATA, .other_id = 1},
        {.role = FCGI_RESPONDER, .params = good, .other_type = FCGI_BEGIN_REQUEST, .other_id = 2},
        {.role = FCGI_RESPONDER, .params = good, .other_type = FCGI_STDIN, .other_id = 2},
        {.role = FCGI_RESPONDER, .params = good, .other_type = 200, .other_id = 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = buf_in(arena);
        const char role[8] = {0, (char)cases[i].role, 1};
        record(&b, FCGI_BEGIN_REQUEST, 1, str_of(role, 8), (size_t)cases[i].begin_padding);
        record(&b, FCGI_PARAMS, 1, cases[i].params, 0);
        record(&b, FCGI_PARAMS, cases[i].second_id ? cases[i].second_id : 1, STR(""),
               (size_t)cases[i].params_padding);
        if (cases[i].other_type)
            record(&b, cases[i].other_type, cases[i].other_id, STR("12345678"), 0);
        record(&b, FCGI_STDIN, 1, STR(""), (size_t)cases[i].end_padding);
        assert_whole(&b, cases[i].fits);
    }
}

static void noise_is_survived(void **state)
{
    (void)state;
    uint32_t x = 1;
    for (int round = 0; round < 20000; round++) {
        unsigned char noise[200];
        for (size_t i = 0; i < sizeof noise; i++) {
            x = x * 1664525 + 1013904223;
            noise[i] = (unsigned char)(x >> 24);
            if (i % 16 < 5) /* likely enough to be records */
                noise[i] = i % 16 == 0 ? 1 : i % 16 == 1 ? noise[i] % 12 : i % 16 == 3 ? 1 : 0;
        }
        struct buf b = {.p = (char *)noise, .n = sizeof noise, .cap = sizeof noise, .arena = arena};
        events_of(&b);
        assert_same_in_pieces(&b, 1 + (size_t)round % 13);
        arena_reset(arena);
    }
}

/* An answer's records taken apart again. */
static struct str content_of_answer(const struct iovec *v, size_t n, int id)
{
    struct buf wire = buf_in(arena), content = buf_in(arena);
    for (size_t i = 0; i < n; i++)
        buf_add(&wire, str_of(v[i].iov_base, v[i].iov_len));
    struct str rest = buf_str(&wire);
    for (;;) {
        assert_true(rest.n >= 8);
        const unsigned char *h = (const unsigned char *)rest.p;
        size_t length = (size_t)h[4] << 8 | h[5];
        assert_int_equal(h[0], 1);
        assert_int_equal(h[2] << 8 | h[3], id);
        assert_int_equal((length + h[6]) % 8, 0);
        assert_true(rest.n >= 8 + length + h[6]);
        if (h[1] == FCGI_END_REQUEST) {
            assert_int_equal(rest.n, 16);
            return buf_str(&content);
        }
        assert_int_equal(h[1], FCGI_STDOUT);
        assert_true(length > 0);
        buf_add(&content, str_of(rest.p + 8, length));
        rest = str_skip(rest, 8 + length + h[6]);
    }
}

static void an_answer_of_any_size_is_whole_records(void **state)
{
    (void)state;
    static const size_t sizes[] = {0,     1,     7,     65000, 65515,  65516,  65517,
                                   65528, 65535, 65536, 70000, 131056, 5000000};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (int parts = 0; parts < 5; parts++) {
            struct buf expected = buf_in(arena);
            struct str head = STR("Status: 200\r\n");
            buf_add(&expected, head);
            struct iovec body[5];
            for (int i = 0; i < parts; i++) {
                struct str part = repeated((char)('a' + i), i == 1 ? 0 : sizes[s] / 2 + 1);
                body[i] = (struct iovec){.iov_base = (void *)(uintptr_t)part.p, .iov_len = part.n};
                buf_add(&expected, part);
            }
            size_t n;
            struct iovec *v = fcgi_answer(arena, 513, head, body, parts, &n);
            assert_true(str_eq(content_of_answer(v, n, 513), buf_str(&expected)));
            arena_reset(arena);
        }
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_request_gives_its_params_and_body),
        TEST(pieces_of_any_size_give_the_same_as_all_at_once),
        TEST(one_request_follows_another_on_a_connection),
        TEST(a_request_cut_off_anywhere_is_just_not_complete),
        TEST(params_beyond_the_bound_are_still_read_to_their_end),
        TEST(records_in_a_wrong_order_break_it),
        TEST(what_is_not_fastcgi_breaks_it_for_good),
        TEST(records_of_requests_that_are_not_open_are_passed_over),
        TEST(a_second_request_meanwhile_is_refused_and_the_first_goes_on),
        TEST(a_role_that_we_do_not_play_is_refused),
        TEST(an_abort_ends_the_request),
        TEST(values_are_told_once_however_often_they_are_asked),
        TEST(values_asked_without_end_or_cut_off_break_it),
        TEST(an_unknown_management_record_is_named),
        TEST(params_fit_up_to_the_pair_that_is_cut_off),
        TEST(params_fit_up_to_the_bound_of_their_number),
        TEST(a_nul_in_a_name_or_a_value_is_found),
        TEST(a_request_in_one_piece_is_known),
        TEST(a_request_cut_off_anywhere_or_with_more_behind_it_is_not),
        TEST(what_libfcgi_must_not_see_is_not_whole),
        TEST(noise_is_survived),
        TEST(an_answer_of_any_size_is_whole_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

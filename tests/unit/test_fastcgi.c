/* SPDX-License-Identifier: MIT */
/* The responder on a real socket, with a small handler and blocking clients. Nothing here sleeps:
 * what must have happened is waited for. */
#include "base/buf.h"
#include "base/rand.h"
#include "cache/page.h"
#include "web/fcgi/fastcgi.h"
#include "web/fcgi/conn.h"
#include "web/fcgi/record.h"
#include "web/fcgi/listen.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcgiapp.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

enum { BIG_BYTES = 5 * 1000 * 1000, BODY_LIMIT = 300 * 1000, CONNS_MAX = 400 };

/* ---- libfcgi ---- */

static _Atomic uint64_t accepts;

/* Stands before the library's own, and counts. */
int FCGX_Accept_r(FCGX_Request *r)
{
    int (*own)(FCGX_Request *) = NULL;
    *(void **)&own = dlsym(RTLD_NEXT, "FCGX_Accept_r");
    int result = own(r);
    accepts += result == 0;
    return result;
}

/* ---- the handler ---- */

struct site {
    char folder[32], socket[48];
    struct fastcgi *fastcgi;
    sem_t entered, gate; /* a request to /gate posts the one and waits for the other */
    char *big;
};

static void route(void *ctx, struct exchange *x)
{
    (void)ctx;
    x->body_limit = BODY_LIMIT;
    bool slow = str_starts(x->rq.path, STR("/slow")) || str_eq(x->rq.path, STR("/gate"));
    x->pool = slow ? POOL_SLOW : POOL_PAGE;
}

static void respond(struct exchange *x, int status, struct str text)
{
    x->rs.status = status;
    response_header(x, "Content-Type", STR("text/plain"));
    response_body(x, text);
}

static void answer_page(struct exchange *x)
{
    struct err e;
    struct page *page;
    struct str mark = hole_mark(x->arena, (struct hole){.kind = HOLE_VIEWS, .id = 1});
    assert_int_equal(page_new(&page, arena_join(x->arena, STR("views: "), mark), &e), OK);
    struct str fill = STR("1,234");
    struct page_body body = page_body(page, PAGE_IDENTITY, PAGE_IDENTITY, &fill, x->arena);
    x->rs.status = 200;
    x->rs.body = body.parts;
    x->rs.body_parts = body.n;
    x->rs.body_size = body.size;
    x->rs.pinned = body.coded;
    page_unref(&page);
}

static void answer(void *ctx, struct exchange *x)
{
    struct site *s = ctx;
    struct request *rq = &x->rq;
    if (rq->head_too_large)
        respond(x, 431, STR("too large"));
    else if (str_eq(rq->path, STR("/deferred")) && x->pool == POOL_PAGE)
        x->deferred = true;
    else if (str_eq(rq->path, STR("/deferred")))
        respond(x, 200, STR("slow"));
    else if (rq->malformed)
        respond(x, 400, STR("malformed"));
    else if (rq->body_too_large)
        respond(x, 413, arena_printf(x->arena, "%zu bytes kept", rq->body.n));
    else if (str_ends(rq->path, STR("big")))
        respond(x, 200, str_of(s->big, BIG_BYTES));
    else if (str_ends(rq->path, STR("page")))
        answer_page(x);
    else if (rq->method == METHOD_POST)
        respond(x, 200, rq->body);
    else
        respond(x, 200, rq->target);
    if (str_eq(rq->path, STR("/gate"))) {
        sem_post(&s->entered);
        while (sem_wait(&s->gate) < 0 && errno == EINTR)
            ;
    }
}

static void refuse(void *ctx, struct exchange *x)
{
    (void)ctx;
    respond(x, 503, STR("refused"));
}

/* ---- set up ---- */

static int set_up_with(void **state, int page_threads, int stop_grace_ms, int stop_timeout_ms)
{
    rand_init();
    struct site *s = calloc(1, sizeof *s);
    snprintf(s->folder, sizeof s->folder, "/tmp/fastcgi-XXXXXX");
    if (mkdtemp(s->folder) == NULL)
        return -1;
    snprintf(s->socket, sizeof s->socket, "%s/socket", s->folder);
    sem_init(&s->entered, 0, 0);
    sem_init(&s->gate, 0, 0);
    s->big = malloc(BIG_BYTES);
    for (size_t i = 0; i < BIG_BYTES; i++)
        s->big[i] = (char)(i * 31 >> 3);

    struct err e;
    struct fastcgi_options o = {.folder = s->folder,
                                .page_threads = page_threads,
                                .slow_threads = 1,
                                .slow_queue_max = 1,
                                .conns_max = CONNS_MAX,
                                .stop_grace_ms = stop_grace_ms,
                                .stop_timeout_ms = stop_timeout_ms};
    char spec[64];
    const char *made;
    snprintf(spec, sizeof spec, "unix:%s", s->socket);
    struct web_handler handler = {.ctx = s, .route = route, .answer = answer, .refuse = refuse};
    assert_int_equal(listen_socket(spec, &o.listen_fd, &made, &e), OK);
    assert_int_equal(fastcgi_start(&s->fastcgi, &o, &handler, &e), OK);
    *state = s;
    return 0;
}

static int set_up(void **state)
{
    return set_up_with(state, 2, 50, 20000);
}

/* With one thread, whatever blocks shows at once. */
static int set_up_one_thread(void **state)
{
    return set_up_with(state, 1, 50, 20000);
}

static int set_up_impatient(void **state)
{
    return set_up_with(state, 1, 50, 50);
}

/* So much grace that nothing is closed before a test has done with it. */
static int set_up_patient(void **state)
{
    return set_up_with(state, 2, 20000, 20000);
}

static int tear_down(void **state)
{
    struct site *s = *state;
    fastcgi_stop(&s->fastcgi);
    unlink(s->socket);
    rmdir(s->folder);
    free(s->big);
    free(s);
    return 0;
}

/* ---- clients ---- */

static int try_connect(const struct site *s)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    snprintf(at.sun_path, sizeof at.sun_path, "%s", s->socket);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    struct timeval limit = {.tv_sec = 20};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(fd, (struct sockaddr *)&at, sizeof at) == 0)
        return fd;
    close(fd);
    return -1;
}

static int client(const struct site *s)
{
    int fd = try_connect(s);
    assert_true(fd >= 0);
    return fd;
}

static void send_all(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        assert_true(n > 0);
        bytes = str_skip(bytes, (size_t)n);
    }
}

/* False at the connection's end. */
static bool receive_all(int fd, void *to, size_t n)
{
    for (char *p = to; n > 0;) {
        ssize_t got = recv(fd, p, n, 0);
        if (got == 0 || (got < 0 && errno == ECONNRESET))
            return false;
        assert_true(got > 0);
        p += got;
        n -= (size_t)got;
    }
    return true;
}

static void record(struct buf *to, int type, int id, struct str content)
{
    const unsigned char h[8] = {1,
                                (unsigned char)type,
                                (unsigned char)(id >> 8),
                                (unsigned char)(id & 255),
                                (unsigned char)(content.n >> 8),
                                (unsigned char)(content.n & 255)};
    buf_add(to, str_of((const char *)h, 8));
    buf_add(to, content);
}

static void pair(struct buf *to, const char *name, struct str value)
{
    buf_add_char(to, (char)strlen(name));
    buf_add_char(to, (char)value.n);
    buf_add_c(to, name);
    buf_add(to, value);
}

struct ask {
    int id;
    const char *method, *target, *content_length, *software;
    struct str body;
    bool close;
};

static void begin(struct buf *to, const struct ask *a)
{
    const char body[8] = {0, FCGI_RESPONDER, !a->close};
    record(to, FCGI_BEGIN_REQUEST, a->id, str_of(body, 8));
    struct buf params = {0};
    pair(&params, "REQUEST_METHOD", str_from(a->method));
    pair(&params, "REQUEST_URI", str_from(a->target));
    if (a->content_length != NULL)
        pair(&params, "CONTENT_LENGTH", str_from(a->content_length));
    if (a->software != NULL)
        pair(&params, "SERVER_SOFTWARE", str_from(a->software));
    record(to, FCGI_PARAMS, a->id, buf_str(&params));
    record(to, FCGI_PARAMS, a->id, STR_NONE);
    buf_release(&params);
}

static void request(struct buf *to, struct ask a)
{
    a.id = a.id ? a.id : 1;
    a.method = a.method ? a.method : "GET";
    begin(to, &a);
    for (struct str rest = a.body; rest.n > 0; rest = str_skip(rest, 60000))
        record(to, FCGI_STDIN, a.id, str_head(rest, 60000));
    record(to, FCGI_STDIN, a.id, STR_NONE);
}

static void send_request(int fd, struct ask a)
{
    struct buf b = {0};
    request(&b, a);
    send_all(fd, buf_str(&b));
    buf_release(&b);
}

struct answer {
    int status, id;
    struct buf bytes;
    struct str body;
};

static void answer_release(struct answer *a)
{
    buf_release(&a->bytes);
}

/* Reads up to END_REQUEST; false where the connection ends before. */
static bool read_answer(int fd, struct answer *a)
{
    *a = (struct answer){0};
    unsigned char h[8];
    while (receive_all(fd, h, sizeof h)) {
        size_t n = (size_t)h[4] << 8 | h[5];
        a->id = h[2] << 8 | h[3];
        char skipped[256];
        if (!receive_all(fd, buf_reserve(&a->bytes, n + 1), n) || !receive_all(fd, skipped, h[6]))
            return false;
        if (h[1] != FCGI_STDOUT && h[1] != FCGI_END_REQUEST)
            continue;
        if (h[1] == FCGI_STDOUT) {
            a->bytes.n += n;
            continue;
        }
        buf_reserve(&a->bytes, 1)[0] = '\0';
        size_t head = str_find(buf_str(&a->bytes), STR("\r\n\r\n"));
        if (sscanf(a->bytes.p, "Status: %d", &a->status) != 1)
            a->status = 0;
        a->body = str_skip(buf_str(&a->bytes), head + 4);
        return true;
    }
    return false;
}

static void assert_answer(int fd, int id, int status, struct str body)
{
    struct answer a;
    assert_true(read_answer(fd, &a));
    assert_int_equal(a.id, id);
    assert_int_equal(a.status, status);
    assert_true(str_eq(a.body, body));
    answer_release(&a);
}

static void assert_ended(int fd)
{
    char c;
    assert_false(receive_all(fd, &c, 1));
}

static void wait_entered(struct site *s)
{
    while (sem_wait(&s->entered) < 0 && errno == EINTR)
        ;
}

/* ---- tests ---- */

static void one_connection_carries_many_requests(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    const int ids[] = {1, 1, 7, 65535, 1};
    for (size_t i = 0; i < 5; i++) {
        send_request(fd, (struct ask){.id = ids[i], .target = "/a?b"});
        assert_answer(fd, ids[i], 200, STR("/a?b"));
        send_request(fd, (struct ask){.id = ids[i], .target = "/slow"});
        assert_answer(fd, ids[i], 200, STR("/slow"));
    }
    assert_int_equal(fastcgi_stats(s->fastcgi).requests, 10);
    assert_int_equal(fastcgi_stats(s->fastcgi).connections, 1);
    close(fd);
}

static void without_the_flag_the_connection_is_closed_after_the_answer(void **state)
{
    struct site *s = *state;
    static const char *const targets[] = {"/a", "/slow", "/big"};
    for (int i = 0; i < 3; i++) {
        int fd = client(s);
        send_request(fd, (struct ask){.target = targets[i], .close = true});
        struct answer a;
        assert_true(read_answer(fd, &a));
        assert_int_equal(a.status, 200);
        answer_release(&a);
        assert_ended(fd);
        close(fd);
    }
}

static void requests_sent_ahead_are_answered_in_order(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    struct buf b = {0};
    char target[32];
    for (int i = 0; i < 400; i++) {
        snprintf(target, sizeof target, "/%s%d", i % 7 == 3 ? "slow" : "page?", i);
        request(&b, (struct ask){.id = i + 1, .target = target});
    }
    send_all(fd, buf_str(&b));
    buf_release(&b);
    for (int i = 0; i < 400; i++) {
        snprintf(target, sizeof target, "/slow%d", i);
        assert_answer(fd, i + 1, 200, i % 7 == 3 ? str_from(target) : STR("views: 1,234"));
    }
    close(fd);
}

static void a_request_byte_by_byte_is_answered(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    struct buf b = {0};
    request(&b, (struct ask){
                    .method = "POST", .target = "/", .body = STR("a=1"), .content_length = "3"});
    for (size_t i = 0; i < b.n; i++)
        send_all(fd, str_of(b.p + i, 1));
    assert_answer(fd, 1, 200, STR("a=1"));
    buf_release(&b);
    close(fd);
}

static void every_request_is_read_by_libfcgi_however_it_comes(void **state)
{
    struct site *s = *state;
    uint64_t before = accepts;
    int fd = client(s);
    char *body = malloc(BODY_LIMIT);
    memset(body, 'b', BODY_LIMIT);
    struct str large = str_of(body, BODY_LIMIT), small = str_of(body, 10000);
    struct ask asks[] = {
        {.target = "/whole"},
        {.target = "/slow/whole"},
        {.method = "POST", .target = "/", .body = small, .content_length = "10000"},
        {.method = "POST", .target = "/", .body = large, .content_length = "300000"},
        {.method = "POST", .target = "/", .body = large}};
    const size_t n = sizeof asks / sizeof *asks;
    for (size_t i = 0; i < n; i++) {
        send_request(fd, asks[i]);
        assert_answer(fd, 1, 200, asks[i].body.n > 0 ? asks[i].body : str_from(asks[i].target));
        assert_int_equal(accepts - before, i + 1);
    }
    struct buf b = {0};
    record(&b, FCGI_GET_VALUES, 0, STR_NONE);
    request(&b, (struct ask){.target = "/after/values"});
    request(&b, (struct ask){.target = "/ahead"});
    send_all(fd, buf_str(&b));
    buf_release(&b);
    assert_answer(fd, 1, 200, STR("/after/values"));
    assert_answer(fd, 1, 200, STR("/ahead"));
    assert_int_equal(accepts - before, n + 2);
    assert_int_equal(fastcgi_stats(s->fastcgi).requests, n + 2);
    free(body);
    close(fd);
}

static void a_client_that_has_shut_its_side_still_gets_its_answer(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    send_request(fd, (struct ask){.target = "/slow"});
    shutdown(fd, SHUT_WR);
    assert_answer(fd, 1, 200, STR("/slow"));
    assert_ended(fd);
    close(fd);
}

static void many_connections_hold_nobody_up(void **state)
{
    struct site *s = *state;
    enum { MANY = 300 };
    int fds[MANY];
    for (int i = 0; i < MANY; i++) {
        fds[i] = client(s);
        send_all(fds[i], STR("\1")); /* the first byte of a record */
    }
    int other = client(s);
    send_request(other, (struct ask){.target = "/other"});
    assert_answer(other, 1, 200, STR("/other"));
    close(other);
    struct buf b = {0};
    request(&b, (struct ask){.target = "/rest"});
    for (int i = 0; i < MANY; i++)
        send_all(fds[i], str_skip(buf_str(&b), 1));
    for (int i = 0; i < MANY; i++) {
        assert_answer(fds[i], 1, 200, STR("/rest"));
        close(fds[i]);
    }
    buf_release(&b);
}

static void more_connections_than_are_taken_wait_for_room(void **state)
{
    struct site *s = *state;
    int fds[CONNS_MAX];
    for (int i = 0; i < CONNS_MAX; i++)
        fds[i] = client(s);
    send_request(fds[CONNS_MAX - 1], (struct ask){.target = "/last"});
    assert_answer(fds[CONNS_MAX - 1], 1, 200, STR("/last"));
    int waits = client(s);
    send_request(waits, (struct ask){.target = "/waits"});
    send_request(fds[0], (struct ask){.target = "/first"});
    assert_answer(fds[0], 1, 200, STR("/first"));
    struct pollfd p = {.fd = waits, .events = POLLIN};
    assert_int_equal(poll(&p, 1, 0), 0);
    close(fds[0]);
    assert_answer(waits, 1, 200, STR("/waits"));
    close(waits);
    for (int i = 1; i < CONNS_MAX; i++)
        close(fds[i]);
}

static void descriptors_that_run_out_are_waited_for(void **state)
{
    struct site *s = *state;
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    snprintf(at.sun_path, sizeof at.sun_path, "%s", s->socket);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int next = dup(fd);
    close(next);
    struct rlimit before, none_left;
    getrlimit(RLIMIT_NOFILE, &before);
    none_left = before;
    none_left.rlim_cur = (rlim_t)next;
    setrlimit(RLIMIT_NOFILE, &none_left);
    assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
    send_request(fd, (struct ask){.target = "/late"});
    struct pollfd p = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&p, 1, 20), 0);
    setrlimit(RLIMIT_NOFILE, &before);
    assert_answer(fd, 1, 200, STR("/late"));
    close(fd);
}

static void a_slow_reader_of_a_large_answer_holds_nobody_up(void **state)
{
    struct site *s = *state;
    static const char *const targets[] = {"/big", "/slow/big"};
    for (int i = 0; i < 2; i++) {
        int slow[3];
        for (int k = 0; k < 3; k++) {
            slow[k] = client(s);
            send_request(slow[k], (struct ask){.target = targets[i]});
            char c; /* the answer has begun */
            assert_int_equal(recv(slow[k], &c, 1, MSG_PEEK), 1);
        }
        int other = client(s);
        for (int k = 0; k < 10; k++) {
            send_request(other, (struct ask){.target = k % 2 ? "/a" : "/slow"});
            assert_answer(other, 1, 200, k % 2 ? STR("/a") : STR("/slow"));
        }
        close(other);
        for (int k = 0; k < 2; k++) {
            assert_answer(slow[k], 1, 200, str_of(s->big, BIG_BYTES));
            send_request(slow[k], (struct ask){.target = "/after"});
            assert_answer(slow[k], 1, 200, STR("/after"));
        }
        for (int k = 0; k < 3; k++)
            close(slow[k]); /* the last without having read it */
    }
}

static void a_body_comes_whole(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    struct str body = str_of(s->big, BODY_LIMIT);
    send_request(fd, (struct ask){.method = "POST", .target = "/slow", .body = body});
    assert_answer(fd, 1, 200, body);
    send_request(
        fd,
        (struct ask){.method = "POST", .target = "/", .body = body, .content_length = "300000"});
    assert_answer(fd, 1, 200, body);
    close(fd);
}

static void a_body_counts_from_its_first_byte_until_it_is_answered(void **state)
{
    struct site *s = *state;
    struct web_handler handler = {.ctx = s, .route = route, .answer = answer, .refuse = refuse};
    struct conn_shared shared;
    int fds[2];
    conn_shared_init(&shared, &handler, NULL);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), 0);
    struct conn *c = conn_new(&shared, fds[0]);
    struct buf begun = {0};
    begin(&begun, &(struct ask){.id = 1, .method = "POST", .target = "/slow"});
    send_all(fds[1], buf_str(&begun));
    for (size_t sent = 10000; sent <= 70000; sent += 10000) {
        begun.n = 0;
        record(&begun, FCGI_STDIN, 1, str_of(s->big, 10000));
        send_all(fds[1], buf_str(&begun));
        assert_int_equal(conn_run(c), CONN_READ);
        assert_int_equal(shared.body_bytes, sent);
    }
    conn_free(c);
    assert_int_equal(shared.body_bytes, 0);
    buf_release(&begun);
    close(fds[1]);
    conn_shared_release(&shared);
}

static void a_body_over_the_limit_is_dropped_and_the_connection_stays_good(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    struct str body = str_of(s->big, BIG_BYTES);
    send_request(fd, (struct ask){.method = "POST", .target = "/", .body = body});
    assert_answer(fd, 1, 413, STR("0 bytes kept"));
    send_request(
        fd,
        (struct ask){.method = "POST", .target = "/", .body = body, .content_length = "5000000"});
    assert_answer(fd, 1, 413, STR("0 bytes kept"));
    send_request(fd, (struct ask){.target = "/good"});
    assert_answer(fd, 1, 200, STR("/good"));
    close(fd);
}

static void a_body_of_another_length_than_promised_is_malformed(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    static const char *const lengths[] = {"4", "1000", "2", "-1", "3x", "99999999999999999999"};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        send_request(fd, (struct ask){.method = "POST",
                                      .target = "/",
                                      .body = STR("a=1"),
                                      .content_length = lengths[i]});
        assert_answer(fd, 1, 400, STR("malformed"));
    }
    send_request(
        fd,
        (struct ask){.method = "POST", .target = "/", .body = STR("a=1"), .content_length = ""});
    assert_answer(fd, 1, 200, STR("a=1"));
    close(fd);
}

static void a_full_queue_refuses_and_pages_go_on(void **state)
{
    struct site *s = *state;
    int first = client(s), others[2] = {client(s), client(s)};
    send_request(first, (struct ask){.target = "/gate"});
    wait_entered(s); /* the one slow thread is taken */
    for (int i = 0; i < 2; i++)
        send_request(others[i], (struct ask){.target = "/slow"});
    struct pollfd p[2] = {{.fd = others[0], .events = POLLIN}, {.fd = others[1], .events = POLLIN}};
    assert_int_equal(poll(p, 2, 20000), 1);
    int refused = p[1].revents != 0;
    assert_answer(others[refused], 1, 503, STR("refused"));
    assert_int_equal(fastcgi_stats(s->fastcgi).refused, 1);

    send_request(others[refused], (struct ask){.target = "/page"});
    assert_answer(others[refused], 1, 200, STR("views: 1,234"));
    sem_post(&s->gate);
    assert_answer(first, 1, 200, STR("/gate"));
    assert_answer(others[!refused], 1, 200, STR("/slow"));
    close(first);
    close(others[0]);
    close(others[1]);
}

static void a_client_that_goes_away_is_no_trouble(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    send_request(fd, (struct ask){.target = "/gate"});
    wait_entered(s);
    close(fd);
    sem_post(&s->gate);
    struct buf b = {0};
    request(&b, (struct ask){.method = "POST", .target = "/slow/big", .body = STR("x")});
    for (size_t n = 0; n <= b.n; n++) {
        fd = client(s);
        send_all(fd, str_head(buf_str(&b), n));
        close(fd);
    }
    buf_release(&b);
    fd = client(s);
    send_request(fd, (struct ask){.target = "/still"});
    assert_answer(fd, 1, 200, STR("/still"));
    close(fd);
}

static void what_is_not_fastcgi_ends_the_connection_and_is_counted(void **state)
{
    struct site *s = *state;
    struct buf b = {0};
    const char open[8] = {0, FCGI_RESPONDER, 1};
    static const struct str bad[] = {{"GET / HTTP/1.1\r\n\r\n", 18}, {"\x80\x80", 2}, {"\x05", 1}};
    for (int i = 0; i < 3; i++) {
        b.n = 0;
        record(&b, FCGI_BEGIN_REQUEST, 1, str_of(open, 8));
        record(&b, FCGI_PARAMS, 1, bad[i]);
        record(&b, FCGI_PARAMS, 1, STR_NONE);
        int fd = client(s);
        send_all(fd, i == 0 ? bad[0] : buf_str(&b));
        assert_ended(fd);
        close(fd);
        assert_int_equal(fastcgi_stats(s->fastcgi).protocol_errors, i + 1);
    }
    buf_release(&b);
}

static void a_head_with_more_than_is_taken_is_read_to_its_end_and_answered(void **state)
{
    struct site *s = *state;
    const char open[8] = {0, FCGI_RESPONDER, 1};
    struct buf long_value = {0}, b = {0};
    for (int i = 0; i < FCGI_CONTENT_MAX - 100; i++)
        buf_add_char(&long_value, 'v');
    uint64_t errors = fastcgi_stats(s->fastcgi).protocol_errors;
    for (int how = 0; how < 2; how++) {
        struct buf params = {0};
        pair(&params, "REQUEST_METHOD", STR("GET"));
        pair(&params, "REQUEST_URI", STR("/still"));
        for (int i = 0; how == 0 && i < FCGI_PARAMS_MAX; i++)
            pair(&params, "A", STR("b"));
        b.n = 0;
        record(&b, FCGI_BEGIN_REQUEST, 1, str_of(open, 8));
        record(&b, FCGI_PARAMS, 1, buf_str(&params));
        for (int i = 0; how == 1 && i < 40; i++) {
            params.n = 0;
            pair(&params, "B", buf_str(&long_value));
            record(&b, FCGI_PARAMS, 1, buf_str(&params));
        }
        record(&b, FCGI_PARAMS, 1, STR_NONE);
        record(&b, FCGI_STDIN, 1, STR_NONE);
        int fd = client(s);
        send_all(fd, buf_str(&b));
        assert_answer(fd, 1, 431, STR("too large"));
        send_request(fd, (struct ask){.target = "/still"});
        assert_answer(fd, 1, 200, STR("/still"));
        close(fd);
        buf_release(&params);
    }
    assert_int_equal(fastcgi_stats(s->fastcgi).protocol_errors, errors);
    buf_release(&b);
    buf_release(&long_value);
}

/* The handler finds on a page thread that it costs more than that may spend. */
static void what_a_page_thread_defers_is_answered_once_by_the_slow_pool(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    for (int i = 0; i < 3; i++) {
        send_request(fd, (struct ask){.target = "/deferred"});
        assert_answer(fd, 1, 200, STR("slow"));
    }
    send_request(fd, (struct ask){.target = "/still"});
    assert_answer(fd, 1, 200, STR("/still"));
    close(fd);
}

static void a_second_request_an_abort_and_another_role_end_with_a_record(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    struct buf b = {0};
    struct ask first = {.id = 1, .method = "GET", .target = "/first"};
    begin(&b, &first);
    request(&b, (struct ask){.id = 2, .target = "/second"});
    record(&b, FCGI_STDIN, 1, STR_NONE);
    send_all(fd, buf_str(&b));
    assert_answer(fd, 2, 0, STR(""));
    assert_answer(fd, 1, 200, STR("/first"));

    b.n = 0;
    begin(&b, &first);
    record(&b, FCGI_ABORT_REQUEST, 1, STR_NONE);
    request(&b, (struct ask){.id = 3, .target = "/third"});
    send_all(fd, buf_str(&b));
    assert_answer(fd, 1, 0, STR(""));
    assert_answer(fd, 3, 200, STR("/third"));

    b.n = 0;
    const char filter[8] = {0, FCGI_FILTER, 0};
    record(&b, FCGI_BEGIN_REQUEST, 4, str_of(filter, 8));
    send_all(fd, buf_str(&b));
    assert_answer(fd, 4, 0, STR(""));
    assert_ended(fd);
    buf_release(&b);
    close(fd);
}

static void *stop(void *site)
{
    fastcgi_stop(&((struct site *)site)->fastcgi);
    return NULL;
}

static void the_stop_lets_what_is_in_flight_finish(void **state)
{
    struct site *s = *state;
    int idle = client(s), busy = client(s), half = client(s);
    send_request(idle, (struct ask){.target = "/a"});
    assert_answer(idle, 1, 200, STR("/a"));
    struct buf b = {0};
    struct ask begun = {.id = 1, .method = "POST", .target = "/half"};
    begin(&b, &begun);
    record(&b, FCGI_GET_VALUES, 0, STR_NONE);
    send_all(half, buf_str(&b));
    char reply[8]; /* so the request is known to have begun */
    assert_true(receive_all(half, reply, sizeof reply));
    send_request(busy, (struct ask){.target = "/gate"});
    wait_entered(s);

    pthread_t thread;
    pthread_create(&thread, NULL, stop, s);
    assert_ended(idle);
    assert_int_equal(try_connect(s), -1);
    b.n = 0;
    record(&b, FCGI_STDIN, 1, STR("body"));
    record(&b, FCGI_STDIN, 1, STR_NONE);
    send_all(half, buf_str(&b));
    assert_answer(half, 1, 200, STR("body"));
    assert_ended(half);
    sem_post(&s->gate);
    assert_answer(busy, 1, 200, STR("/gate"));
    assert_ended(busy);
    pthread_join(thread, NULL);
    assert_null(s->fastcgi);
    buf_release(&b);
    close(idle);
    close(busy);
    close(half);
}

static void wait_for_no_listener(const struct site *s)
{
    for (int fd; (fd = try_connect(s)) >= 0;)
        close(fd);
}

static void nginx_is_asked_to_close_and_what_it_sent_meanwhile_is_answered(void **state)
{
    struct site *s = *state;
    int fd = client(s);
    struct ask ask = {.target = "/a", .software = "nginx/1.22.1"};
    send_request(fd, ask);
    assert_answer(fd, 1, 200, STR("/a"));
    pthread_t thread;
    pthread_create(&thread, NULL, stop, s);
    /* As often as it has a request on its way. */
    for (int i = 0; i < 3; i++) {
        unsigned char asked[8];
        static const unsigned char nothing_said[8] = {1, FCGI_STDERR, 0, 1};
        assert_true(receive_all(fd, asked, sizeof asked));
        assert_memory_equal(asked, nothing_said, sizeof asked);
        send_request(fd, ask);
        assert_answer(fd, 1, 200, STR("/a"));
    }
    close(fd);
    pthread_join(thread, NULL);
}

static void another_server_finds_its_connection_closed_with_the_next_answer(void **state)
{
    struct site *s = *state;
    int fd = client(s), fresh = client(s);
    send_request(fd, (struct ask){.target = "/a"});
    assert_answer(fd, 1, 200, STR("/a"));
    pthread_t thread;
    pthread_create(&thread, NULL, stop, s);
    wait_for_no_listener(s);
    send_request(fd, (struct ask){.target = "/late"});
    assert_answer(fd, 1, 200, STR("/late"));
    assert_ended(fd);
    send_request(fresh, (struct ask){.target = "/first"});
    assert_answer(fresh, 1, 200, STR("/first"));
    assert_ended(fresh);
    pthread_join(thread, NULL);
    close(fd);
    close(fresh);
}

static void the_stop_does_not_wait_for_ever(void **state)
{
    struct site *s = *state;
    int half = client(s), unread = client(s);
    struct buf b = {0};
    struct ask begun = {.id = 1, .method = "POST", .target = "/half"};
    begin(&b, &begun);
    record(&b, FCGI_GET_VALUES, 0, STR_NONE);
    send_all(half, buf_str(&b));
    char reply[8];
    assert_true(receive_all(half, reply, sizeof reply));
    send_request(unread, (struct ask){.target = "/big"});
    assert_int_equal(recv(unread, reply, 1, MSG_PEEK), 1);
    fastcgi_stop(&s->fastcgi);
    assert_ended(half);
    buf_release(&b);
    close(half);
    close(unread);
}

/* ---- listening ---- */

static void a_socket_is_private_and_a_live_one_is_not_taken(void **state)
{
    struct site *s = *state;
    struct stat st;
    assert_int_equal(stat(s->socket, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);

    struct err e;
    int fd;
    const char *made;
    char spec[64];
    snprintf(spec, sizeof spec, "unix:%s", s->socket);
    assert_int_equal(listen_socket(spec, &fd, &made, &e), ERR_INVALID);
    assert_non_null(strstr(e.msg, "already"));
    assert_int_equal(fd, -1);
    assert_null(made);

    fastcgi_stop(&s->fastcgi); /* leaves the file behind, as a killed process does */
    assert_int_equal(listen_socket(spec, &fd, &made, &e), OK);
    assert_string_equal(made, s->socket);
    close(fd);
}

static void what_is_no_unix_socket_path_is_refused(void **state)
{
    struct site *s = *state;
    struct err e;
    int fd;
    const char *made;
    assert_int_equal(listen_socket("tcp:80", &fd, &made, &e), ERR_INVALID);
    assert_int_equal(listen_socket("unix:", &fd, &made, &e), ERR_INVALID);
    char spec[256];
    snprintf(spec, sizeof spec, "unix:/tmp/%0200d", 1);
    assert_int_equal(listen_socket(spec, &fd, &made, &e), ERR_INVALID);
    snprintf(spec, sizeof spec, "unix:%s/none/socket", s->folder);
    assert_int_equal(listen_socket(spec, &fd, &made, &e), ERR_IO);
    snprintf(spec, sizeof spec, "unix:%s", s->folder);
    assert_int_equal(listen_socket(spec, &fd, &made, &e), ERR_INVALID);
    struct stat st;
    assert_int_equal(stat(s->folder, &st), 0);
    assert_true(S_ISDIR(st.st_mode));
}

int main(void)
{
    alarm(120); /* a test that waits for what never comes fails */
#define TEST(name)            cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define TEST_ONE_THREAD(name) cmocka_unit_test_setup_teardown(name, set_up_one_thread, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(one_connection_carries_many_requests),
        TEST(without_the_flag_the_connection_is_closed_after_the_answer),
        TEST(requests_sent_ahead_are_answered_in_order),
        TEST_ONE_THREAD(a_request_byte_by_byte_is_answered),
        TEST(every_request_is_read_by_libfcgi_however_it_comes),
        TEST(a_client_that_has_shut_its_side_still_gets_its_answer),
        TEST_ONE_THREAD(many_connections_hold_nobody_up),
        TEST(more_connections_than_are_taken_wait_for_room),
        TEST_ONE_THREAD(descriptors_that_run_out_are_waited_for),
        TEST_ONE_THREAD(a_slow_reader_of_a_large_answer_holds_nobody_up),
        TEST(a_body_comes_whole),
        TEST_ONE_THREAD(a_body_counts_from_its_first_byte_until_it_is_answered),
        TEST_ONE_THREAD(a_body_over_the_limit_is_dropped_and_the_connection_stays_good),
        TEST(a_body_of_another_length_than_promised_is_malformed),
        TEST(a_full_queue_refuses_and_pages_go_on),
        TEST(a_client_that_goes_away_is_no_trouble),
        TEST(what_is_not_fastcgi_ends_the_connection_and_is_counted),
        TEST(a_head_with_more_than_is_taken_is_read_to_its_end_and_answered),
        TEST(what_a_page_thread_defers_is_answered_once_by_the_slow_pool),
        TEST(a_second_request_an_abort_and_another_role_end_with_a_record),
        TEST(the_stop_lets_what_is_in_flight_finish),
        cmocka_unit_test_setup_teardown(
            nginx_is_asked_to_close_and_what_it_sent_meanwhile_is_answered, set_up_patient,
            tear_down),
        cmocka_unit_test_setup_teardown(
            another_server_finds_its_connection_closed_with_the_next_answer, set_up_patient,
            tear_down),
        cmocka_unit_test_setup_teardown(the_stop_does_not_wait_for_ever, set_up_impatient,
                                        tear_down),
        TEST(a_socket_is_private_and_a_live_one_is_not_taken),
        TEST(what_is_no_unix_socket_path_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Plain CGI: simple, and slow, since each request starts a process. Standard input is read to its
 * announced end even if the body is refused: a web server that is still writing the body does not
 * read the answer. */
#include "web/cgi.h"

#include "base/log.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, ARENA_BYTES = 64 * 1024 };

extern char **environ;

enum { LENGTH_BAD = -1, LENGTH_UNKNOWN = -2 };

/* Reads the environment into RQ. Returns CONTENT_LENGTH; LENGTH_BAD if it is not a length;
 * LENGTH_UNKNOWN if the body came in chunks. The server has then joined the chunks, and the body
 * goes on to the end of the input (RFC 3875 does not allow that, but Apache and others do it). */
static int64_t read_environment(struct request *rq)
{
    int64_t length = 0;
    bool chunked = false;
    for (char **v = environ; *v != NULL; v++) {
        struct str whole = str_from(*v);
        size_t mark = str_index(whole, '=');
        struct str name = str_head(whole, mark), value = str_skip(whole, mark + 1);
        chunked = chunked || str_eq(name, STR("HTTP_TRANSFER_ENCODING"));
        if (!str_eq(name, STR("CONTENT_LENGTH")))
            request_param(rq, name, value);
        else if (!str_empty(value) && (!str_int(value, &length) || length < 0))
            length = LENGTH_BAD;
    }
    return length == 0 && chunked ? LENGTH_UNKNOWN : length;
}

/* Reads LENGTH bytes, or fewer if the input ends early, into BODY; DISCARD drops them. Returns how
 * many were read. */
static int64_t read_body(struct buf *body, int64_t length, bool discard)
{
    int64_t got = 0;
    while (got < length) {
        size_t want = length - got < READ_BYTES ? (size_t)(length - got) : READ_BYTES;
        if (discard)
            body->n = 0;
        ssize_t n = read(STDIN_FILENO, buf_reserve(body, want), want);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        body->n += (size_t)n;
        got += n;
    }
    if (discard)
        body->n = 0;
    return got;
}

/* Reads to the end of the input. False, with BODY empty, if that is more than LIMIT bytes. */
static bool read_to_end(struct buf *body, size_t limit)
{
    if (read_body(body, (int64_t)limit + 1, false) <= (int64_t)limit)
        return true;
    buf_release(body);
    read_body(body, INT64_MAX, true);
    return false;
}

static bool write_all(struct iovec *v, size_t n)
{
    while (n > 0) {
        ssize_t sent = writev(STDOUT_FILENO, v, n < IOV_MAX ? (int)n : IOV_MAX);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        size_t left = (size_t)sent;
        while (n > 0 && left >= v->iov_len) {
            left -= v->iov_len;
            v++;
            n--;
        }
        if (n > 0) {
            v->iov_base = (char *)v->iov_base + left;
            v->iov_len -= left;
        }
    }
    return true;
}

static bool send_answer(struct exchange *x)
{
    struct str head = response_head(x);
    size_t parts = (size_t)x->rs.body_parts;
    struct iovec *v = ARENA_ARRAY(x->arena, struct iovec, parts + 1);
    v[0] = (struct iovec){.iov_base = (void *)(uintptr_t)head.p, .iov_len = head.n};
    for (size_t i = 0; i < parts; i++)
        v[i + 1] = x->rs.body[i];
    return write_all(v, parts + 1);
}

int cgi_answer(const struct web_handler *handler)
{
    signal(SIGPIPE, SIG_IGN); /* if the reader has gone, write shall fail instead */

    struct exchange x = {.arena = arena_new(ARENA_BYTES)};
    x.rs.headers = buf_in(x.arena);
    int64_t length = read_environment(&x.rq);
    if (length == LENGTH_BAD)
        x.rq.malformed = true;
    request_ready(&x.rq);
    handler->route(handler->ctx, &x);
    x.pool = POOL_SLOW; /* this process serves nobody else, so any cost is fine */

    x.rq.body_too_large = length > 0 && (uint64_t)length > x.body_limit;
    struct buf body = {0};
    if (length == LENGTH_UNKNOWN)
        x.rq.body_too_large = !read_to_end(&body, x.body_limit);
    else if (length > 0 && read_body(&body, length, x.rq.body_too_large) < length)
        x.rq.malformed = true;
    x.rq.body = buf_str(&body);
    handler->answer(handler->ctx, &x);

    bool sent = send_answer(&x);
    if (!sent)
        log_warn("cgi: request %s: cannot send the answer to the web server (error %d)", x.rq.id,
                 errno);
    coded_unref(&x.rs.pinned);
    buf_release(&body);
    arena_free(&x.arena);
    return sent ? EXIT_SUCCESS : EXIT_FAILURE;
}

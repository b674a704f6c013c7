/* SPDX-License-Identifier: MIT */
/* One connection: a loop that first sends what is waiting, then scans what was read, then reads
 * more. So a peer that does not read its answers is not read from, and nothing piles up.
 *
 * libfcgi reads every request, and blocks until it has all of it. So it gets a descriptor on which
 * the whole request can be read:
 *   - the socket, if the request has arrived in one piece: it is only looked at first (MSG_PEEK);
 *   - otherwise a memory file. What has arrived is taken from the socket and scanned, since bytes
 *     left in the socket would wake the thread again and again. When the params are complete,
 *     libfcgi reads them, and the route and its limits are known. The records of the body go into a
 *     second file, which libfcgi reads at the end.
 *
 * A request's memory is an arena (for the response), lent to the connection while the request is
 * open; libfcgi's own; and the body. Bytes are read into a buffer of the thread; only those left
 * over when the connection has to wait are kept with the connection. So an idle connection costs
 * two kilobytes.
 *
 * Invariant: libfcgi sees no byte that fcgi/record.c has not checked. `receive` and
 * `head_complete` are the two ways to it. */
#include "web/fcgi/conn.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    READS_A_TURN = 16,           /* then other connections get their turn */
    REPORT_EVERY_MS = 10 * 1000, /* at most one log line on protocol errors in this time */
};

/* The bytes that the calling thread has read from the connection it works on. */
static _Thread_local char in_bytes[CONN_IN_BYTES];

/* ---- shared ---- */

void conn_shared_init(struct conn_shared *s, const struct web_handler *handler, const char *folder)
{
    memset(s, 0, sizeof *s);
    s->handler = *handler;
    s->folder = folder;
    pthread_mutex_init(&s->lock, NULL);
}

void conn_shared_release(struct conn_shared *s)
{
    while (s->arenas_n > 0)
        arena_free(&s->arenas[--s->arenas_n]);
    pthread_mutex_destroy(&s->lock);
}

static struct arena *arena_lend(struct conn_shared *s)
{
    struct arena *a = NULL;
    pthread_mutex_lock(&s->lock);
    if (s->arenas_n > 0)
        a = s->arenas[--s->arenas_n];
    pthread_mutex_unlock(&s->lock);
    return a ? a : arena_new(CONN_ARENA_BYTES);
}

static void arena_give_back(struct conn_shared *s, struct arena **a)
{
    arena_reset(*a);
    pthread_mutex_lock(&s->lock);
    if (s->arenas_n < CONN_ARENAS_KEPT) {
        s->arenas[s->arenas_n++] = *a;
        *a = NULL;
    }
    pthread_mutex_unlock(&s->lock);
    arena_free(a);
}

/* ---- the request ---- */

static void body_drop(struct conn *c)
{
    atomic_fetch_sub(&c->shared->body_bytes, c->body_held);
    c->body_held = 0;
    spool_close(&c->spool);
    free(c->body);
    c->body = NULL;
    c->body_n = 0;
}

static void request_open(struct conn *c, uint16_t id, bool keep)
{
    c->x = (struct exchange){.arena = arena_lend(c->shared)};
    c->x.rs.headers = buf_in(c->x.arena);
    c->params = buf_in(c->x.arena);
    c->id = id;
    c->keep = keep;
    c->body_arrived = 0;
    c->body_promised = -1;
    c->refused = false;
}

static void request_close(struct conn *c)
{
    if (!conn_is_open(c))
        return;
    coded_unref(&c->x.rs.pinned);
    body_drop(c);
    fcgi_request_free(&c->request);
    arena_give_back(c->shared, &c->x.arena);
    c->x = (struct exchange){0};
}

static enum conn_wants protocol_error(struct conn *c, const char *why)
{
    struct conn_shared *s = c->shared;
    uint64_t n = atomic_fetch_add(&s->protocol_errors, 1) + 1;
    int64_t now = clock_mono_ms(), due = atomic_load(&s->next_report_ms);
    if (now >= due &&
        atomic_compare_exchange_strong(&s->next_report_ms, &due, now + REPORT_EVERY_MS))
        log_warn("fastcgi: %s: connection closed (%llu such so far)", why, (unsigned long long)n);
    return CONN_CLOSE;
}

/* Fills the exchange's request from the head that libfcgi has read, and finds the route. */
static void head_apply(struct conn *c)
{
    struct exchange *x = &c->x;
    struct str name, value;
    for (size_t i = 0; fcgi_request_param(c->request, i, &name, &value); i++) {
        if (str_eq(name, STR("SERVER_SOFTWARE")))
            c->peer_closes = str_starts(value, STR("nginx"));
        else if (!str_eq(name, STR("CONTENT_LENGTH")))
            request_param(&x->rq, name, value);
        else if (!str_empty(value) && (!str_int(value, &c->body_promised) || c->body_promised < 0))
            x->rq.malformed = true;
    }
    request_ready(&x->rq);
    c->shared->handler.route(c->shared->handler.ctx, x);
    if (c->body_promised > 0 && (uint64_t)c->body_promised > x->body_limit)
        x->rq.body_too_large = true;
}

/* Lets libfcgi read PARAMS, which have been checked. False if it cannot. */
static bool head_read(struct conn *c, struct str params)
{
    unsigned char begin[FCGI_BEGIN_BYTES];
    struct fcgi_spool head;
    fcgi_put_begin(begin, c->id, c->keep);
    if (!spool_open(&head, NULL))
        return false;
    if (spool_add(&head, str_of((const char *)begin, sizeof begin)) &&
        spool_records(&head, FCGI_PARAMS, c->id, params) && spool_end(&head, FCGI_PARAMS, c->id)) {
        spool_rewind(&head);
        c->request = fcgi_request_new(c->x.arena, &head.fd);
    }
    spool_close(&head);
    return c->request != NULL;
}

static enum conn_wants head_complete(struct conn *c)
{
    struct request *rq = &c->x.rq;
    struct str params = buf_str(&c->params);
    struct fcgi_fit fit = fcgi_params_fit(params);
    rq->head_too_large =
        fit.more || c->parser.params > FCGI_PARAMS_BYTES_MAX; /* the rest was dropped */
    if (fit.bytes < params.n && !rq->head_too_large)
        return protocol_error(c, "the params are cut off");
    rq->malformed = fit.has_nul;
    if (!head_read(c, str_head(params, fit.bytes)))
        return protocol_error(c, "libfcgi cannot read the head");
    head_apply(c);
    return CONN_ON;
}

/* Counts N more bytes of body. False if they are to be dropped: the body is too large, or there is
 * no room for it. */
static bool body_count(struct conn *c, size_t n)
{
    struct request *rq = &c->x.rq;
    c->body_arrived += n;
    if (c->body_arrived > c->x.body_limit)
        rq->body_too_large = true;
    if (rq->body_too_large || c->refused)
        return false;
    if (atomic_fetch_add(&c->shared->body_bytes, n) + n > CONN_BODIES_MAX) {
        atomic_fetch_sub(&c->shared->body_bytes, n);
        c->refused = true;
        return false;
    }
    c->body_held += n;
    return true;
}

static void body_add(struct conn *c)
{
    struct str bytes = c->parser.chunk;
    if (!body_count(c, bytes.n)) {
        body_drop(c);
        return;
    }
    bool small = c->body_promised >= 0 && c->body_promised <= CONN_BODY_IN_MEMORY;
    if ((c->spool.fd < 0 && !spool_open(&c->spool, small ? NULL : c->shared->folder)) ||
        !spool_records(&c->spool, FCGI_STDIN, c->id, bytes)) {
        c->refused = true;
        body_drop(c);
    }
}

/* Lets libfcgi read the body of N bytes into memory. */
static bool body_read(struct conn *c, size_t n)
{
    c->body = n > 0 ? malloc(n) : NULL;
    c->body_n = n;
    return (n == 0 || c->body != NULL) && fcgi_request_body(c->request, c->body, n);
}

/* The same for a body whose records are in the spool file; true if there is none. */
static bool body_read_spool(struct conn *c)
{
    if (c->spool.fd < 0)
        return true;
    if (!spool_end(&c->spool, FCGI_STDIN, c->id))
        return false;
    spool_rewind(&c->spool);
    fcgi_request_read_from(c->request, c->spool.fd);
    bool read = body_read(c, c->body_held);
    spool_close(&c->spool);
    return read;
}

/* ---- the answer ---- */

/* Makes records of the handler's response, ready to send. */
static void answer_ready(struct conn *c)
{
    struct exchange *x = &c->x;
    atomic_fetch_add(&c->shared->requests, 1);
    struct str head = response_head(x);
    c->out = fcgi_answer(x->arena, c->id, head, x->rs.body, x->rs.body_parts, &c->out_n);
    c->answering = true;
    /* Whether this is the last answer is decided before it is sent: the peer may send its next
     * request as soon as it has the answer. */
    bool ends = atomic_load(&c->shared->stopping) && !c->peer_closes && c->in.n == 0;
    c->last = !c->keep || ends;
}

static enum conn_wants answer(struct conn *c)
{
    c->shared->handler.answer(c->shared->handler.ctx, &c->x);
    if (c->x.deferred) {
        c->x.deferred = false;
        c->x.pool = POOL_SLOW;
        return CONN_SLOW;
    }
    answer_ready(c);
    return CONN_ON;
}

void conn_refuse(struct conn *c)
{
    atomic_fetch_add(&c->shared->refused, 1);
    c->shared->handler.refuse(c->shared->handler.ctx, &c->x);
    answer_ready(c);
}

static enum conn_wants request_complete(struct conn *c)
{
    struct request *rq = &c->x.rq;
    if (!body_read_spool(c))
        return protocol_error(c, "libfcgi cannot read the body");
    rq->body = str_of(c->body, c->body_n);
    /* A web server that loses its client ends the body early. Half a form must not pass for a whole
     * one. */
    if (c->body_promised >= 0 && (uint64_t)c->body_promised != c->body_arrived)
        rq->malformed = true;
    if (c->refused)
        conn_refuse(c);
    else if (c->x.pool == POOL_SLOW)
        return CONN_SLOW;
    else
        return answer(c);
    return CONN_ON;
}

/* Reads and answers a request that is in the socket as a whole, with nothing after it. */
static enum conn_wants request_whole(struct conn *c, const struct fcgi_whole *w)
{
    request_open(c, w->id, w->keep);
    c->request = fcgi_request_new(c->x.arena, &c->fd);
    if (c->request == NULL)
        return protocol_error(c, "libfcgi cannot read the request");
    head_apply(c);
    bool wanted = body_count(c, w->body);
    if (!body_read(c, w->body))
        return protocol_error(c, "libfcgi cannot read the body");
    if (!wanted)
        body_drop(c);
    return request_complete(c);
}

static void reply_ready(struct conn *c)
{
    c->reply = (struct iovec){.iov_base = c->parser.reply, .iov_len = c->parser.reply_n};
    c->out = &c->reply;
    c->out_n = 1;
    c->answering = false;
    c->last = c->parser.last;
}

/* ---- in and out ---- */

static void rest_drop(struct conn *c)
{
    free(c->rest);
    c->rest = NULL;
}

static ssize_t receive_bytes(struct conn *c, size_t max, int flags)
{
    ssize_t n;
    do
        n = recv(c->fd, in_bytes, max, flags);
    while (n < 0 && errno == EINTR);
    return n;
}

/* Reads more. All bytes read before have been scanned. */
static enum conn_wants receive(struct conn *c)
{
    rest_drop(c);
    bool may_begin = !conn_is_open(c) && fcgi_is_idle(&c->parser);
    ssize_t n = receive_bytes(c, sizeof in_bytes, may_begin ? MSG_PEEK : 0);
    struct fcgi_whole whole;
    if (n > 0 && may_begin) {
        if (fcgi_whole(str_of(in_bytes, (size_t)n), &whole)) {
            c->drained = true;
            return request_whole(c, &whole);
        }
        n = receive_bytes(c, (size_t)n, 0);
    }
    if (n < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK ? CONN_READ : CONN_CLOSE;
    if (n == 0)
        return CONN_CLOSE;
    c->in = str_of(in_bytes, (size_t)n);
    c->drained = (size_t)n < sizeof in_bytes;
    return CONN_ON;
}

static void skip_sent(struct conn *c, size_t n)
{
    while (c->out_n > 0 && n >= c->out->iov_len) {
        n -= c->out->iov_len;
        c->out++;
        c->out_n--;
    }
    if (c->out_n > 0) {
        c->out->iov_base = (char *)c->out->iov_base + n;
        c->out->iov_len -= n;
    }
}

static enum conn_wants transmit(struct conn *c)
{
    while (c->out_n > 0) {
        struct msghdr m = {.msg_iov = c->out,
                           .msg_iovlen = c->out_n < IOV_MAX ? c->out_n : IOV_MAX};
        ssize_t n = sendmsg(c->fd, &m, MSG_NOSIGNAL);
        if (n >= 0)
            skip_sent(c, (size_t)n);
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            return CONN_WRITE;
        else if (errno != EINTR)
            return CONN_CLOSE;
    }
    c->out = NULL;
    if (c->answering) {
        c->answering = false;
        c->parted = false; /* the peer took conn_part's record as the beginning of this answer */
        request_close(c);
        fcgi_answered(&c->parser);
    }
    return c->last ? CONN_CLOSE : CONN_ON;
}

static enum conn_wants scan(struct conn *c)
{
    switch (fcgi_feed(&c->parser, &c->in)) {
    case FCGI_MORE:
        return CONN_ON;
    case FCGI_BEGUN:
        request_open(c, c->parser.id, c->parser.keep);
        return CONN_ON;
    case FCGI_PARAM:
        if (c->params.n < FCGI_PARAMS_BYTES_MAX)
            buf_add(&c->params, str_head(c->parser.chunk, FCGI_PARAMS_BYTES_MAX - c->params.n));
        return CONN_ON;
    case FCGI_HEAD:
        return head_complete(c);
    case FCGI_BODY:
        body_add(c);
        return CONN_ON;
    case FCGI_COMPLETE:
        return request_complete(c);
    case FCGI_ABORTED:
        request_close(c);
        reply_ready(c);
        return CONN_ON;
    case FCGI_REPLY:
        reply_ready(c);
        return CONN_ON;
    case FCGI_BROKEN:
        break;
    }
    return protocol_error(c, c->parser.why);
}

/* Copies what is left in the thread's buffer, which the next connection will use. False if there is
 * no memory. */
static bool rest_keep(struct conn *c)
{
    if (c->in.n == 0)
        rest_drop(c);
    if (c->in.n == 0 || c->rest != NULL)
        return true;
    c->rest = malloc(c->in.n);
    if (c->rest == NULL)
        return false;
    memcpy(c->rest, c->in.p, c->in.n);
    c->in.p = c->rest;
    return true;
}

enum conn_wants conn_run(struct conn *c)
{
    enum conn_wants wants = CONN_ON;
    c->drained = false;
    for (int reads = 0; wants == CONN_ON;) {
        if (c->out_n > 0)
            wants = transmit(c);
        else if (c->in.n > 0)
            wants = scan(c);
        else if (c->drained || reads++ == READS_A_TURN)
            wants = CONN_READ;
        else
            wants = receive(c);
    }
    return rest_keep(c) ? wants : CONN_CLOSE;
}

enum conn_wants conn_answer(struct conn *c)
{
    enum conn_wants wants = answer(c);
    if (wants == CONN_ON)
        wants = transmit(c);
    if (wants != CONN_ON)
        return wants;
    /* A page thread scans what was read beyond this request. Waiting until the descriptor can be
     * written to wakes one at once. */
    return c->in.n > 0 ? CONN_WRITE : CONN_READ;
}

/* Closing a connection that the peer keeps for its next request could lose a request that is
 * already on its way. So the peer must close it. nginx does so as soon as anything arrives on an
 * idle connection; an empty FCGI_STDERR record does no harm if nginx has already sent its next
 * request, since it is then the beginning of the answer. Other web servers do not watch idle
 * connections. */
void conn_part(struct conn *c)
{
    static const unsigned char empty_record[8] = {1 /* the protocol's version */, FCGI_STDERR, 0,
                                                  1 /* nginx gives each request this id */};
    if (!c->parted && c->peer_closes &&
        send(c->fd, empty_record, sizeof empty_record, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        log_warn("fastcgi: cannot ask the web server to close a connection: error %d", errno);
    c->parted = true;
}

struct conn *conn_new(struct conn_shared *s, int fd)
{
    struct conn *c = calloc(1, sizeof *c);
    if (c == NULL)
        return NULL;
    c->shared = s;
    c->magic = CONN_MAGIC;
    c->fd = fd;
    c->spool.fd = -1;
    fcgi_parser_init(&c->parser);
    return c;
}

void conn_free(struct conn *c)
{
    request_close(c);
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
    c->magic = 0;
    rest_drop(c);
    free(c);
}

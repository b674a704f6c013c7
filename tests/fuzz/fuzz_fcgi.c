/* SPDX-License-Identifier: MIT */
/* Feeds arbitrary bytes to the scanner of FastCGI's records, at once and in pieces, and wants the
 * same of both. What it lets through goes to libfcgi: a request in one piece as it is, any other as
 * the scanner's events give it; libfcgi must read each of them. `make fuzz` builds and runs it. The
 * first byte says how large the pieces are. */
#include "base/buf.h"
#include "web/fcgi/request.h"
#include "web/fcgi/spool.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct heard {
    struct buf log; /* each event that is no chunk, and the replies */
    struct buf chunks;
    bool broken;
};

/* Lets libfcgi read what SPOOL holds, and its body of N bytes, and looks at every param. */
static void read_request(struct fcgi_spool *spool, size_t n)
{
    struct arena *a = arena_new(4096);
    spool_rewind(spool);
    struct fcgi_request *r = fcgi_request_new(a, &spool->fd);
    if (r == NULL)
        abort();
    struct str name, value;
    for (size_t i = 0; fcgi_request_param(r, i, &name, &value); i++)
        if (name.p == NULL)
            abort();
    char *body = malloc(n + 1);
    if (body == NULL || !fcgi_request_body(r, body, n))
        abort();
    free(body);
    fcgi_request_free(&r);
    spool_close(spool);
    arena_free(&a);
}

static void read_whole(struct str in)
{
    struct fcgi_whole w;
    struct fcgi_spool spool;
    if (!fcgi_whole(in, &w))
        return;
    if (!spool_open(&spool, NULL) || !spool_add(&spool, in))
        abort();
    read_request(&spool, w.body);
}

/* As fcgi/conn.c does when the params are complete. */
static void read_params(struct str params)
{
    unsigned char begin[FCGI_BEGIN_BYTES];
    struct fcgi_spool spool;
    struct fcgi_fit fit = fcgi_params_fit(params);
    if (fit.bytes > params.n)
        abort();
    fcgi_put_begin(begin, 1, true);
    if (!spool_open(&spool, NULL) ||
        !spool_add(&spool, str_of((const char *)begin, sizeof begin)) ||
        !spool_records(&spool, FCGI_PARAMS, 1, str_head(params, fit.bytes)) ||
        !spool_end(&spool, FCGI_PARAMS, 1) || !spool_end(&spool, FCGI_STDIN, 1))
        abort();
    read_request(&spool, 0);
}

static void feed(struct heard *h, struct fcgi_parser *p, struct str in)
{
    while (!h->broken) {
        size_t before = in.n;
        enum fcgi_event e = fcgi_feed(p, &in);
        if (in.n > before || (e == FCGI_MORE && in.n > 0))
            abort();
        if (e == FCGI_MORE)
            return;
        if (e == FCGI_PARAM || e == FCGI_BODY) {
            if (p->chunk.n == 0)
                abort();
            buf_add(&h->chunks, p->chunk);
            continue;
        }
        buf_add_char(&h->log, (char)('0' + (int)e));
        if (e == FCGI_REPLY || e == FCGI_ABORTED) {
            if (p->reply_n > FCGI_REPLY_MAX || p->reply_n % 8 != 0)
                abort();
            buf_add(&h->log, str_of((const char *)p->reply, p->reply_n));
        }
        if (e == FCGI_HEAD)
            read_params(buf_str(&h->chunks));
        if (e == FCGI_COMPLETE)
            fcgi_answered(p);
        h->broken = e == FCGI_BROKEN;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    size_t step = 1 + data[0] % 32;
    struct str all = str_of((const char *)data + 1, size - 1);

    static bool started;
    struct err e;
    if (!started && fcgi_request_library(&e) != OK)
        abort();
    started = true;
    read_whole(all);

    struct heard whole = {0}, pieces = {0};
    struct fcgi_parser p;
    fcgi_parser_init(&p);
    feed(&whole, &p, all);
    fcgi_parser_init(&p);
    for (struct str rest = all; rest.n > 0; rest = str_skip(rest, step)) {
        size_t n = rest.n < step ? rest.n : step;
        char *piece = malloc(n);
        if (piece == NULL)
            abort();
        memcpy(piece, rest.p, n);
        feed(&pieces, &p, str_of(piece, n));
        free(piece);
    }
    if (!str_eq(buf_str(&whole.log), buf_str(&pieces.log)) ||
        !str_eq(buf_str(&whole.chunks), buf_str(&pieces.chunks)))
        abort();
    buf_release(&whole.log);
    buf_release(&whole.chunks);
    buf_release(&pieces.log);
    buf_release(&pieces.chunks);
    return 0;
}

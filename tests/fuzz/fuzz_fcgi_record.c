/* SPDX-License-Identifier: MIT */
/* Feeds arbitrary bytes to the FastCGI parser, at once and in pieces, and wants the same of both.
 * `make fuzz` builds and runs it. The first byte says how large the pieces are. */
#include "base/buf.h"
#include "web/fcgi_record.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct heard {
    struct buf log; /* each event that is no chunk, and the replies */
    struct buf chunks;
    bool broken;
};

static void params(struct buf *chunks)
{
    struct str rest = buf_str(chunks), name, value;
    while (rest.n > 0 && fcgi_pair(&rest, &name, &value))
        if (name.n + value.n > chunks->n)
            abort();
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
            params(&h->chunks);
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

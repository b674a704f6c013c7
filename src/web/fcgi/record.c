/* SPDX-License-Identifier: MIT */
/* A record is a header of 8 bytes, content, and padding. What to do with a record is decided once,
 * when its header is complete: the content of STDIN and PARAMS goes to the caller as it arrives;
 * the content of the two small records whose fields are needed (BEGIN_REQUEST, GET_VALUES) is held
 * until it is complete; any other content is skipped. */
#include "web/fcgi/record.h"

#include <stdio.h>

enum { VERSION = 1, HEADER = FCGI_HEADER_BYTES, KEEP_CONN = 1 };

/* The content of a full record of an answer: the most that needs no padding to a multiple of 8. */
enum { CONTENT_FULL = FCGI_CONTENT_MAX / 8 * 8 };

void fcgi_parser_init(struct fcgi_parser *p)
{
    memset(p, 0, sizeof *p);
}

void fcgi_answered(struct fcgi_parser *p)
{
    if (p->request == FCGI_IN_ANSWER)
        p->request = FCGI_AT_REST;
}

static enum fcgi_event broken(struct fcgi_parser *p, const char *why)
{
    p->request = FCGI_IS_BROKEN;
    p->why = why;
    return FCGI_BROKEN;
}

/* ---- names and values ---- */

/* Reads one length off the front of *in: 1 byte, or 4 if its first bit is set. False if cut off. */
static bool read_size(struct str *in, size_t *size)
{
    if (in->n < 1)
        return false;
    const unsigned char *p = (const unsigned char *)in->p;
    size_t width = p[0] & 0x80 ? 4 : 1;
    if (in->n < width)
        return false;
    *size = width == 1
                ? p[0]
                : (size_t)(p[0] & 0x7f) << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
    *in = str_of(in->p + width, in->n - width);
    return true;
}

/* Reads one name and value off the front of *params. False if cut off. */
static bool read_pair(struct str *params, struct str *name, struct str *value)
{
    struct str in = *params;
    size_t name_n, value_n;
    if (!read_size(&in, &name_n) || !read_size(&in, &value_n) || name_n > in.n ||
        value_n > in.n - name_n)
        return false;
    *name = str_of(in.p, name_n);
    *value = str_of(in.p + name_n, value_n);
    *params = str_of(in.p + name_n + value_n, in.n - name_n - value_n);
    return true;
}

struct fcgi_fit fcgi_params_fit(struct str params)
{
    struct fcgi_fit fit = {0};
    struct str rest = params, name, value;
    for (int n = 0; read_pair(&rest, &name, &value); n++) {
        if (n == FCGI_PARAMS_MAX) {
            fit.more = true;
            break;
        }
        fit.bytes = params.n - rest.n;
        struct str both = str_of(name.p, name.n + value.n); /* the value follows its name */
        fit.has_nul = fit.has_nul || str_index(both, '\0') < both.n;
    }
    return fit;
}

/* ---- writing ---- */

void fcgi_put_header(unsigned char to[FCGI_HEADER_BYTES], enum fcgi_type type, uint16_t id,
                     size_t content, size_t padding)
{
    to[0] = VERSION;
    to[1] = (unsigned char)type;
    to[2] = (unsigned char)(id >> 8);
    to[3] = (unsigned char)(id & 0xff);
    to[4] = (unsigned char)(content >> 8);
    to[5] = (unsigned char)(content & 0xff);
    to[6] = (unsigned char)padding;
    to[7] = 0;
}

void fcgi_put_begin(unsigned char to[FCGI_BEGIN_BYTES], uint16_t id, bool keep)
{
    fcgi_put_header(to, FCGI_BEGIN_REQUEST, id, 8, 0);
    memset(to + HEADER, 0, 8);
    to[HEADER + 1] = FCGI_RESPONDER;
    to[HEADER + 2] = keep ? KEEP_CONN : 0;
}

static void put_end(unsigned char to[2 * HEADER], uint16_t id, enum fcgi_status status)
{
    fcgi_put_header(to, FCGI_END_REQUEST, id, 8, 0);
    memset(to + HEADER, 0, 8);
    to[HEADER + 4] = (unsigned char)status;
}

static size_t padding_of(size_t content)
{
    return (8 - content % 8) % 8;
}

static enum fcgi_event reply_end(struct fcgi_parser *p, uint16_t id, enum fcgi_status status,
                                 enum fcgi_event event)
{
    put_end(p->reply, id, status);
    p->reply_n = 2 * HEADER;
    return event;
}

static enum fcgi_event reply_unknown_type(struct fcgi_parser *p)
{
    fcgi_put_header(p->reply, FCGI_UNKNOWN_TYPE, 0, 8, 0);
    memset(p->reply + HEADER, 0, 8);
    p->reply[HEADER] = p->type;
    p->reply_n = 2 * HEADER;
    return FCGI_REPLY;
}

/* Answers each of the three known names once, however often the peer asks for it. */
static enum fcgi_event reply_values(struct fcgi_parser *p)
{
    static const struct {
        struct str name;
        int value;
    } known[] = {
        {{"FCGI_MAX_CONNS", 14}, FCGI_CONNECTIONS_MAX},
        {{"FCGI_MAX_REQS", 13}, FCGI_CONNECTIONS_MAX},
        {{"FCGI_MPXS_CONNS", 15}, 0},
    };
    bool asked[3] = {false};
    struct str pairs = str_of((const char *)p->held, p->have), name, value;
    while (!str_empty(pairs)) {
        if (!read_pair(&pairs, &name, &value))
            return broken(p, "a GET_VALUES record is cut off");
        for (size_t i = 0; i < 3; i++)
            asked[i] = asked[i] || str_eq(name, known[i].name);
    }
    size_t at = HEADER;
    for (size_t i = 0; i < 3; i++) {
        if (!asked[i])
            continue;
        char text[12];
        size_t n = (size_t)snprintf(text, sizeof text, "%d", known[i].value);
        p->reply[at++] = (unsigned char)known[i].name.n;
        p->reply[at++] = (unsigned char)n;
        memcpy(p->reply + at, known[i].name.p, known[i].name.n);
        at += known[i].name.n;
        memcpy(p->reply + at, text, n);
        at += n;
    }
    size_t padding = padding_of(at - HEADER);
    fcgi_put_header(p->reply, FCGI_GET_VALUES_RESULT, 0, at - HEADER, padding);
    memset(p->reply + at, 0, padding);
    p->reply_n = at + padding;
    return FCGI_REPLY;
}

static struct iovec *add_part(struct iovec *to, const void *p, size_t n)
{
    to->iov_base = (void *)(uintptr_t)p;
    to->iov_len = n;
    return to + 1;
}

struct iovec *fcgi_answer(struct arena *a, uint16_t id, struct str head, const struct iovec *body,
                          int parts, size_t *n)
{
    size_t left = head.n;
    for (int i = 0; i < parts; i++)
        left += body[i].iov_len;
    size_t records = (left + CONTENT_FULL - 1) / CONTENT_FULL;
    /* Every record adds its header and may split one part in two; the head and the end are a part
     * each. */
    struct iovec *list = ARENA_ARRAY(a, struct iovec, 2 * records + (size_t)parts + 2);
    unsigned char *headers = arena_alloc(a, records * HEADER + 1);
    struct iovec *to = list;
    const char *from = head.p;
    size_t from_n = head.n;
    size_t padding = 0;
    int next = 0;
    for (; left > 0; headers += HEADER) {
        size_t content = left < CONTENT_FULL ? left : CONTENT_FULL;
        left -= content;
        padding = padding_of(content);
        fcgi_put_header(headers, FCGI_STDOUT, id, content, padding);
        to = add_part(to, headers, HEADER);
        while (content > 0) {
            size_t take = from_n < content ? from_n : content;
            if (take > 0)
                to = add_part(to, from, take);
            content -= take;
            from_n -= take;
            from = take > 0 ? from + take : from;
            if (from_n == 0 && next < parts) {
                from = body[next].iov_base;
                from_n = body[next++].iov_len;
            }
        }
    }
    unsigned char *tail = arena_zalloc(a, 3 * HEADER);
    put_end(tail + padding, id, FCGI_REQUEST_COMPLETE);
    to = add_part(to, tail, padding + 2 * HEADER);
    *n = (size_t)(to - list);
    return list;
}

/* ---- a request in one piece ---- */

struct record {
    enum fcgi_type type;
    uint16_t id;
    struct str content;
    bool padded;
};

/* Reads one whole record off the front of *in. False if it is cut off or of another version. */
static bool read_record(struct str *in, struct record *r)
{
    if (in->n < HEADER)
        return false;
    const unsigned char *h = (const unsigned char *)in->p;
    size_t content = (size_t)h[4] << 8 | h[5], padding = h[6];
    if (h[0] != VERSION || in->n - HEADER < content + padding)
        return false;
    *r = (struct record){(enum fcgi_type)h[1], (uint16_t)(h[2] << 8 | h[3]),
                         str_of(in->p + HEADER, content), padding > 0};
    *in = str_skip(*in, HEADER + content + padding);
    return true;
}

/* The same; false, too, if it is not of this TYPE and request ID. */
static bool read_record_of(struct str *in, enum fcgi_type type, uint16_t id, struct record *r)
{
    return read_record(in, r) && r->type == type && r->id == id;
}

static bool ends_stream(const struct record *r)
{
    return r->content.n == 0 && !r->padded;
}

bool fcgi_whole(struct str in, struct fcgi_whole *w)
{
    struct record r;
    if (!read_record(&in, &r) || r.type != FCGI_BEGIN_REQUEST || r.id == 0 || r.content.n != 8 ||
        r.padded || r.content.p[0] != 0 || r.content.p[1] != FCGI_RESPONDER)
        return false;
    *w = (struct fcgi_whole){.id = r.id, .keep = r.content.p[2] & KEEP_CONN};
    if (!read_record_of(&in, FCGI_PARAMS, w->id, &r))
        return false;
    struct fcgi_fit fit = fcgi_params_fit(r.content);
    if (fit.bytes == 0 || fit.bytes < r.content.n || fit.has_nul)
        return false;
    if (!read_record_of(&in, FCGI_PARAMS, w->id, &r) || !ends_stream(&r))
        return false;
    while (read_record_of(&in, FCGI_STDIN, w->id, &r)) {
        if (r.content.n == 0)
            return in.n == 0 && ends_stream(&r);
        w->body += r.content.n;
    }
    return false;
}

/* ---- reading ---- */

static enum fcgi_event begin(struct fcgi_parser *p)
{
    unsigned role = (unsigned)p->held[0] << 8 | p->held[1];
    bool keep = p->held[2] & KEEP_CONN;
    if (p->request != FCGI_AT_REST) {
        if (p->record_id == p->id)
            return broken(p, "a request begins twice");
        return reply_end(p, p->record_id, FCGI_CANT_MPX_CONN, FCGI_REPLY);
    }
    if (role != FCGI_RESPONDER) {
        p->last = !keep;
        return reply_end(p, p->record_id, FCGI_UNKNOWN_ROLE, FCGI_REPLY);
    }
    p->keep = keep;
    p->id = p->record_id;
    p->params = 0;
    p->request = FCGI_IN_PARAMS;
    return FCGI_BEGUN;
}

/* A header of the open request is complete. */
static enum fcgi_event stream_header(struct fcgi_parser *p)
{
    switch (p->type) {
    case FCGI_PARAMS:
        if (p->request != FCGI_IN_PARAMS)
            return broken(p, "params follow the end of the params");
        p->params += p->content;
        p->use = FCGI_STREAM;
        if (p->content > 0)
            return FCGI_MORE;
        p->request = FCGI_IN_BODY;
        return FCGI_HEAD;
    case FCGI_STDIN:
        if (p->request != FCGI_IN_BODY)
            return broken(p, "a body begins before the end of the params");
        p->use = FCGI_STREAM;
        if (p->content > 0)
            return FCGI_MORE;
        p->request = FCGI_IN_ANSWER;
        return FCGI_COMPLETE;
    case FCGI_ABORT_REQUEST:
        p->request = FCGI_AT_REST;
        p->last = !p->keep;
        return reply_end(p, p->id, FCGI_REQUEST_COMPLETE, FCGI_ABORTED);
    case FCGI_DATA: /* a filter's; no responder needs it */
        return FCGI_MORE;
    default:
        return broken(p, "a record of a type that no web server sends");
    }
}

/* Decides what to do with the record whose header is complete. FCGI_MORE if its content decides. */
static enum fcgi_event read_header(struct fcgi_parser *p)
{
    const unsigned char *h = p->header;
    p->have = 0;
    if (h[0] != VERSION)
        return broken(p, "a record of another version of the protocol");
    p->type = h[1];
    p->record_id = (uint16_t)(h[2] << 8 | h[3]);
    p->content = (size_t)h[4] << 8 | h[5];
    p->padding = h[6];
    p->part = FCGI_IN_CONTENT;
    p->use = FCGI_SKIP;

    if (p->record_id == 0) {
        if (p->type >= FCGI_BEGIN_REQUEST && p->type <= FCGI_DATA)
            return broken(p, "a request with the id 0");
        if (p->type != FCGI_GET_VALUES)
            return reply_unknown_type(p);
        if (p->content > FCGI_HELD_MAX)
            return broken(p, "a GET_VALUES record is too long");
        p->use = FCGI_HOLD;
        return p->content > 0 ? FCGI_MORE : reply_values(p);
    }
    if (p->type == FCGI_BEGIN_REQUEST) {
        if (p->content != 8)
            return broken(p, "a BEGIN_REQUEST record of a wrong length");
        p->use = FCGI_HOLD;
        return FCGI_MORE;
    }
    if (p->request == FCGI_AT_REST || p->record_id != p->id)
        return FCGI_MORE;
    return stream_header(p);
}

/* Cuts up to MAX bytes off the front of *in. */
static struct str cut_front(struct str *in, size_t max)
{
    struct str head = str_head(*in, max);
    *in = str_of(in->p + head.n, in->n - head.n);
    return head;
}

/* Reads content from *in; FCGI_MORE if that makes no event. */
static enum fcgi_event read_content(struct fcgi_parser *p, struct str *in)
{
    struct str bytes = cut_front(in, p->content);
    p->content -= bytes.n;
    if (p->use == FCGI_STREAM && bytes.n > 0) {
        p->chunk = bytes;
        return p->type == FCGI_PARAMS ? FCGI_PARAM : FCGI_BODY;
    }
    if (p->use != FCGI_HOLD)
        return FCGI_MORE;
    memcpy(p->held + p->have, bytes.p, bytes.n);
    p->have += bytes.n;
    if (p->content > 0)
        return FCGI_MORE;
    enum fcgi_event event = p->type == FCGI_BEGIN_REQUEST ? begin(p) : reply_values(p);
    p->use = FCGI_SKIP;
    p->have = 0;
    return event;
}

enum fcgi_event fcgi_feed(struct fcgi_parser *p, struct str *in)
{
    if (p->request == FCGI_IS_BROKEN)
        return FCGI_BROKEN;
    p->last = false;
    enum fcgi_event event = FCGI_MORE;
    while (event == FCGI_MORE && in->n > 0) {
        if (p->part == FCGI_IN_HEADER) {
            struct str bytes = cut_front(in, HEADER - p->have);
            memcpy(p->header + p->have, bytes.p, bytes.n);
            p->have += bytes.n;
            if (p->have == HEADER)
                event = read_header(p);
        } else if (p->part == FCGI_IN_CONTENT) {
            event = read_content(p, in);
        } else {
            p->padding -= cut_front(in, p->padding).n;
        }
        if (p->part == FCGI_IN_CONTENT && p->content == 0)
            p->part = FCGI_IN_PADDING;
        if (p->part == FCGI_IN_PADDING && p->padding == 0)
            p->part = FCGI_IN_HEADER;
    }
    return event;
}

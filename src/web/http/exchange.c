/* SPDX-License-Identifier: MIT */
/* Shared by FastCGI and plain CGI: turns meta-variables into a request, and a response into the
 * head that a web server expects. A request depends on the variables in the table below, on HTTPS
 * and REQUEST_SCHEME, and on the headers that proxies add; every other variable is ignored. */
#include "web/http/exchange.h"

#include <arpa/inet.h>
#include <inttypes.h>

#include "base/log.h"
#include "base/rand.h"

/* ---- the request ---- */

static const struct {
    struct str name;
    size_t offset;
} variables[] = {
#define VARIABLE(name, field)                                                                      \
    {                                                                                              \
        {name, sizeof(name) - 1}, offsetof(struct request, field)                                  \
    }
    VARIABLE("REQUEST_METHOD", method_text),
    VARIABLE("REQUEST_URI", target),
    VARIABLE("REMOTE_ADDR", remote_addr),
    VARIABLE("CONTENT_TYPE", content_type),
    VARIABLE("HTTP_HOST", host),
    VARIABLE("HTTP_COOKIE", cookie),
    VARIABLE("HTTP_USER_AGENT", user_agent),
    VARIABLE("HTTP_REFERER", referer),
    VARIABLE("HTTP_ACCEPT_ENCODING", accept_encoding),
    VARIABLE("HTTP_IF_NONE_MATCH", if_none_match),
    VARIABLE("HTTP_IF_MODIFIED_SINCE", if_modified_since),
    VARIABLE("HTTP_SEC_PURPOSE", sec_purpose),
    VARIABLE("HTTP_PURPOSE", purpose),
    VARIABLE("HTTP_X_MOZ", x_moz),
    VARIABLE("HTTP_SEC_FETCH_SITE", sec_fetch_site),
    VARIABLE("HTTP_ORIGIN", origin),
#undef VARIABLE
};

/* Whether NAME is a header that proxies add to a request that they pass on. Many begin with
 * HTTP_X_FORWARDED. */
static bool is_forwarding(struct str name)
{
#define NAME(text)                                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }
    static const struct str names[] = {
        NAME("HTTP_FORWARDED"),
        NAME("HTTP_VIA"),
        NAME("HTTP_X_REAL_IP"),
        NAME("HTTP_X_CLIENT_IP"),
        NAME("HTTP_CLIENT_IP"),
        NAME("HTTP_X_CLUSTER_CLIENT_IP"),
        NAME("HTTP_X_ORIGINAL_FORWARDED_FOR"),
        NAME("HTTP_CF_CONNECTING_IP"),
        NAME("HTTP_TRUE_CLIENT_IP"),
        NAME("HTTP_FASTLY_CLIENT_IP"),
    };
#undef NAME
    if (str_starts(name, STR("HTTP_X_FORWARDED")))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, names[i]))
            return true;
    return false;
}

bool request_is_local(const struct request *rq)
{
    char text[INET6_ADDRSTRLEN];
    struct in_addr v4;
    struct in6_addr v6;
    if (rq->forwarded || rq->remote_addr.n >= sizeof text)
        return false;
    memcpy(text, rq->remote_addr.p, rq->remote_addr.n);
    text[rq->remote_addr.n] = '\0';
    if (inet_pton(AF_INET, text, &v4) == 1)
        return ntohl(v4.s_addr) >> 24 == 127;
    if (inet_pton(AF_INET6, text, &v6) != 1)
        return false;
    return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && v6.s6_addr[12] == 127);
}

/* Called for every variable of a request, so the cheap comparisons come first. */
void request_param(struct request *rq, struct str name, struct str value)
{
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        if (!str_eq(name, variables[i].name))
            continue;
        *(struct str *)(void *)((char *)rq + variables[i].offset) = value;
        if (str_index(value, '\0') < value.n)
            rq->malformed = true;
        return;
    }
    if (str_eq(name, STR("HTTPS"))) {
        rq->https = rq->https || str_ieq(value, STR("on")) || str_eq(value, STR("1"));
        return;
    }
    if (str_eq(name, STR("REQUEST_SCHEME"))) {
        rq->https = rq->https || str_ieq(value, STR("https"));
        return;
    }
    if (str_starts(name, STR("HTTP_")))
        rq->forwarded = rq->forwarded || is_forwarding(name);
}

static bool token_char(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool is_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!token_char(s.p[i]))
            return false;
    return s.n > 0;
}

/* A target begins with a slash and has no blanks or control characters. */
static bool is_target(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f)
            return false;
    return s.n > 0 && s.p[0] == '/';
}

/* A client may send the target in absolute form ("http://host/path"); Apache passes it on as it is.
 */
static struct str without_authority(struct str target)
{
    static const struct str schemes[] = {{"http://", 7}, {"https://", 8}};
    for (size_t i = 0; i < 2; i++) {
        if (!str_ieq(str_head(target, schemes[i].n), schemes[i]))
            continue;
        struct str rest = str_skip(target, schemes[i].n);
        rest = str_skip(rest, str_index(rest, '/'));
        return str_empty(rest) ? STR("/") : rest;
    }
    return target;
}

static enum method method_of(struct str text)
{
    if (str_eq(text, STR("GET")))
        return METHOD_GET;
    if (str_eq(text, STR("HEAD")))
        return METHOD_HEAD;
    if (str_eq(text, STR("POST")))
        return METHOD_POST;
    return METHOD_OTHER;
}

void request_ready(struct request *rq)
{
    rq->target = without_authority(rq->target);
    size_t mark = str_index(rq->target, '?');
    rq->path = str_head(rq->target, mark);
    rq->query = str_skip(rq->target, mark + 1);
    rq->method = method_of(rq->method_text);
    if (!is_token(rq->method_text) || !is_target(rq->target))
        rq->malformed = true;

    uint64_t id;
    rand_bytes(&id, sizeof id);
    for (int i = 0; i < 16; i++, id <<= 4)
        rq->id[i] = "0123456789abcdef"[id >> 60];
    rq->id[16] = '\0';
}

/* ---- the response ---- */

static struct str one_line(struct str s)
{
    s = str_head(s, str_index(s, '\r'));
    s = str_head(s, str_index(s, '\n'));
    return str_head(s, str_index(s, '\0'));
}

void response_header(struct exchange *x, const char *name, struct str value)
{
    struct buf *b = &x->rs.headers;
    if (b->p == NULL)
        *b = buf_in(x->arena);
    value = one_line(value);
    buf_reserve(b, strlen(name) + value.n + 4);
    buf_add_c(b, name);
    buf_add(b, STR(": "));
    buf_add(b, value);
    buf_add(b, STR("\r\n"));
}

void response_retry_after(struct exchange *x, int64_t seconds)
{
    response_header(x, "Retry-After", arena_printf(x->arena, "%" PRId64, seconds));
}

void response_body(struct exchange *x, struct str text)
{
    struct iovec *part = ARENA_NEW(x->arena, struct iovec);
    /* An iovec's pointer is never const, but this one is only read. */
    part->iov_base = (void *)(uintptr_t)text.p;
    part->iov_len = text.n;
    x->rs.body = part;
    x->rs.body_parts = 1;
    x->rs.body_size = text.n;
}

struct str response_head(struct exchange *x)
{
    struct response *rs = &x->rs;
    if (rs->status < 200 || rs->status > 599) {
        log_error("request %s: the handler set status %d", x->rq.id, rs->status);
        rs->status = 500;
    }
    bool bodiless = rs->status == 204 || rs->status == 304;

    struct buf b = buf_in(x->arena);
    buf_reserve(&b, rs->headers.n + 128);
    buf_add(&b, STR("Status: "));
    buf_add_int(&b, rs->status);
    buf_add_char(&b, ' ');
    buf_add_c(&b, status_reason(rs->status));
    buf_add(&b, STR("\r\n"));
    buf_add(&b, buf_str(&rs->headers));
    if (!bodiless) {
        buf_add(&b, STR("Content-Length: "));
        buf_add_int(&b, (int64_t)rs->body_size);
        buf_add(&b, STR("\r\n"));
    }
    buf_add(&b, STR("\r\n"));

    if (bodiless || x->rq.method == METHOD_HEAD) {
        rs->body = NULL;
        rs->body_parts = 0;
        rs->body_size = 0;
    }
    return buf_str(&b);
}

const char *status_reason(int status)
{
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {422, "Unprocessable Content"},
        {423, "Locked"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {507, "Insufficient Storage"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Unknown";
}

/* SPDX-License-Identifier: MIT */
/* One request and its response, the same for FastCGI (fastcgi.h) and plain CGI (cgi.h). */
#ifndef WEB_HTTP_EXCHANGE_H
#define WEB_HTTP_EXCHANGE_H

#include "base/buf.h"
#include "cache/coded.h"

#include <sys/uio.h>

enum method { METHOD_GET = 1, METHOD_HEAD = 2, METHOD_POST = 4, METHOD_OTHER = 8 };

/* The request as the web server passed it on. Every str lives until the response has been sent. Its
 * bytes are as received, unchecked; it is empty if the server sent none. */
struct request {
    enum method method;
    struct str method_text;
    struct str target; /* REQUEST_URI: path and query, still percent-encoded */
    struct str path;   /* the target before its '?', still percent-encoded */
    struct str query;  /* what follows the '?' */
    struct str host;
    struct str remote_addr;
    bool https;
    struct str content_type;
    struct str cookie, user_agent, referer, accept_encoding;
    struct str if_none_match, if_modified_since;
    struct str sec_purpose, purpose, x_moz; /* one of these marks a prefetch */
    struct str sec_fetch_site, origin;
    struct str body; /* of a POST: whole, or empty if body_too_large */
    bool forwarded;  /* a proxy's header says that the request is passed on for somebody else */
    bool body_too_large;
    bool head_too_large; /* more fields or bytes than allowed; only the first are here: 431 */
    bool malformed;      /* the head has no method, no target, or a NUL in it: answer 400 */
    char id[20];         /* NUL-terminated; names this request in the log */
};

/* Filled by the handler. The transport writes "Status", the headers, Content-Length and the body.
 */
struct response {
    int status;
    struct buf headers;       /* whole lines: "Name: value\r\n" (use response_header) */
    const struct iovec *body; /* its parts live in the arena or in `pinned` */
    int body_parts;
    size_t body_size;
    struct coded *pinned; /* holds what `body` points to; unreferenced after sending; or NULL */
};

enum pool { POOL_PAGE, POOL_SLOW };

struct exchange {
    struct request rq;
    struct response rs;
    struct arena *arena; /* reset after the response */

    /* Set by web_handler.route: */
    enum pool pool;
    size_t body_limit; /* a longer body is read and dropped, and body_too_large set */
    const void *route; /* for the handler's own use */
    int64_t began_us;  /* when the head was read, on the monotonic clock */

    /* Set by web_handler.answer instead of answering, on a page thread: the answer costs more than
     * a page thread may spend. The transport then has a thread of the slow pool call it again. */
    bool deferred;
};

/* What a transport calls. The functions may run on any thread, at once for different exchanges. */
struct web_handler {
    void *ctx;
    /* Called when the head has been read: chooses the pool and the body limit. Must not block. */
    void (*route)(void *ctx, struct exchange *x);
    /* Called when the body has been read, on a thread of the chosen pool: fills x->rs. Or sets
     * x->deferred, but only if x->pool is POOL_PAGE. */
    void (*answer)(void *ctx, struct exchange *x);
    /* Called when the slow pool's queue is full: fills x->rs with a 503. Must not block. */
    void (*refuse)(void *ctx, struct exchange *x);
};

/* Stores one CGI meta-variable (RFC 3875; HTTP headers are HTTP_*) in RQ; ignores unknown names.
 * VALUE must outlive the exchange. */
void request_param(struct request *rq, struct str name, struct str value);
/* After the last request_param: splits the target, decides the method, sets malformed and id. */
void request_ready(struct request *rq);

/* Whether the client is on this machine: its address is a loopback one, and no proxy's header says
 * that the request is passed on for somebody else. */
bool request_is_local(const struct request *rq);

/* Adds a header line. VALUE is cut at the first CR, LF or NUL. NAME is a literal. */
void response_header(struct exchange *x, const char *name, struct str value);
/* Seconds: the Retry-After of a 503, and of a 429 whose sender does not know a better one. */
enum { BUSY_RETRY_S = 5, RATE_RETRY_S = 60 };
/* Adds Retry-After: the client may try again after SECONDS. */
void response_retry_after(struct exchange *x, int64_t seconds);
/* Makes TEXT the whole body. It must live in the arena or for ever. */
void response_body(struct exchange *x, struct str text);
/* The response's head in CGI's form ("Status: 200 OK\r\n...\r\n\r\n", with Content-Length), in the
 * arena. Removes the body for HEAD and for the statuses 204 and 304; those two also have no
 * Content-Length. */
struct str response_head(struct exchange *x);
/* The reason phrase of a status: "Not Found". */
const char *status_reason(int status);

#endif

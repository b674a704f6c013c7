/* SPDX-License-Identifier: MIT */
/* One request and its response, whatever brought it: FastCGI (fastcgi.h) or plain CGI (cgi.h). */
#ifndef WEB_HTTP_EXCHANGE_H
#define WEB_HTTP_EXCHANGE_H

#include "base/buf.h"
#include "cache/coded.h"

#include <sys/uio.h>

enum method { METHOD_GET = 1, METHOD_HEAD = 2, METHOD_POST = 4, METHOD_OTHER = 8 };

/* What the web server told us. Every str points into the exchange's arena (or the connection's
 * buffer) and lives until the response has been sent; bytes are as they came, unchecked. Empty
 * where the server sent none. */
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
    struct str sec_purpose, purpose, x_moz; /* a prefetch says so in one of these */
    struct str sec_fetch_site, origin;
    struct str body; /* of a POST: whole, or empty where body_too_large */
    bool forwarded;  /* some proxy says that it passes the request on for somebody else */
    bool body_too_large;
    bool head_too_large; /* more fields or bytes than are taken; what came first is here: 431 */
    bool malformed;      /* the head makes no sense (no method, no target, NUL in it): answer 400 */
    char id[20];         /* NUL-terminated, in the log lines about this request */
};

/* Filled by the handler. The transport writes "Status", the headers, Content-Length and the body.
 */
struct response {
    int status;
    struct buf headers;       /* whole lines: "Name: value\r\n" (use response_header) */
    const struct iovec *body; /* parts live in the arena or in `pinned` */
    int body_parts;
    size_t body_size;
    struct coded *pinned; /* what `body` points into; unreferenced after sending */
};

enum pool { POOL_PAGE, POOL_SLOW };

struct exchange {
    struct request rq;
    struct response rs;
    struct arena *arena; /* reset after the response */

    /* Set by web_handler.route: */
    enum pool pool;
    size_t body_limit; /* more is read and dropped, and body_too_large set */
    const void *route; /* the handler's own */
    int64_t began_us;  /* on the monotonic clock: when the head was read */

    /* Set by web_handler.answer on a page thread in place of an answer: what is asked for costs
     * more than a page thread may spend. The transport has a thread of the slow pool answer. */
    bool deferred;
};

/* What a transport calls. Both functions may run on any thread, for different exchanges at once. */
struct web_handler {
    void *ctx;
    /* The head has been read: chooses the pool and the body limit. Must not block. */
    void (*route)(void *ctx, struct exchange *x);
    /* The body has been read: fills x->rs, or sets x->deferred, which it does only where x->pool is
     * POOL_PAGE. Runs on a thread of the chosen pool. */
    void (*answer)(void *ctx, struct exchange *x);
    /* The slow pool's queue is full: fills x->rs with a 503; must not block. */
    void (*refuse)(void *ctx, struct exchange *x);
};

/* Takes one CGI meta-variable (RFC 3875; HTTP headers are HTTP_*) into RQ; unknown names are passed
 * over. VALUE must outlive the exchange. */
void request_param(struct request *rq, struct str name, struct str value);
/* After the last request_param: splits the target, decides the method, sets malformed and id. */
void request_ready(struct request *rq);

/* Whether who asks is on this machine: the address of the connection is a loopback one, and no
 * proxy names another. */
bool request_is_local(const struct request *rq);

/* Adds a header line. VALUE must hold no CR or LF: it is cut there. NAME is a literal. */
void response_header(struct exchange *x, const char *name, struct str value);
/* Makes TEXT (which must live in the arena or for ever) the whole body. */
void response_body(struct exchange *x, struct str text);
/* The response's head as CGI wants it ("Status: 200 OK\r\n...\r\n\r\n", with Content-Length;
 * without a body where the method was HEAD or the status has none, 304 and 204, which also go
 * without Content-Length), in the arena. */
struct str response_head(struct exchange *x);
/* The reason phrase of a status: "Not Found". */
const char *status_reason(int status);

#endif

/* SPDX-License-Identifier: MIT */
/* Scans the records of FastCGI 1.0, without I/O and without allocating. Decides what may reach
 * libfcgi, which reads the requests (fcgi/request.h), and makes the replies that libfcgi must not
 * make. Any input is safe, noise included.
 *
 * fcgi_whole recognises a request that has arrived in one piece. fcgi_feed takes any bytes in
 * pieces of any size and returns events. Only one request is open at a time: a second one is
 * answered with CANT_MPX_CONN. Records of requests that are not open are ignored, as the
 * specification says. */
#ifndef WEB_FCGI_RECORD_H
#define WEB_FCGI_RECORD_H

#include "base/arena.h"

#include <sys/uio.h>

enum {
    FCGI_CONTENT_MAX = 65535,
    FCGI_PARAMS_BYTES_MAX =
        64 * 1024,               /* of one request's params, names and values; a request with */
    FCGI_PARAMS_MAX = 200,       /* more bytes or more params is answered with 431 (conn.c) */
    FCGI_CONNECTIONS_MAX = 4096, /* the most at once, also in the reply to GET_VALUES */
    FCGI_HELD_MAX = 1024,        /* the longest FCGI_GET_VALUES that is answered */
    FCGI_REPLY_MAX = 128,
};

enum fcgi_role { FCGI_RESPONDER = 1, FCGI_AUTHORIZER = 2, FCGI_FILTER = 3 };

enum fcgi_type {
    FCGI_BEGIN_REQUEST = 1,
    FCGI_ABORT_REQUEST,
    FCGI_END_REQUEST,
    FCGI_PARAMS,
    FCGI_STDIN,
    FCGI_STDOUT,
    FCGI_STDERR,
    FCGI_DATA,
    FCGI_GET_VALUES,
    FCGI_GET_VALUES_RESULT,
    FCGI_UNKNOWN_TYPE,
};

enum fcgi_status { FCGI_REQUEST_COMPLETE, FCGI_CANT_MPX_CONN, FCGI_OVERLOADED, FCGI_UNKNOWN_ROLE };

enum fcgi_event {
    FCGI_MORE,     /* the input is used up */
    FCGI_BEGUN,    /* a request is open: `id`, `keep` */
    FCGI_PARAM,    /* `chunk` holds bytes of its params: gather them for fcgi_params_fit */
    FCGI_HEAD,     /* its params are complete */
    FCGI_BODY,     /* `chunk` holds bytes of its body */
    FCGI_COMPLETE, /* its body is complete; feed no more until fcgi_answered */
    FCGI_ABORTED,  /* the request is no longer open: send `reply`, which says so */
    FCGI_REPLY,    /* send `reply` */
    FCGI_BROKEN,   /* the input is not FastCGI, see `why`; every later call returns this again */
};

struct fcgi_parser {
    /* For the caller to read: */
    struct str chunk; /* points into the input */
    unsigned char reply[FCGI_REPLY_MAX];
    size_t reply_n;
    const char *why;
    uint16_t id;
    bool keep; /* the connection stays open after the answer to this request */
    bool last; /* after FCGI_REPLY and FCGI_ABORTED: close the connection after the reply */

    /* For record.c: */
    enum { FCGI_AT_REST, FCGI_IN_PARAMS, FCGI_IN_BODY, FCGI_IN_ANSWER, FCGI_IS_BROKEN } request;
    enum { FCGI_IN_HEADER, FCGI_IN_CONTENT, FCGI_IN_PADDING } part;
    unsigned char header[8];
    unsigned char held[FCGI_HELD_MAX]; /* the content of a record that is held until complete */
    size_t have;                       /* bytes in `header` or `held` */
    size_t content, padding;           /* bytes still to come of this record */
    size_t params;                     /* bytes of params so far */
    enum { FCGI_SKIP, FCGI_HOLD, FCGI_STREAM } use; /* what this record's content is for */
    unsigned char type;
    uint16_t record_id;
};

void fcgi_parser_init(struct fcgi_parser *p);
/* Consumes the front of *in up to the next event. */
enum fcgi_event fcgi_feed(struct fcgi_parser *p, struct str *in);
/* To be called when the complete request has been answered. */
void fcgi_answered(struct fcgi_parser *p);

/* Whether no request is open and no record is incomplete. */
static inline bool fcgi_is_idle(const struct fcgi_parser *p)
{
    return p->request == FCGI_AT_REST && p->part == FCGI_IN_HEADER && p->have == 0;
}

/* A request that has arrived in one piece. */
struct fcgi_whole {
    uint16_t id;
    bool keep;   /* the connection stays open after the answer */
    size_t body; /* bytes */
};

/* True if IN is exactly one whole request in the form in which web servers send small ones: params
 * in one record, within the bounds and without NUL; no record of another kind or request; no
 * padding in a record that ends a stream, which libfcgi would take for a header. If false, the
 * input may still be correct; fcgi_feed decides that. */
MUST_CHECK bool fcgi_whole(struct str in, struct fcgi_whole *w);

/* How much of PARAMS libfcgi may see: it allocates whatever length a pair claims, and treats names
 * and values as C strings. */
struct fcgi_fit {
    size_t bytes; /* of the whole pairs, at most FCGI_PARAMS_MAX pairs */
    bool more;    /* there are more pairs than that */
    bool has_nul; /* a name or value contains a NUL */
};
struct fcgi_fit fcgi_params_fit(struct str params);

enum { FCGI_HEADER_BYTES = 8, FCGI_BEGIN_BYTES = 16 };
/* Writes the header of a record with CONTENT and PADDING bytes. */
void fcgi_put_header(unsigned char to[FCGI_HEADER_BYTES], enum fcgi_type type, uint16_t id,
                     size_t content, size_t padding);
/* Writes a whole BEGIN_REQUEST record for a responder. */
void fcgi_put_begin(unsigned char to[FCGI_BEGIN_BYTES], uint16_t id, bool keep);

/* An answer as records: HEAD and the PARTS of BODY as STDOUT, then END_REQUEST. Returns *n iovecs
 * that live in A and point into HEAD, BODY and A. */
struct iovec *fcgi_answer(struct arena *a, uint16_t id, struct str head, const struct iovec *body,
                          int parts, size_t *n);

#endif

/* SPDX-License-Identifier: MIT */
/* The records of FastCGI 1.0, without I/O and without memory of its own: what may reach libfcgi,
 * which reads the requests (fcgi/request.h), and what is answered in its place. It can be fed
 * noise.
 *
 * fcgi_whole knows a request that has come in one piece. fcgi_feed takes any bytes in pieces of any
 * size, and gives events. One request at a time: another one begun meanwhile is answered with
 * CANT_MPX_CONN. Records of requests that are not open are passed over, as the specification says.
 */
#ifndef WEB_FCGI_RECORD_H
#define WEB_FCGI_RECORD_H

#include "base/arena.h"

#include <sys/uio.h>

enum {
    FCGI_CONTENT_MAX = 65535,
    FCGI_PARAMS_BYTES_MAX = 64 * 1024, /* the params of one request, names and values: more are */
    FCGI_PARAMS_MAX = 200,             /* passed over, and answered with 431 (fcgi/conn.c) */
    FCGI_CONNECTIONS_MAX = 4096,       /* what we say when asked, and the most at once */
    FCGI_HELD_MAX = 1024,              /* the longest FCGI_GET_VALUES that is answered */
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
    FCGI_PARAM,    /* `chunk` holds bytes of its params: gather them, then use fcgi_params_fit */
    FCGI_HEAD,     /* its params are complete */
    FCGI_BODY,     /* `chunk` holds bytes of its body */
    FCGI_COMPLETE, /* its body is complete; feed no more until fcgi_answered */
    FCGI_ABORTED,  /* it is no longer open, and `reply` says so */
    FCGI_REPLY,    /* send `reply` */
    FCGI_BROKEN,   /* not FastCGI: `why`; every later call says the same */
};

struct fcgi_parser {
    /* For the caller to read: */
    struct str chunk; /* points into the input */
    unsigned char reply[FCGI_REPLY_MAX];
    size_t reply_n;
    const char *why;
    uint16_t id;
    bool keep; /* the connection stays open after the answer to this request */
    bool last; /* with FCGI_REPLY, FCGI_ABORTED: the connection is to be closed after the reply */

    /* Its own: */
    enum { FCGI_AT_REST, FCGI_IN_PARAMS, FCGI_IN_BODY, FCGI_IN_ANSWER, FCGI_IS_BROKEN } request;
    enum { FCGI_IN_HEADER, FCGI_IN_CONTENT, FCGI_IN_PADDING } part;
    unsigned char header[8];
    unsigned char held[FCGI_HELD_MAX]; /* the content of a record that is taken whole */
    size_t have;                       /* bytes in `header` or `held` */
    size_t content, padding;           /* bytes still to come of this record */
    size_t params;                     /* bytes of params so far */
    enum { FCGI_SKIP, FCGI_HOLD, FCGI_STREAM } use; /* what this record's content is for */
    unsigned char type;
    uint16_t record_id;
};

void fcgi_parser_init(struct fcgi_parser *p);
/* Takes from the front of *in up to the next event. */
enum fcgi_event fcgi_feed(struct fcgi_parser *p, struct str *in);
/* The request that was complete has been answered. */
void fcgi_answered(struct fcgi_parser *p);

/* No request is open and no record is cut off. */
static inline bool fcgi_is_idle(const struct fcgi_parser *p)
{
    return p->request == FCGI_AT_REST && p->part == FCGI_IN_HEADER && p->have == 0;
}

/* A request that has come in one piece. */
struct fcgi_whole {
    uint16_t id;
    bool keep;   /* the connection stays open after the answer */
    size_t body; /* bytes */
};

/* True where IN is one request, whole and nothing after it, in the form that web servers give to
 * those that are not large: params in one record, within the bounds and without NUL; no record of
 * another kind or request; no padding in a record that ends something, which libfcgi would take for
 * a header. What is not may be right all the same: fcgi_feed knows. */
MUST_CHECK bool fcgi_whole(struct str in, struct fcgi_whole *w);

/* How much of the content of PARAMS libfcgi may see. It makes room for whatever length a pair
 * claims, and gives names and values as C strings. */
struct fcgi_fit {
    size_t bytes;       /* of whole pairs, FCGI_PARAMS_MAX at most */
    bool more, has_nul; /* more pairs than that; a name or value with a NUL in it */
};
struct fcgi_fit fcgi_params_fit(struct str params);

enum { FCGI_HEADER_BYTES = 8, FCGI_BEGIN_BYTES = 16 };
/* The header of a record whose content and padding have so many bytes. */
void fcgi_put_header(unsigned char to[FCGI_HEADER_BYTES], enum fcgi_type type, uint16_t id,
                     size_t content, size_t padding);
/* A whole BEGIN_REQUEST for a responder. */
void fcgi_put_begin(unsigned char to[FCGI_BEGIN_BYTES], uint16_t id, bool keep);

/* An answer as records: HEAD and the PARTS of BODY as STDOUT, then END_REQUEST, as *n iovecs that
 * live in A and point into HEAD, BODY and A. */
struct iovec *fcgi_answer(struct arena *a, uint16_t id, struct str head, const struct iovec *body,
                          int parts, size_t *n);

#endif

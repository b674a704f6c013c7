/* SPDX-License-Identifier: MIT */
/* One request, read by libfcgi. libfcgi allocates whatever length is claimed, overflows its stack
 * when asked for many values, and takes the padding after a stream's end for a header. So it gets
 * only what fcgi/record.h has found to be whole and safe, and it never waits. */
#ifndef WEB_FCGI_REQUEST_H
#define WEB_FCGI_REQUEST_H

#include "base/arena.h"
#include "base/err.h"

struct fcgi_request;

/* Starts the library; call it once, before the other functions. Does not change the handling of
 * signals. ERR_BUG if the library does not start. */
MUST_CHECK enum err_kind fcgi_request_library(struct err *e);

/* Reads a request up to the end of its params from the descriptor *FD, on which all of it can be
 * read. NULL if the library fails; if it has closed the descriptor then, *FD is -1. The result
 * lives in A. It owns memory of the library's until fcgi_request_free, but never the descriptor. */
struct fcgi_request *fcgi_request_new(struct arena *a, int *fd);
/* Frees the request and sets *r to NULL, which it may be already. */
void fcgi_request_free(struct fcgi_request **r);

/* The param with index I (from 0); false if there is none. NAME and VALUE live as long as R. */
MUST_CHECK bool fcgi_request_param(const struct fcgi_request *r, size_t i, struct str *name,
                                   struct str *value);
/* Makes R read the rest of the request from FD. */
void fcgi_request_read_from(struct fcgi_request *r, int fd);
/* Reads the body and its end into TO. False if the body does not have exactly N bytes. */
MUST_CHECK bool fcgi_request_body(struct fcgi_request *r, char *to, size_t n);

#endif

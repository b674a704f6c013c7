/* SPDX-License-Identifier: MIT */
/* One request as libfcgi reads it. It reads what fcgi/record.h has found to be whole and clean, so
 * it neither waits nor meets what it cannot bear: it makes room for whatever length is claimed,
 * writes past its stack where many values are asked for, and takes the padding after a stream's end
 * for a header. */
#ifndef WEB_FCGI_REQUEST_H
#define WEB_FCGI_REQUEST_H

#include "base/arena.h"
#include "base/err.h"

struct fcgi_request;

/* Once, before any other of these. Leaves the handling of signals as it is. ERR_BUG where the
 * library does not start. */
MUST_CHECK enum err_kind fcgi_request_library(struct err *e);

/* Reads a request up to the end of its params, from the descriptor *FD, where all of it is there to
 * be read. NULL where the library cannot; it has closed the descriptor then, and *FD is -1. The
 * result lives in A; it owns memory of the library's until fcgi_request_free, and never the
 * descriptor. */
struct fcgi_request *fcgi_request_new(struct arena *a, int *fd);
/* Frees it and sets *r to NULL; nothing where *r is NULL. */
void fcgi_request_free(struct fcgi_request **r);

/* The param of number I (from 0); false where there is none. NAME and VALUE live as long as R does.
 */
MUST_CHECK bool fcgi_request_param(const struct fcgi_request *r, size_t i, struct str *name,
                                   struct str *value);
/* From here on what follows is read from FD. */
void fcgi_request_from(struct fcgi_request *r, int fd);
/* Reads the body, which must be of N bytes, into TO, and its end. False where it is not. */
MUST_CHECK bool fcgi_request_body(struct fcgi_request *r, char *to, size_t n);

#endif

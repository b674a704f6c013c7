/* SPDX-License-Identifier: MIT */
/* Sends a POST request to another machine with libcurl: for notifying others of what the site
 * publishes. */
#ifndef JOBS_POST_H
#define JOBS_POST_H

#include "base/arena.h"
#include "base/err.h"

#include <stdatomic.h>

struct post_client;

/* Loads libcurl. ERR_IO if it is not installed. For one thread only. *STOPPING may be set by any
 * thread; a request in progress then ends within about a second. */
MUST_CHECK enum err_kind post_client_new(struct post_client **out, const atomic_bool *stopping,
                                         struct err *e);
void post_client_free(struct post_client **p);

/* Sends BODY to URL (http or https) and waits for the answer, at most 15 seconds. Redirects are not
 * followed, and the answer's body is ignored. ERR_UPSTREAM if there is no answer, or one with a
 * status other than 200 to 299. */
MUST_CHECK enum err_kind post(struct post_client *p, struct str url, const char *content_type,
                              struct str body, struct arena *a, struct err *e);

#endif

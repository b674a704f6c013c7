/* SPDX-License-Identifier: MIT */
/* One POST to another machine, with libcurl: for whoever the site tells of what it publishes. */
#ifndef JOBS_POST_H
#define JOBS_POST_H

#include "base/arena.h"
#include "base/err.h"

#include <stdatomic.h>

struct post_client;

/* Loads libcurl. ERR_IO where it is not installed. Used by one thread. *STOPPING may be set by any
 * thread: what is under way then ends within about a second. */
MUST_CHECK enum err_kind post_client_new(struct post_client **out, const atomic_bool *stopping,
                                         struct err *e);
void post_client_free(struct post_client **p);

/* Sends BODY to URL (http or https) and waits for the answer, 15 seconds at most; redirects are not
 * followed, and what the answer holds is not read. ERR_UPSTREAM where nobody answers, or with
 * anything but a status of 200 to 299. */
MUST_CHECK enum err_kind post(struct post_client *p, struct str url, const char *content_type,
                              struct str body, struct arena *a, struct err *e);

#endif

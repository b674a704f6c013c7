/* SPDX-License-Identifier: MIT */
/* Answers that bypass the page cache. answer_page.h has those that go through it. */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "web/context.h"

/* 303 to LOCATION (a path on this site; may have a query and a fragment). Never stored. */
enum err_kind answer_see_other(struct context *c, struct str location);
/* 301 to LOCATION. Caches may store it for an hour. */
enum err_kind answer_moved(struct context *c, struct str location);
/* 301 to PATH, with the request's query. */
enum err_kind answer_moved_with_query(struct context *c, struct str path);
/* Answers STATUS with BODY as CONTENT_TYPE. The caller adds any caching headers. */
enum err_kind answer_bytes(struct context *c, int status, const char *content_type,
                           struct str body);

/* Answers STATUS with WHAT as text/html that nobody may store. Fails as tpl_expand does. */
MUST_CHECK enum err_kind answer_html(struct context *c, int status, struct tpl_include what,
                                     struct err *e);

#define ANSWER_HTML "text/html; charset=utf-8"
/* Sets status and content type. */
void answer_head(struct context *c, int status, const char *content_type);
/* Expands WHAT into *out, in C's arena. Fails as tpl_expand does. */
MUST_CHECK enum err_kind answer_expand(struct context *c, struct tpl_include what, struct str *out,
                                       struct err *e);

#endif

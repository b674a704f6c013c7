/* SPDX-License-Identifier: MIT */
/* Answers that the cache has no part in. answer_page.h has those that it has. */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "web/context.h"

/* 303 to LOCATION (a path on this site, with query and fragment if need be). */
enum err_kind answer_see_other(struct context *c, struct str location);
/* 301 to LOCATION. */
enum err_kind answer_moved(struct context *c, struct str location);
/* Bytes of another type. */
enum err_kind answer_bytes(struct context *c, int status, const char *content_type,
                           struct str body);

/* Answers STATUS with WHAT as text/html, not to be kept by anybody. */
MUST_CHECK enum err_kind answer_html(struct context *c, int status, struct tpl_include what,
                                     struct err *e);

/* What answers are made of: status and type; and the text of WHAT, in C's arena. */
#define ANSWER_HTML "text/html; charset=utf-8"
void answer_head(struct context *c, int status, const char *content_type);
MUST_CHECK enum err_kind answer_expand(struct context *c, struct tpl_include what, struct str *out,
                                       struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* One comment as the newsroom shows it. */
#ifndef ADMIN_COMMENT_COMMENT_VIEW_H
#define ADMIN_COMMENT_COMMENT_VIEW_H

#include "core/talk/moderation.h"
#include "web/context.h"

/* "1 comment", "1,234 comments". */
struct str comments_shown(const struct context *c, int64_t n);

/* The author's name, or a word for one without. */
struct str comment_author(const struct comment *it);

/* The comment's place on its article. */
struct str comment_link(const struct context *c, const struct comment *it);
/* The text as HTML. */
struct html comment_shown(const struct context *c, const struct comment *it);
/* The template's include of IT as a quotation. */
struct tpl_include quote_include(struct context *c, const struct comment *it);

/* The comment that the route's first argument names; ERR_NOT_FOUND where there is none, or none any
 * more. */
MUST_CHECK enum err_kind comment_of_route(struct context *c, struct comment *out, struct err *e);

#endif

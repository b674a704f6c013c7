/* SPDX-License-Identifier: MIT */
/* One comment as the newsroom shows it. */
#ifndef ADMIN_COMMENT_COMMENT_VIEW_H
#define ADMIN_COMMENT_COMMENT_VIEW_H

#include "core/talk/moderation.h"
#include "web/context.h"

/* The name AUTHOR, or words for somebody without one. */
struct str author_shown(struct context *c, struct str author);
/* The same for the author of IT, or a word where it was deleted. */
struct str comment_author(struct context *c, const struct comment *it);

/* The comment's place on its article. */
struct str comment_link(const struct context *c, const struct comment *it);
/* The text as HTML. */
struct html comment_shown(struct context *c, const struct comment *it);
/* The template's include of IT as a quotation. */
struct tpl_include quote_include(struct context *c, const struct comment *it);

/* The comment that the route's first argument names; ERR_NOT_FOUND where there is none, or none any
 * more. */
MUST_CHECK enum err_kind comment_of_route(struct context *c, struct comment *out, struct err *e);

#endif

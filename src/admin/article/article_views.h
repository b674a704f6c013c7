/* SPDX-License-Identifier: MIT */
/* An article's view counters, for its page in the newsroom: the live numbers by reason, and the
 * days. */
#ifndef ADMIN_ARTICLE_ARTICLE_VIEWS_H
#define ADMIN_ARTICLE_ARTICLE_VIEWS_H

#include "web/context.h"

/* The fields of what article_views_make makes. */
extern const struct tpl_field article_views_fields[];

/* *out is NULL where the article was never published: nobody can have read it. */
MUST_CHECK enum err_kind article_views_make(struct context *c, const struct article *art,
                                            const void **out, struct err *e);
/* The number that readers see. */
int64_t article_views_shown(const struct context *c, const struct article *art);

#endif

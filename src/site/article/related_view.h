/* SPDX-License-Identifier: MIT */
/* The articles that an article's page leads to: related ones, and those published just before and
 * just after it. */
#ifndef SITE_ARTICLE_RELATED_VIEW_H
#define SITE_ARTICLE_RELATED_VIEW_H

#include "web/context.h"

/* Each includes nothing if there is no such article. */
MUST_CHECK enum err_kind related_include(struct context *c, const struct article *art,
                                         struct tpl_include *out, struct err *e);
MUST_CHECK enum err_kind neighbours_include(struct context *c, const struct article *art,
                                            struct tpl_include *out, struct err *e);

#endif

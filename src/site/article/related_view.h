/* SPDX-License-Identifier: MIT */
/* What follows an article: the one before it and the one after it, and those related to it. */
#ifndef SITE_ARTICLE_RELATED_VIEW_H
#define SITE_ARTICLE_RELATED_VIEW_H

#include "web/context.h"

/* Includes nothing where there is none. */
MUST_CHECK enum err_kind related_include(struct context *c, const struct article *art,
                                         struct tpl_include *out, struct err *e);
MUST_CHECK enum err_kind neighbours_include(struct context *c, const struct article *art,
                                            struct tpl_include *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* What the pages about one article share: the tabs between them. */
#ifndef ADMIN_ARTICLE_ARTICLE_TABS_H
#define ADMIN_ARTICLE_ARTICLE_TABS_H

#include "admin/page/frame.h"

enum article_tab { TAB_TEXT, TAB_LIVE, TAB_CORRECTIONS };

/* The tabs of ART that the signed-in person may open; nothing where there is only its text. */
struct tpl_include article_tabs(struct context *c, const struct article *art,
                                enum article_tab current);

/* The article that the route names, for a page of its editors: ERR_NOT_FOUND, ERR_FORBIDDEN. */
MUST_CHECK enum err_kind article_of_route(struct context *c, struct article *out, struct err *e);

#endif

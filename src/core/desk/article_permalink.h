/* SPDX-License-Identifier: MIT */
/* Permalinks as the desk gives them: no two articles of a day share one, and an address that was
 * ever an article's leads to it for good. */
#ifndef CORE_DESK_ARTICLE_PERMALINK_H
#define CORE_DESK_ARTICLE_PERMALINK_H

#include "base/problem.h"
#include "core/news/article.h"

/* Leaves BEFORE's address to the article as a redirect, since its slug becomes SLUG on the same
 * day. ERR_CONFLICT, with *p filled ("slug"), where another article has, or had, that address.
 * Inside a write job. */
MUST_CHECK enum err_kind article_permalink_move(struct db_conn *c, const struct article *before,
                                                struct str slug, struct problems *p, struct err *e);
/* Gives ART the permalink of DAY: a slug that is taken on that day gets "-2" and so on, in A. */
MUST_CHECK enum err_kind article_permalink_fix(struct db_conn *c, struct article *art, int64_t day,
                                               struct arena *a, struct err *e);

#endif

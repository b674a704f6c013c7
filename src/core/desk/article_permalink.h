/* SPDX-License-Identifier: MIT */
/* Gives articles their permalinks: no two articles of a day share one, and an address that was ever
 * an article's leads to it for good. */
#ifndef CORE_DESK_ARTICLE_PERMALINK_H
#define CORE_DESK_ARTICLE_PERMALINK_H

#include "base/problem.h"
#include "core/news/article.h"

/* Changes the slug of BEFORE to SLUG on the same day; the old address becomes a redirect to the
 * article. ERR_CONFLICT with *p ("slug") filled if another article has, or had, the new address.
 * Inside a write job. */
MUST_CHECK enum err_kind article_permalink_move(struct db_conn *c, const struct article *before,
                                                struct str slug, struct problems *p, struct err *e);
/* Gives ART a permalink on DAY: a slug that is taken on that day gets "-2" and so on, in A. ERR_DB.
 */
MUST_CHECK enum err_kind article_permalink_fix(struct db_conn *c, struct article *art, int64_t day,
                                               struct arena *a, struct err *e);

#endif

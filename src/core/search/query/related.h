/* SPDX-License-Identifier: MIT */
/* Related articles: by shared tags, rare words of the headline, section and time. It costs a
 * bounded number of reads by key, the same on a site of any size. */
#ifndef CORE_SEARCH_QUERY_RELATED_H
#define CORE_SEARCH_QUERY_RELATED_H

#include "core/news/article.h"

/* Up to LIMIT (at most RELATED_MAX) published articles other than ART, the closest first. In A.
 * ERR_DB. */
enum { RELATED_MAX = 8 };
MUST_CHECK enum err_kind related_find(struct db_conn *c, const struct article *art, int64_t limit,
                                      struct arena *a, struct article_list *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* The id that an article has in the search index: the second of its publication or soon after, so
 * that ids go by date. */
#ifndef CORE_SEARCH_INDEX_SLOT_H
#define CORE_SEARCH_INDEX_SLOT_H

#include "core/news/article.h"

/* A free id for ART. */
MUST_CHECK enum err_kind search_slot_for(struct db_conn *c, const struct article *art, int64_t *out,
                                         struct err *e);
/* Whether ID is one that search_slot_for gives an article of ART's date; the date may have been
 * changed past the program. */
MUST_CHECK enum err_kind search_slot_fits(struct db_conn *c, const struct article *art, int64_t id,
                                          bool *fits, struct err *e);

#endif

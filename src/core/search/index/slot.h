/* SPDX-License-Identifier: MIT */
/* An article's id in the search index: the second of its publication or soon after, so that ids are
 * in order of date. */
#ifndef CORE_SEARCH_INDEX_SLOT_H
#define CORE_SEARCH_INDEX_SLOT_H

#include "core/news/article.h"

/* Finds a free id for ART. ERR_DB. */
MUST_CHECK enum err_kind search_slot_for(struct db_conn *c, const struct article *art, int64_t *out,
                                         struct err *e);
/* Sets *fits if ID is one that search_slot_for would give an article of ART's date. It is not if
 * the date was changed past the program. ERR_DB. */
MUST_CHECK enum err_kind search_slot_fits(struct db_conn *c, const struct article *art, int64_t id,
                                          bool *fits, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Adds many new articles at once, as an import does. */
#ifndef CORE_DESK_ARTICLE_BATCH_H
#define CORE_DESK_ARTICLE_BATCH_H

#include "core/desk/article_write.h"

/* Adds N new articles in one transaction, and publishes them if PUBLISHES: all or none, at the cost
 * of one transaction. IDS receives their ids. Errors are those of article_save; *failed is the
 * index of the article that caused one. */
MUST_CHECK enum err_kind article_add_all(struct db *db, const struct settings *s,
                                         const struct actor *who, const struct article_edit *edits,
                                         size_t n, bool publishes, int64_t *ids, size_t *failed,
                                         struct problems *p, struct err *e);

#endif

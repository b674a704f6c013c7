/* SPDX-License-Identifier: MIT */
/* Adding many new articles at once, as an import does. */
#ifndef CORE_DESK_ARTICLE_BATCH_H
#define CORE_DESK_ARTICLE_BATCH_H

#include "core/desk/article_write.h"

/* Adds N new articles in one transaction, so that they share its cost, all or none, and publishes
 * them where PUBLISHES. IDS are theirs. Errors are article_save's; *failed is the index of the
 * article that they are about. */
MUST_CHECK enum err_kind article_add_all(struct db *db, const struct settings *s,
                                         const struct actor *who, const struct article_edit *edits,
                                         size_t n, bool publishes, int64_t *ids, size_t *failed,
                                         struct problems *p, struct err *e);

#endif

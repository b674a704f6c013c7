/* SPDX-License-Identifier: MIT */
/* Publishes scheduled articles when their time has come. */
#ifndef CORE_DESK_ARTICLE_DUE_H
#define CORE_DESK_ARTICLE_DUE_H

#include "core/news/article.h"
#include "core/site/setting.h"

/* True if ART should have been published a while ago: something prevents it. */
bool article_is_overdue(const struct article *art, int64_t now);

/* Publishes what is due, each article in a transaction of its own; *n is their number. An article
 * that cannot be published does not hold up others: it is recorded, logged and tried again after a
 * minute, then two, at most an hour, or as soon as it is changed. ERR_BUSY, or the error that
 * prevented recording. A job calls it each second. */
MUST_CHECK enum err_kind article_publish_due(struct db *db, const struct settings *s, int64_t now,
                                             int *n, struct err *e);

#endif

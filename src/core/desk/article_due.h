/* SPDX-License-Identifier: MIT */
/* Publishing what is scheduled, when its time has come. */
#ifndef CORE_DESK_ARTICLE_DUE_H
#define CORE_DESK_ARTICLE_DUE_H

#include "core/news/article.h"
#include "core/site/setting.h"

/* Whether ART should have been published a while ago: something keeps it from being. */
bool article_overdue(const struct article *art, int64_t now);

/* Publishes what is due, each article in a transaction of its own; *n says how many. One that
 * cannot be published holds up no other: it is noted, logged, and tried again after a minute, then
 * two, at most an hour, or as soon as it is changed. ERR_BUSY, and whatever keeps that from being
 * noted. A job calls it each second. */
MUST_CHECK enum err_kind article_publish_due(struct db *db, const struct settings *s, int64_t now,
                                             int *n, struct err *e);

#endif

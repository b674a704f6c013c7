/* SPDX-License-Identifier: MIT */
/* What can become of an article, and the names of that. The newsroom's words for readers of its
 * pages are in admin/article/status_words.h. */
#ifndef CORE_NEWS_ARTICLE_STATUS_H
#define CORE_NEWS_ARTICLE_STATUS_H

#include "base/str.h"

/* Stored in the database, and named in the schema's indexes: never renumber. */
enum article_status {
    ARTICLE_DRAFT = 0,
    ARTICLE_REVIEW = 1,
    ARTICLE_SCHEDULED = 2,
    ARTICLE_PUBLISHED = 3,
    ARTICLE_UNPUBLISHED = 4,
    ARTICLE_TRASHED = 5,
    ARTICLE_STATUSES
};

/* "draft", "in review", "scheduled", "published", "unpublished", "in the trash": messages,
 * marked with N_. */
const char *article_status_name(enum article_status status);
/* "draft", "review", "scheduled", "published", "unpublished", "trash": for machines, in addresses
 * and on the command line. */
const char *article_status_key(enum article_status status);
/* False if KEY is not a status. */
bool article_status_parse(struct str key, enum article_status *out);

#endif

/* SPDX-License-Identifier: MIT */
/* The tags of an article: from the line in which somebody types them to the rows of the database.
 */
#ifndef CORE_DESK_ARTICLE_TAGS_H
#define CORE_DESK_ARTICLE_TAGS_H

#include "base/problem.h"
#include "db/db.h"

enum { TAGS_MAX = 20, TAG_NAME_MAX = 100 /* bytes */ };

/* Removes the next tag's name from *rest; false if there is none left. Names are separated by the
 * commas and semicolons of all scripts. A name that shows nothing is skipped. */
bool tag_next(struct str *rest, struct str *name);

/* Adds a problem for "tags" if LINE has too many tags, or one that is too long. */
void tags_check(struct str line, struct problems *p);

/* Gives the article the tags of LINE, in their order, in place of those that it has. PUBLISHED_AT
 * is 0 if it is not published. A name that differs from a tag's only in case, width or spaces is
 * that tag; every other name makes a new one. Inside a write job. ERR_DB. */
MUST_CHECK enum err_kind article_tags_store(struct db_conn *c, int64_t article_id, struct str line,
                                            int64_t published_at, struct arena *a, struct err *e);

#endif

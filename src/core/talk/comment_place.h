/* SPDX-License-Identifier: MIT */
/* On which page of an article's comments a comment is. */
#ifndef CORE_TALK_COMMENT_PLACE_H
#define CORE_TALK_COMMENT_PLACE_H

#include "core/talk/comment.h"

/* Sets *after to the value of "comments-after" for the page that shows the thread ROOT_ID: 0, the
 * article's own page, if all COMMENT_COUNT approved comments of the article fit on it; otherwise
 * that of the page which begins with the thread. Reads a page's comments at most. ERR_DB. */
MUST_CHECK enum err_kind comment_place(struct db_conn *c, const struct settings *s,
                                       int64_t article_id, int64_t comment_count, int64_t root_id,
                                       int64_t *after, struct err *e);

#endif

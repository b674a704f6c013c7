/* SPDX-License-Identifier: MIT */
/* An article's newest comments, for its feed. */
#ifndef CORE_TALK_COMMENT_FEED_H
#define CORE_TALK_COMMENT_FEED_H

#include "core/talk/moderation.h"

/* The article's newest approved comments without e-mail addresses, newest first: at most 50, ending
 * with the one that takes their texts past COMMENT_PAGE_BYTES. In A. ERR_DB. */
MUST_CHECK enum err_kind comment_feed_list(struct db_conn *c, int64_t article_id, struct arena *a,
                                           struct comment_list *out, struct err *e);

#endif

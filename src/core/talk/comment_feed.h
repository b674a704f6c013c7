/* SPDX-License-Identifier: MIT */
/* The newest comments of an article, or of the site, for their feeds. */
#ifndef CORE_TALK_COMMENT_FEED_H
#define CORE_TALK_COMMENT_FEED_H

#include "core/talk/moderation.h"

/* The article's newest approved comments without e-mail addresses, newest first: at most 50, ending
 * with the one that takes their texts past COMMENT_PAGE_BYTES. In A. ERR_DB. */
MUST_CHECK enum err_kind comment_feed_list(struct db_conn *c, int64_t article_id, struct arena *a,
                                           struct comment_list *out, struct err *e);

/* The same of all published articles, each with its article's id, title, permalink and number of
 * comments. Comments of articles that are not published count as read: of the newest ones, 500 are
 * looked at. */
MUST_CHECK enum err_kind comment_feed_of_site(struct db_conn *c, struct arena *a,
                                              struct comment_list *out, struct err *e);

#endif

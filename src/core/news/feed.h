/* SPDX-License-Identifier: MIT */
/* What feeds show that pages do not: names for things that stay theirs for ever, and an article's
 * newest comments. */
#ifndef CORE_NEWS_FEED_H
#define CORE_NEWS_FEED_H

#include "core/talk/comment.h"
#include "core/talk/moderation.h"

/* A name for the thing that NOUN and ID tell ("article", 12; "feed", 0 ...) of this site and of no
 * other, "urn:uuid:...", in A. It stays the same when the site moves, or an address changes. */
MUST_CHECK enum err_kind feed_urn(struct db_conn *c, struct str noun, int64_t id, struct arena *a,
                                  struct str *out, struct err *e);

/* The article's newest approved comments without anybody's e-mail address: at most 50, and the last
 * one is that which takes their texts past COMMENT_PAGE_BYTES. */
MUST_CHECK enum err_kind feed_comments(struct db_conn *c, int64_t article_id, struct arena *a,
                                       struct comment_list *out, struct err *e);

#endif

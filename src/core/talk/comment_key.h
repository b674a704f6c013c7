/* SPDX-License-Identifier: MIT */
/* What stands for a comment, or for its form, in an index of all comments. */
#ifndef CORE_TALK_COMMENT_KEY_H
#define CORE_TALK_COMMENT_KEY_H

#include "base/arena.h"
#include "base/str.h"

/* A short hash of S for an index of all comments. */
struct str comment_key(struct arena *a, struct str s);

/* A hash for finding duplicates, of what everybody can read and nothing else: a duplicate is
 * reported, so if an e-mail address were included, it could be guessed by posting somebody's name
 * and text again. */
struct str comment_duplicate_digest(struct arena *a, int64_t article_id, struct str author,
                                    struct str body);

#endif

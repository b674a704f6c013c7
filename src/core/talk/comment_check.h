/* SPDX-License-Identifier: MIT */
/* What can be said about a comment before it is stored: whether its fields are right, and whether
 * its article takes comments. */
#ifndef CORE_TALK_COMMENT_CHECK_H
#define CORE_TALK_COMMENT_CHECK_H

#include "core/talk/comment.h"

/* Checks the fields (lengths, missing ones, the form of e-mail and website), and adds a problem for
 * each mistake. */
void comment_check(const struct settings *s, const struct comment_submission *sub,
                   struct problems *p);
/* True if ART accepts comments now; otherwise *why is a sentence in static storage. */
bool comment_open(const struct settings *s, const struct article *art, int64_t now,
                  const char **why);

#endif

/* SPDX-License-Identifier: MIT */
/* The names of a comment's status, for machines and for the audit log. The newsroom's words are in
 * admin/words/comment_words.h. */
#ifndef CORE_TALK_COMMENT_STATUS_H
#define CORE_TALK_COMMENT_STATUS_H

#include "core/talk/submission.h"

/* "pending", "approved", "spam", "trash". */
const char *comment_status_name(enum comment_status status);
/* False if NAME is not a status. */
bool comment_status_parse(struct str name, enum comment_status *out);

#endif

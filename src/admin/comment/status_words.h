/* SPDX-License-Identifier: MIT */
/* The words of the newsroom for a comment's status. */
#ifndef ADMIN_COMMENT_STATUS_WORDS_H
#define ADMIN_COMMENT_STATUS_WORDS_H

#include "core/talk/comment.h"

struct comment_status_words {
    const char *shown;      /* "Pending" */
    const char *done;       /* what was done to get there: "returned to pending" */
    const char *one, *many; /* "pending comment", "pending comments" */
};
extern const struct comment_status_words comment_status_words[COMMENT_STATUSES];

/* "Pending". */
struct str comment_status_shown(enum comment_status status);

#endif

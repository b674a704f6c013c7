/* SPDX-License-Identifier: MIT */
/* One row for each status, so that a new status gets all its words in one place. */
#include "admin/comment/status_words.h"

const struct comment_status_words comment_status_words[COMMENT_STATUSES] = {
    [COMMENT_PENDING] = {"Pending", "returned to pending", "pending comment", "pending comments"},
    [COMMENT_APPROVED] = {"Approved", "approved", "approved comment", "approved comments"},
    [COMMENT_SPAM] = {"Spam", "marked as spam", "comment in spam", "comments in spam"},
    [COMMENT_TRASH] = {"Trash", "moved to the trash", "comment in the trash",
                       "comments in the trash"},
};

struct str comment_status_shown(enum comment_status status)
{
    return str_from((unsigned)status < COMMENT_STATUSES ? comment_status_words[status].shown
                                                        : NULL);
}

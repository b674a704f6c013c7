/* SPDX-License-Identifier: MIT */
/* One row for each status, so that a new status gets its name in one place. */
#include "core/talk/comment_status.h"

static const char *const status_names[COMMENT_STATUSES] = {
    [COMMENT_PENDING] = "pending",
    [COMMENT_APPROVED] = "approved",
    [COMMENT_SPAM] = "spam",
    [COMMENT_TRASH] = "trash",
};

const char *comment_status_name(enum comment_status status)
{
    return (unsigned)status < COMMENT_STATUSES ? status_names[status] : "";
}

bool comment_status_parse(struct str name, enum comment_status *out)
{
    for (int i = 0; i < COMMENT_STATUSES; i++) {
        if (str_eq(name, str_from(status_names[i]))) {
            *out = (enum comment_status)i;
            return true;
        }
    }
    return false;
}

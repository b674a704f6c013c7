/* SPDX-License-Identifier: MIT */
/* One row for each status, so that a new status gets its names in one place. */
#include "core/news/article_status.h"

#include "base/message.h"

static const struct {
    const char *key, *name;
} statuses[ARTICLE_STATUSES] = {
    [ARTICLE_DRAFT] = {"draft", N_("draft")},
    [ARTICLE_REVIEW] = {"review", N_("in review")},
    [ARTICLE_SCHEDULED] = {"scheduled", N_("scheduled")},
    [ARTICLE_PUBLISHED] = {"published", N_("published")},
    [ARTICLE_UNPUBLISHED] = {"unpublished", N_("unpublished")},
    [ARTICLE_TRASHED] = {"trash", N_("in the trash")},
};

const char *article_status_name(enum article_status status)
{
    return (unsigned)status < ARTICLE_STATUSES ? statuses[status].name : "";
}

const char *article_status_key(enum article_status status)
{
    return (unsigned)status < ARTICLE_STATUSES ? statuses[status].key : "";
}

bool article_status_parse(struct str key, enum article_status *out)
{
    for (int i = 0; i < ARTICLE_STATUSES; i++)
        if (str_eq(key, str_from(statuses[i].key))) {
            *out = (enum article_status)i;
            return true;
        }
    return false;
}

/* SPDX-License-Identifier: MIT */
/* One row for each status, so that a new status gets all its words in one place. */
#include "admin/words/comment_words.h"

const struct comment_status_words comment_status_words[COMMENT_STATUSES] = {
    [COMMENT_PENDING] =
        {
            .shown = N_("Pending"),
            .decided = N_("Returned to pending by {name}, {when}."),
            .done = FORMS("{n} comment returned to pending", "{n} comments returned to pending"),
            .matching =
                {
                    .all = {FORMS("All matching: {n} pending comment",
                                  "All matching: {n} pending comments"),
                            N_("All matching: more than {n} pending comments")},
                    .on_article = {FORMS("All matching: {n} pending comment on “{title}”",
                                         "All matching: {n} pending comments on “{title}”"),
                                   N_("All matching: more than {n} pending comments on “{title}”")},
                    .from_address =
                        {FORMS("All matching: {n} pending comment from the address {address}",
                               "All matching: {n} pending comments from the address {address}"),
                         N_("All matching: more than {n} pending comments from the address "
                            "{address}")},
                },
        },
    [COMMENT_APPROVED] =
        {
            .shown = N_("Approved"),
            .decided = N_("Approved by {name}, {when}."),
            .done = FORMS("{n} comment approved", "{n} comments approved"),
            .matching =
                {
                    .all = {FORMS("All matching: {n} approved comment",
                                  "All matching: {n} approved comments"),
                            N_("All matching: more than {n} approved comments")},
                    .on_article =
                        {FORMS("All matching: {n} approved comment on “{title}”",
                               "All matching: {n} approved comments on “{title}”"),
                         N_("All matching: more than {n} approved comments on “{title}”")},
                    .from_address =
                        {FORMS("All matching: {n} approved comment from the address {address}",
                               "All matching: {n} approved comments from the address {address}"),
                         N_("All matching: more than {n} approved comments from the address "
                            "{address}")},
                },
        },
    [COMMENT_SPAM] =
        {
            .shown = N_("Spam"),
            .decided = N_("Marked as spam by {name}, {when}."),
            .done = FORMS("{n} comment marked as spam", "{n} comments marked as spam"),
            .matching =
                {
                    .all = {FORMS("All matching: {n} comment in spam",
                                  "All matching: {n} comments in spam"),
                            N_("All matching: more than {n} comments in spam")},
                    .on_article = {FORMS("All matching: {n} comment in spam on “{title}”",
                                         "All matching: {n} comments in spam on “{title}”"),
                                   N_("All matching: more than {n} comments in spam on “{title}”")},
                    .from_address =
                        {FORMS("All matching: {n} comment in spam from the address {address}",
                               "All matching: {n} comments in spam from the address {address}"),
                         N_("All matching: more than {n} comments in spam from the address "
                            "{address}")},
                },
        },
    [COMMENT_TRASH] =
        {
            .shown = N_("Trash"),
            .decided = N_("Moved to the trash by {name}, {when}."),
            .done = FORMS("{n} comment moved to the trash", "{n} comments moved to the trash"),
            .matching =
                {
                    .all = {FORMS("All matching: {n} comment in the trash",
                                  "All matching: {n} comments in the trash"),
                            N_("All matching: more than {n} comments in the trash")},
                    .on_article =
                        {
                            FORMS("All matching: {n} comment in the trash on “{title}”",
                                  "All matching: {n} comments in the trash on “{title}”"),
                            N_("All matching: more than {n} comments in the trash on “{title}”")},
                    .from_address =
                        {FORMS(
                             "All matching: {n} comment in the trash from the address {address}",
                             "All matching: {n} comments in the trash from the address {address}"),
                         N_(
                             "All matching: more than {n} comments in the trash from the address "
                             "{address}")},
                },
        },
};

struct str comment_status_shown(struct context *c, enum comment_status status)
{
    return (unsigned)status < COMMENT_STATUSES ? say(c, comment_status_words[status].shown)
                                               : STR_NONE;
}

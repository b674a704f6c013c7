/* SPDX-License-Identifier: MIT */
/* A row of the moderators' queue: one comment, its author's record, and what can be done with it.
 */
#ifndef ADMIN_COMMENT_COMMENT_ROW_H
#define ADMIN_COMMENT_COMMENT_ROW_H

#include "admin/comment/queue_place.h"
#include "tmpl/tpl.h"

struct comment_reply_view {
    struct str token, label;
};

struct comment_row_view {
    int64_t id, seen;
    struct str status, status_shown, author, edit_url, iso, when, when_long;
    struct str email, website, website_shown, addr, addr_url, record;
    struct str held, decided, article, article_url, only_url;
    struct html text;
    struct str all_url,
        less_url;             /* of the same page with this text whole; cut, as the others are */
    bool is_held, is_refused; /* the rule has held or refused it */
    bool staff, show_status, is_reply, is_first, article_hidden;
    bool whole; /* not emptied for good */
    struct tpl_list acts;
    const struct comment_reply_view *reply;
};
extern const struct tpl_field comment_row_fields[];

/* The row of IT on the page AT. */
struct comment_row_view comment_row_make(struct context *c, const struct queue_place *at,
                                         const struct comment *it);

#endif

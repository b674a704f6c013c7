/* SPDX-License-Identifier: MIT */
/* The part of the moderators' queue that a page shows. It travels in the page's address, and in the
 * field "back" of its forms. */
#ifndef ADMIN_COMMENT_QUEUE_PLACE_H
#define ADMIN_COMMENT_QUEUE_PLACE_H

#include "core/talk/moderation.h"
#include "web/context.h"

enum { TAB_MINE = QUEUE_ALL + 1, TABS }; /* beside the statuses and QUEUE_ALL */

struct queue_place {
    int tab;
    int64_t article_id; /* 0, or with the title */
    struct str article_title;
    struct str addr; /* at most one of article_id and addr is set, and neither for TAB_MINE */
    int64_t before_id;
};

/* The place that the fields status, article, addr and before of F name. What makes no sense is
 * passed over; without a status it is what is pending. */
MUST_CHECK enum err_kind queue_place_read(struct context *c, const struct form *f,
                                          struct queue_place *out, struct err *e);
/* The same of the field "back": a place written by queue_back. */
MUST_CHECK enum err_kind queue_place_back(struct context *c, const struct form *f,
                                          struct queue_place *out, struct err *e);

/* The place as a query string, in the arena: for "back" fields. */
struct str queue_back(const struct context *c, const struct queue_place *at);
/* Its address. */
struct str queue_url(const struct context *c, const struct queue_place *at);
/* The address of PAGE ("/admin/comments/12") that leads back there. */
struct str queue_page_url(const struct context *c, struct str page, const struct queue_place *at);
struct queue_query queue_query_of(const struct context *c, const struct queue_place *at,
                                  int64_t limit);

#endif

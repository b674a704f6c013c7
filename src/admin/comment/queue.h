/* SPDX-License-Identifier: MIT */
/* What the pages about comments share: the part of the queue that a page shows, which travels in
 * its addresses and in the field "back" of its forms, and the decisions that can be taken there. */
#ifndef ADMIN_COMMENT_QUEUE_H
#define ADMIN_COMMENT_QUEUE_H

#include "admin/page/frame.h"
#include "core/talk/moderation.h"

/* ---- the part that is shown ---- */

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

/* ---- decisions ---- */

struct decision {
    const char *name;  /* the value of the field "do" */
    const char *label; /* on the button */
    const char *done;  /* "3 comments ..." */
    unsigned from;     /* the tabs that offer it: a set of 1u << tab */
    enum comment_status to;
    bool main;
};

/* The one that a form asks for, by its name; NULL where there is none such. Deleting is none of
 * them: it cannot be undone. */
const struct decision *decision_named(struct str name);
#define DECISION_DELETE "delete"

/* A button of a form. */
struct decision_view {
    struct str name, label;
    bool main, danger;
};
extern const struct tpl_field decision_fields[];
/* The buttons for what is in TAB; with DELETING the one that deletes for good, where it may. */
struct tpl_list decisions_for(struct context *c, int tab, bool deleting);

/* Tells on the next page what a decision (DONE: "approved") has changed and what it left alone. */
void decision_notice(struct context *c, const char *done, const struct moderation_result *result);
/* "1 comment", "1,234 comments". */
struct str comments_shown(const struct context *c, int64_t n);

/* ---- one comment ---- */

/* The author's name, or a word for one without. */
struct str comment_author(const struct comment *it);
/* "Pending". */
struct str comment_status_shown(enum comment_status status);
/* The comment's place on its article. */
struct str comment_link(const struct context *c, const struct comment *it);
/* The text as HTML. */
struct html comment_shown(const struct context *c, const struct comment *it);
/* The template's include of IT as a quotation. */
struct tpl_include quote_include(struct context *c, const struct comment *it);

/* The comment that the route's first argument names; ERR_NOT_FOUND where there is none, or none any
 * more. */
MUST_CHECK enum err_kind comment_of_route(struct context *c, struct comment *out, struct err *e);

#endif

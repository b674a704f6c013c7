/* SPDX-License-Identifier: MIT */
/* A commenter's own comment on the page of its receipt: its status with the moderators and, for a
 * while, the forms to change and to withdraw it. */
#ifndef SITE_ARTICLE_RECEIPT_VIEW_H
#define SITE_ARTICLE_RECEIPT_VIEW_H

#include "base/problem.h"
#include "core/talk/comment.h"
#include "web/context.h"

struct receipt {
    struct str secret;
    struct comment comment;
    bool editable; /* it can still be changed and withdrawn */

    /* After a refused change: */
    struct str typed;  /* the text that was sent; p NULL: none was sent */
    struct str failed; /* what is wrong, a sentence */
};

/* Reads the receipt SECRET. ERR_NOT_FOUND if there is no such receipt, or if its comment is on
 * another article than ARTICLE_ID (0: any article). */
MUST_CHECK enum err_kind receipt_read(struct context *c, struct str secret, int64_t article_id,
                                      struct receipt *out, struct err *e);
/* The address of the receipt's page, "/2026/11/23/slug/?receipt=SECRET#comment-ID", in A. */
struct str receipt_url(struct str article_url, struct str secret, int64_t comment_id,
                       struct arena *a);
/* The receipt, in C's arena. The caller stores its HTML id in **anchor before the page is expanded.
 */
struct tpl_include receipt_include(struct context *c, const struct receipt *r, struct str **anchor);

#endif

/* SPDX-License-Identifier: MIT */
/* A commenter's own comment, as the page of its receipt shows it: where it stands with the
 * moderators, and, while that may be, the forms to change it and to take it back. */
#ifndef SITE_ARTICLE_RECEIPT_VIEW_H
#define SITE_ARTICLE_RECEIPT_VIEW_H

#include "base/problem.h"
#include "core/talk/comment.h"
#include "web/context.h"

struct receipt {
    struct str secret;
    struct comment comment;
    bool editable;

    /* After a change that was refused: */
    struct str typed;  /* the text that was sent; p NULL: none was */
    struct str failed; /* what is wrong, a sentence */
};

/* Reads the receipt SECRET; ERR_NOT_FOUND where it is nobody's, or of a comment on another article
 * than ARTICLE_ID (0: on any). */
MUST_CHECK enum err_kind receipt_read(struct context *c, struct str secret, int64_t article_id,
                                      struct receipt *out, struct err *e);
/* The page of the receipt, "/2026/11/23/slug/?receipt=SECRET#comment-ID", in A. */
struct str receipt_url(struct str article_url, struct str secret, int64_t comment_id,
                       struct arena *a);
/* *ANCHOR is the id that it is to have; read when the page is expanded. */
struct tpl_include receipt_include(struct context *c, const struct receipt *r, struct str **anchor);

#endif

/* SPDX-License-Identifier: MIT */
/* The comments below an article: threads, pages of them, and what stands with them (a commenter's
 * own receipt, the form). */
#ifndef SITE_ARTICLE_COMMENTS_VIEW_H
#define SITE_ARTICLE_COMMENTS_VIEW_H

#include "core/talk/comment.h"
#include "web/context.h"

struct comments_view_ask {
    const struct article *article;
    bool for_all;            /* nothing in OWN and FORM is of one reader alone */
    int64_t after;           /* the key of the page of threads before; 0: the first page */
    struct tpl_include form; /* comment_form.h */
    struct tpl_include own;  /* receipt_view.h; may be none */
    int64_t own_id;          /* the comment that OWN shows; 0: none */
    struct str *own_anchor;  /* set to the id that OWN is to have: comment-ID is taken where the
                                comment is among the threads, too; may be NULL */
};

MUST_CHECK enum err_kind comments_include(struct context *c, const struct comments_view_ask *ask,
                                          struct tpl_include *out, struct err *e);

/* "/2026/11/23/slug/" with "?comments-after=KEY" where AFTER is not 0, in A. */
struct str comments_url(const struct article *art, int64_t after, struct arena *a);

#endif

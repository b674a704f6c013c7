/* SPDX-License-Identifier: MIT */
/* The comments below an article: threads in pages, with the form, and with the commenter's own
 * receipt if there is one. */
#ifndef SITE_ARTICLE_COMMENTS_VIEW_H
#define SITE_ARTICLE_COMMENTS_VIEW_H

#include "core/talk/comment.h"
#include "web/context.h"

struct comments_view_ask {
    const struct article *article;
    bool for_all;            /* OWN and FORM hold nothing about a single reader */
    int64_t after;           /* the key of the previous page of threads; 0: the first page */
    struct tpl_include form; /* from comment_form.h */
    struct tpl_include own;  /* from receipt_view.h; may be none */
    int64_t own_id;          /* the comment that OWN shows; 0: none */
    struct str *own_anchor;  /* receives the HTML id for OWN: not comment-ID if the threads show the
                                comment, too; may be NULL */
};

/* The comments, in C's arena. Reads them from C's snapshot. */
MUST_CHECK enum err_kind comments_include(struct context *c, const struct comments_view_ask *ask,
                                          struct tpl_include *out, struct err *e);

/* "/2026/11/23/slug/", with "?comments-after=KEY" if AFTER is not 0, in A. */
struct str comments_url(const struct article *art, int64_t after, struct arena *a);

#endif

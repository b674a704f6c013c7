/* SPDX-License-Identifier: MIT */
/* The page of one article, in all its forms: the cached page, a page with a refused form or a
 * receipt, the newsroom's preview. */
#ifndef SITE_ARTICLE_ARTICLE_VIEW_H
#define SITE_ARTICLE_ARTICLE_VIEW_H

#include "text/proofread.h"
#include "site/article/comment_form.h"
#include "site/page/layout.h"
#include "site/page/live_view.h"
#include "site/article/receipt_view.h"

struct article_ask {
    const struct article *article; /* with its body and tags */
    struct live_place live;        /* which of a live blog's entries to show */
    int64_t comments_after;        /* the key of the previous page of threads; 0: the first page */
    int64_t reply_to;              /* the comment that the form answers; ignored if it cannot be
                                      answered */
    const struct comment_typed *typed; /* a refused form; NULL: a fresh form */
    const struct problems *problems;   /* of the refused form */
    struct str failed;                 /* what is wrong with it as a whole, a sentence */
    const struct receipt *receipt;     /* NULL: none */
    /* Not NULL for a preview: the article alone, without comments, and notes for its author. */
    const struct proofread *preview;
};

/* Makes the page, in C's arena, for layout_view or layout_answer. It has holes. */
MUST_CHECK enum err_kind article_layout(struct context *c, const struct article_ask *ask,
                                        struct layout_page *out, struct err *e);

#endif

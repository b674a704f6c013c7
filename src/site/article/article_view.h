/* SPDX-License-Identifier: MIT */
/* The page of one article, for whoever shows it: the cached page, a form that came back, a receipt,
 * the newsroom's preview. */
#ifndef SITE_ARTICLE_ARTICLE_VIEW_H
#define SITE_ARTICLE_ARTICLE_VIEW_H

#include "text/proofread.h"
#include "site/article/comment_form.h"
#include "site/page/layout.h"
#include "site/page/live_view.h"
#include "site/article/receipt_view.h"

struct article_ask {
    const struct article *article; /* with its body and tags */
    struct live_place live;        /* which of a live blog's entries */
    int64_t comments_after;        /* the key of the page of threads before; 0: the first */
    int64_t reply_to;              /* the comment that the form answers; one that cannot be answered
                                      is as none */
    const struct comment_typed *typed; /* a refused form; NULL: a fresh one */
    const struct problems *problems;   /* of it */
    struct str failed;                 /* of it */
    const struct receipt *receipt;     /* NULL: none */
    /* Not NULL: a preview, the article alone, without comments; and what its author is told. */
    const struct proofread *preview;
};

/* Makes the page, in C's arena, for layout_view or layout_answer. It has holes. */
MUST_CHECK enum err_kind article_layout(struct context *c, const struct article_ask *ask,
                                        struct layout_page *out, struct err *e);

#endif

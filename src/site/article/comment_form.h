/* SPDX-License-Identifier: MIT */
/* The comment form as a page shows it: fresh (holes for what differs from reader to reader, so that
 * the page can be cached), or refused, with everything typed still there and what is wrong said. */
#ifndef SITE_ARTICLE_COMMENT_FORM_H
#define SITE_ARTICLE_COMMENT_FORM_H

#include "base/problem.h"
#include "core/talk/comment.h"
#include "web/context.h"

/* What a refused form had in it. */
struct comment_typed {
    struct str comment, author, email, url;
    struct str token; /* where it can be used again; empty: a fresh one */
    bool remember;
};

struct comment_form {
    const struct article *article;
    struct str url;                    /* the page it stands on, without a fragment */
    const struct comment *parent;      /* what is answered; NULL: nothing */
    const struct comment_typed *typed; /* NULL: a fresh form */
    const struct problems *problems;   /* of TYPED; may be NULL */
    struct str failed;                 /* what is wrong as a whole, a sentence; may be empty */
};

/* The form, or why there is none, in C's arena. */
struct tpl_include comment_form_include(struct context *c, const struct comment_form *form);

#endif

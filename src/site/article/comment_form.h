/* SPDX-License-Identifier: MIT */
/* The comment form as a page shows it: fresh, with holes for what differs between readers, so that
 * the page can be cached; or refused, with everything that was typed and with the problems. */
#ifndef SITE_ARTICLE_COMMENT_FORM_H
#define SITE_ARTICLE_COMMENT_FORM_H

#include "base/problem.h"
#include "core/talk/comment.h"
#include "web/context.h"

/* The fields of a refused form, as typed. */
struct comment_typed {
    struct str comment, author, email, url;
    struct str token; /* if it can be used again; empty: show a fresh one */
    bool remember;
};

struct comment_form {
    const struct article *article;
    struct str url;                    /* the page that shows the form, without a fragment */
    const struct comment *parent;      /* the comment that is answered; NULL: none */
    const struct comment_typed *typed; /* NULL: a fresh form */
    const struct problems *problems;   /* of TYPED; may be NULL */
    struct str failed;                 /* what is wrong as a whole, a sentence; may be empty */
};

/* The form, or the reason why it is closed, in C's arena. */
struct tpl_include comment_form_include(struct context *c, const struct comment_form *form);

#endif

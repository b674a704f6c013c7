/* SPDX-License-Identifier: MIT */
/* The editor's page: an article's form with what can be done to it. */
#ifndef ADMIN_ARTICLE_ARTICLE_EDIT_H
#define ADMIN_ARTICLE_ARTICLE_EDIT_H

#include "admin/article/article_form.h"

struct article_page {
    struct article_form form;
    const struct problems *problems; /* NULL: none */
    struct str failed;               /* what did not work; may be empty */
    struct str conflict; /* not empty: somebody saved since; says who, and form.art is theirs */
};

MUST_CHECK enum err_kind article_page_answer(struct context *c, int status,
                                             const struct article_page *page, struct err *e);

#endif

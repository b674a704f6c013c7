/* SPDX-License-Identifier: MIT */
/* What the editor's form holds: an article's fields as text, as they are stored or as somebody
 * typed them, right or wrong. */
#ifndef ADMIN_ARTICLE_ARTICLE_FORM_H
#define ADMIN_ARTICLE_ARTICLE_FORM_H

#include "core/desk/article_write.h"
#include "web/context.h"

struct article_form {
    const struct article *art; /* as it is stored; NULL: a new one */
    int64_t version;           /* that the form was made from */
    struct str title, standfirst, body, tags, translations, slug;
    struct str section, author, base_views; /* numbers as text */
    struct str publish_at;
    struct picture picture; /* its size is not part of the form */
    bool social_links, comments_open;
    bool live;    /* it is a live blog; its end is said on the page of its entries */
    bool revised; /* ticked: readers are told of this change */
};

/* ERR_FORBIDDEN where the signed-in person may not look at ART in the newsroom. */
MUST_CHECK enum err_kind article_may_open(const struct context *c, const struct article *art,
                                          struct err *e);

/* When a scheduled article is due, or that it is overdue, in words; empty for another one. */
struct str article_due_text(struct context *c, const struct article *art);

/* The form of ART, or (NULL) of a new article. */
struct article_form article_form_of(const struct context *c, const struct article *art);
/* The form as it was sent. *p tells of text that is no text. */
struct article_form article_form_read(const struct context *c, const struct article *art,
                                      struct problems *p);
/* What the form asks to save; *p tells what cannot be saved. What the signed-in person may not
 * change stays as it is. */
struct article_edit article_form_edit(const struct context *c, const struct article_form *form,
                                      struct problems *p);

#endif

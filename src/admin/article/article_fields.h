/* SPDX-License-Identifier: MIT */
/* The fields of an article's form, as the editor's page shows them. */
#ifndef ADMIN_ARTICLE_ARTICLE_FIELDS_H
#define ADMIN_ARTICLE_ARTICLE_FIELDS_H

#include "admin/article/article_form.h"
#include "admin/page/field.h"

/* The headline, the text and the picture, with what is wrong (P; NULL: nothing). */
struct tpl_include article_text_fields(struct context *c, const struct article_form *form,
                                       const struct problems *p);
/* What stands beside the text: section, tags, address, switches, and what only editors set. DATED:
 * with the time to publish at. */
MUST_CHECK enum err_kind article_side_fields(struct context *c, const struct article_form *form,
                                             bool dated, const struct problems *p,
                                             struct tpl_include *out, struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* What a live blog tells machines about itself beyond what every article does: the properties of
 * LiveBlogPosting. */
#ifndef SITE_PAGE_STRUCTURED_LIVE_H
#define SITE_PAGE_STRUCTURED_LIVE_H

#include "site/page/live_view.h"

/* START, END, UPDATES; for a TPL_VIEW. */
extern const struct tpl_field live_posting_fields[];
struct live_posting;
/* The posting with the entries of PAGE, in C's arena; NULL if ART is not a live blog. */
const struct live_posting *live_posting_make(struct context *c, const struct article *art,
                                             const struct live_page *page);

#endif

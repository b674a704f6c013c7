/* SPDX-License-Identifier: MIT */
/* A live blog in a feed: its newest entries follow the article's text. */
#ifndef SITE_FEED_FEED_LIVE_H
#define SITE_FEED_FEED_LIVE_H

#include "core/news/live.h"
#include "web/context.h"

/* Adds the newest entries of ART, a live blog, to *html, which holds its text for feeds. ADDRESS is
 * the site's. */
MUST_CHECK enum err_kind feed_live_add(struct context *c, const struct article *art,
                                       struct str address, struct html *html, struct err *e);

#endif

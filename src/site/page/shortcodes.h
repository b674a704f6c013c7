/* SPDX-License-Identifier: MIT */
/* The pieces that the site puts into the texts of articles and live entries: shortcodes, and social
 * links between the paragraphs. Each piece is a small template of its own (templates/site).
 *
 *     [post-views]  [post-views id="12"]      the live view count, of this article or another
 *     [latest-videos]  [latest-videos count="5"]
 *     [video id="7"]
 *     [social]                                all the site's social links
 *
 * A shortcode whose article is not published, or whose video does not exist, shows nothing. */
#ifndef SITE_PAGE_SHORTCODES_H
#define SITE_PAGE_SHORTCODES_H

#include "site/page/text_job.h"
#include "text/shortcode.h"

/* The piece in place of CODE; p NULL where there is no such shortcode. */
struct html shortcode_piece(struct text_job *w, const struct shortcode *code);
/* The social link after paragraph I (from 1). */
struct html paragraph_piece(struct text_job *w, int i);

#endif

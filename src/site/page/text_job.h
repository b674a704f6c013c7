/* SPDX-License-Identifier: MIT */
/* The rendering of one text: what its pieces (shortcodes.h, video_pieces.h) get to know, and what
 * they leave behind for the page. */
#ifndef SITE_PAGE_TEXT_JOB_H
#define SITE_PAGE_TEXT_JOB_H

#include "core/media/picture_sizes.h"
#include "core/news/video.h"
#include "text/markdown.h"
#include "web/context.h"

struct part; /* article_text.h */

enum { VIDEOS_LISTED_MAX = 10 };

struct text_job {
    struct context *c;
    const struct article *article;
    struct db_conn *conn;
    struct tpl_list links; /* the site's social links, as social_view */
    bool link_paragraphs;  /* show one of them after each of the first paragraphs */
    bool has_videos;
    bool for_feed;
    enum direction
        around;   /* of the element that the text stands in; a feed's reader is as HTML is */
    bool of_site; /* the text depends on more than its inputs: on other rows, or on files */
    bool pictures_missing;
    struct video videos[VIDEOS_LISTED_MAX]; /* shown by [video] */
    size_t n_videos;
    struct part *parts;
    size_t n_parts;
    struct picture_sizes pictures;
    enum err_kind kind; /* of the first failure; OK: none */
    struct err *e;
};

/* A piece that shows nothing, as opposed to "no such shortcode" (p NULL). */
extern const struct html text_nothing;

/* WHAT as a piece of the text; text_nothing once something has failed. */
struct html text_expand(struct text_job *w, struct tpl_include what);

/* True if a row was found (KIND is OK). A fault, described by WHY, fails the text; any other error
 * means that the piece shows nothing. */
bool text_row_found(struct text_job *w, enum err_kind kind, const struct err *why);

#endif

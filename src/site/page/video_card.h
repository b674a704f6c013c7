/* SPDX-License-Identifier: MIT */
/* Videos as pages show them: a picture from this site with a play button, which is a link to
 * YouTube. The page requests nothing from YouTube until the reader follows the link; public/site.js
 * then plays the video in place. */
#ifndef SITE_PAGE_VIDEO_CARD_H
#define SITE_PAGE_VIDEO_CARD_H

#include "core/news/video.h"
#include "web/context.h"

struct video_view {
    struct str url;       /* the video's own page */
    struct str watch_url; /* on YouTube */
    struct str youtube_id, poster, title;
    struct str description; /* shortened if it is long; may be empty */
    struct str duration;    /* "12:05"; empty: not known */
    struct str iso, date;
};
struct video_view video_view_of(struct context *c, const struct video *v);

/* The path of V's page, in A. It changes with the title; only the id in it is permanent. */
struct str video_url(struct arena *a, const struct video *v);

enum video_look {
    VIDEOS_BELOW_H2, /* titles are h3: for "Latest Videos" on a page */
    VIDEOS_BELOW_H1, /* titles are h2, with descriptions: for the page of all videos */
    VIDEOS_PLAIN,    /* titles are not headings: inside an article's text */
};
/* The N videos as a list (site/video_cards.tpl); includes nothing if N is 0. */
struct tpl_include videos_include(struct context *c, const struct video *items, size_t n,
                                  enum video_look look);

#endif

/* SPDX-License-Identifier: MIT */
/* [latest-videos] and [video] in a text. */
#ifndef SITE_PAGE_VIDEO_PIECES_H
#define SITE_PAGE_VIDEO_PIECES_H

#include "site/page/text_job.h"
#include "text/shortcode.h"

struct html latest_videos_piece(struct text_job *w, const struct shortcode *code);
struct html video_piece(struct text_job *w, const struct shortcode *code);

#endif

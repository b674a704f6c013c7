/* SPDX-License-Identifier: MIT */
/* A video's length as people write it: "3:45", "1:02:03". */
#ifndef ADMIN_VIDEO_VIDEO_LENGTH_H
#define ADMIN_VIDEO_VIDEO_LENGTH_H

#include "base/arena.h"

/* SECONDS as text, in A; empty if the length is not known (0). */
struct str video_length_text(struct arena *a, int64_t seconds);
/* Reads "3:45", "1:02:03" or plain seconds, in the digits and colons of any script; empty text
 * gives 0. False for anything else. A is for working memory. */
bool video_length_read(struct arena *a, struct str typed, int64_t *seconds);

#endif

/* SPDX-License-Identifier: MIT */
/* A picture on this site, above an article or beside an author's name: its path, its description
 * and its size. With the size a page reserves the space before the picture has loaded. */
#ifndef CORE_MEDIA_PICTURE_H
#define CORE_MEDIA_PICTURE_H

#include "base/arena.h"
#include "base/problem.h"

struct picture {
    struct str path; /* "/media/harbour.jpg"; empty: none */
    struct str alt, caption, credit;
    int64_t width, height; /* in pixels; 0: not known */
};

enum {
    PICTURE_PATH_MAX = 300,
    PICTURE_ALT_MAX = 400,
    PICTURE_CAPTION_MAX = 600,
    PICTURE_CREDIT_MAX = 200
};

/* True for a path under /media/ or /assets/ without "..", query or fragment. */
bool picture_path_valid(struct str path);
/* Checks P as an article's picture; problems name the fields "picture", "picture_alt" ... */
void picture_check(const struct picture *p, struct problems *problems);

/* Reads the size of the picture in FILE: PNG, JPEG, GIF, WebP, AVIF, SVG. False, with both 0, if
 * the file cannot be read or has no size that can be found. */
bool picture_measure(const char *file, int64_t *width, int64_t *height);
/* Fills in the size of P. False if its path is under /media/ and the site in SITE_DIR has no such
 * file; a missing file under /assets/ is not an error, since the shipped ones are elsewhere. */
bool picture_fill_size(struct picture *p, const char *site_dir, struct arena *a);

#endif

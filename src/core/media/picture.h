/* SPDX-License-Identifier: MIT */
/* A picture on this site that stands over an article or beside an author's name: where it is, what
 * it shows, and how large it is, so that a page can keep its place before it has come. */
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

/* True for the path of a file under /media/ or /assets/, without "..", query and fragment. */
bool picture_path_ok(struct str path);
/* Checks P as an article's: the fields "picture", "picture_alt" ... of *problems. */
void picture_check(const struct picture *p, struct problems *problems);

/* The size of the picture in FILE, from its first bytes: PNG, JPEG, GIF, WebP, AVIF, SVG. False,
 * with both 0, where it cannot be read or says none. */
bool picture_measure(const char *file, int64_t *width, int64_t *height);
/* Fills in the size of P. False where its path is under /media/ and the site in SITE_DIR has no
 * such file; the shipped files under /assets/ are not looked at. */
bool picture_find(struct picture *p, const char *site_dir, struct arena *a);

#endif

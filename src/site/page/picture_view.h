/* SPDX-License-Identifier: MIT */
/* A picture as templates show it. Its width and height are always there: those of the file, or the
 * usual shape where they are not known, so that a page keeps the picture's place. */
#ifndef SITE_PAGE_PICTURE_VIEW_H
#define SITE_PAGE_PICTURE_VIEW_H

#include "core/media/picture.h"
#include "tmpl/tpl.h"

struct picture_view {
    struct str src;
    struct str alt;
    struct str caption, credit; /* either may be empty */
    bool captioned;             /* one of the two is not */
    int64_t width, height;
};
/* SRC, ALT, CAPTION, CREDIT, CAPTIONED, WIDTH, HEIGHT; for a TPL_VIEW. */
extern const struct tpl_field picture_fields[];

/* NULL where P names none. */
const struct picture_view *picture_view_of(const struct picture *p, struct arena *a);

#endif

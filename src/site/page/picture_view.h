/* SPDX-License-Identifier: MIT */
/* A picture as templates show it. It always has a width and a height: those of the file, or a
 * common shape if they are not known, so that the page can reserve its place. */
#ifndef SITE_PAGE_PICTURE_VIEW_H
#define SITE_PAGE_PICTURE_VIEW_H

#include "core/media/picture.h"
#include "tmpl/tpl.h"

struct picture_view {
    struct str src;
    struct str alt;
    struct str caption, credit; /* either may be empty */
    bool captioned;             /* at least one of the two is not empty */
    bool tall;                  /* not much wider than high */
    int64_t width, height;
};
/* SRC, ALT, CAPTION, CREDIT, CAPTIONED, TALL, WIDTH, HEIGHT; for a TPL_VIEW. */
extern const struct tpl_field picture_fields[];

/* The view of P, in A; NULL if P names no picture. */
const struct picture_view *picture_view_of(const struct picture *p, struct arena *a);

#endif

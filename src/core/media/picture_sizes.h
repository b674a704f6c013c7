/* SPDX-License-Identifier: MIT */
/* The sizes of the pictures in one text. A text may show a picture on every line, and measuring one
 * may mean reading 256 KB. So each file is measured once, and at most PICTURE_SIZES_MAX are. */
#ifndef CORE_MEDIA_PICTURE_SIZES_H
#define CORE_MEDIA_PICTURE_SIZES_H

#include "base/str_map.h"

enum { PICTURE_SIZES_MAX = 500 };

/* Initialised with SITE_DIR and ARENA, all else zero. */
struct picture_sizes {
    const char *site_dir;
    struct arena *arena; /* must outlive this struct */
    struct str_map places;
    struct picture_size {
        int64_t width, height; /* 0: not known */
    } * items;
};

/* The size of the picture at PATH. False if it is not known, or if PICTURE_SIZES_MAX others were
 * measured before. */
bool picture_sizes_find(struct picture_sizes *sizes, struct str path, int64_t *width,
                        int64_t *height);

#endif

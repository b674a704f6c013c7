/* SPDX-License-Identifier: MIT */
/* The sizes of the pictures in one text. A text may show a file in every line, and to measure one
 * may take reading 256 KB of it: so each is measured once, and only so many are. */
#ifndef CORE_MEDIA_PICTURE_SIZES_H
#define CORE_MEDIA_PICTURE_SIZES_H

#include "base/str_map.h"

enum { PICTURE_SIZES_MAX = 500 };

/* All zeros but for SITE_DIR and ARENA: nothing is measured yet. */
struct picture_sizes {
    const char *site_dir;
    struct arena *arena; /* outlives it */
    struct str_map places;
    struct picture_size {
        int64_t width, height; /* 0: not known */
    } * items;
};

/* The size of the picture at PATH; false where it is not known, or PICTURE_SIZES_MAX others came
 * before. */
bool picture_sizes_find(struct picture_sizes *sizes, struct str path, int64_t *width,
                        int64_t *height);

#endif

/* SPDX-License-Identifier: MIT */
/* A map from a picture's path to its size, filled on demand. A picture that cannot be measured
 * is remembered with size 0, so it is not read again either. */
#include "core/media/picture_sizes.h"

#include "core/media/picture.h"

static const struct picture_size *measure_path(struct picture_sizes *sizes, struct str path)
{
    struct picture picture = {.path = arena_dup(sizes->arena, path)};
    size_t n = sizes->places.n;
    if (sizes->items == NULL)
        sizes->items = ARENA_ARRAY(sizes->arena, struct picture_size, PICTURE_SIZES_MAX);
    (void)picture_fill_size(&picture, sizes->site_dir,
                            sizes->arena); /* a missing file gets size 0 */
    sizes->items[n] = (struct picture_size){picture.width, picture.height};
    *str_map_at(&sizes->places, sizes->arena, picture.path) = n;
    return &sizes->items[n];
}

bool picture_sizes_find(struct picture_sizes *sizes, struct str path, int64_t *width,
                        int64_t *height)
{
    const size_t *place = str_map_find(&sizes->places, path);
    if (place == NULL && sizes->places.n == PICTURE_SIZES_MAX)
        return false;
    const struct picture_size *size =
        place != NULL ? &sizes->items[*place] : measure_path(sizes, path);
    *width = size->width;
    *height = size->height;
    return size->width > 0;
}

/* SPDX-License-Identifier: MIT */
#include "core/media/picture_sizes.h"

#include "core/media/picture.h"

static const struct picture_size *measured(struct picture_sizes *sizes, struct str path)
{
    struct picture picture = {.path = arena_dup(sizes->arena, path)};
    size_t n = sizes->places.n;
    if (sizes->items == NULL)
        sizes->items = ARENA_ARRAY(sizes->arena, struct picture_size, PICTURE_SIZES_MAX);
    (void)picture_find(&picture, sizes->site_dir, sizes->arena); /* what is not there has none */
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
    const struct picture_size *size = place != NULL ? &sizes->items[*place] : measured(sizes, path);
    *width = size->width;
    *height = size->height;
    return size->width > 0;
}

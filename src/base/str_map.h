/* SPDX-License-Identifier: MIT */
/* Numbers by strings, in an arena. Its slots are chosen by an unkeyed hash: whoever fills one with
 * what strangers typed bounds how many strings that are. */
#ifndef BASE_STR_MAP_H
#define BASE_STR_MAP_H

#include "base/arena.h"

/* All zeros: it is empty. */
struct str_map {
    struct str_map_slot {
        struct str key; /* p NULL: free */
        size_t value;
    } * slots;
    size_t n, room; /* room: 0 or a power of 2 */
};

/* KEY's number; NULL where it has none. It stands until the next str_map_at. */
size_t *str_map_find(const struct str_map *m, struct str key);
/* The same, but a key that has none gets 0. The map refers to KEY, and takes its room from A. */
size_t *str_map_at(struct str_map *m, struct arena *a, struct str key);

#endif

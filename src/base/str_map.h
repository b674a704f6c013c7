/* SPDX-License-Identifier: MIT */
/* A map from strings to numbers, in an arena. The hash has no key, so a stranger can choose strings
 * that collide: a caller that adds what strangers typed must bound the number of strings. */
#ifndef BASE_STR_MAP_H
#define BASE_STR_MAP_H

#include "base/arena.h"

/* A map of all zeros is empty and ready to use. */
struct str_map {
    struct str_map_slot {
        struct str key; /* p NULL: free */
        size_t value;
    } * slots;
    size_t n, room; /* room: 0 or a power of 2 */
};

/* A pointer to KEY's number, valid until the next str_map_at. NULL if KEY is not in the map. */
size_t *str_map_find(const struct str_map *m, struct str key);
/* Like str_map_find, but adds KEY with the number 0 if it is not in the map. The map refers to
 * KEY's bytes and allocates its slots from A. */
size_t *str_map_at(struct str_map *m, struct arena *a, struct str key);

#endif

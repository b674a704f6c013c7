/* SPDX-License-Identifier: MIT */
/* A hash table with open addressing. At most half of the slots are in use (str_map_at grows it), so
 * a probe always ends at a free slot. */
#include "base/str_map.h"

#include "base/hash.h"

enum { ROOM_FIRST = 32 };

/* The slot that holds KEY, or the free slot where KEY belongs. */
static struct str_map_slot *slot_of(const struct str_map *m, struct str key)
{
    size_t i = hash_spread(hash_str(key)) & (m->room - 1);
    while (m->slots[i].key.p != NULL && !str_eq(m->slots[i].key, key))
        i = (i + 1) & (m->room - 1);
    return &m->slots[i];
}

static void grow(struct str_map *m, struct arena *a)
{
    struct str_map old = *m;
    m->room = old.room > 0 ? 2 * old.room : ROOM_FIRST;
    m->slots = ARENA_ARRAY(a, struct str_map_slot, m->room);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].key.p != NULL)
            *slot_of(m, old.slots[i].key) = old.slots[i];
}

size_t *str_map_find(const struct str_map *m, struct str key)
{
    struct str_map_slot *slot = m->room > 0 ? slot_of(m, key) : NULL;
    return slot != NULL && slot->key.p != NULL ? &slot->value : NULL;
}

size_t *str_map_at(struct str_map *m, struct arena *a, struct str key)
{
    if (2 * m->n >= m->room)
        grow(m, a);
    struct str_map_slot *slot = slot_of(m, key);
    if (slot->key.p == NULL) {
        slot->key = key.p != NULL ? key : STR("");
        m->n++;
    }
    return &slot->value;
}

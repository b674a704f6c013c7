/* SPDX-License-Identifier: MIT */
/* A sorted array: it is short, so a lookup is a walk. ranking_refuse keeps the bound on everything
 * that did not get in. */
#include "core/popular/ranking.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool ranks_before(const struct ranked *a, const struct ranked *b)
{
    return a->n != b->n ? a->n > b->n : a->id > b->id;
}

static size_t index_of(const struct ranking *r, int64_t id)
{
    size_t i = 0;
    while (i < r->n && r->items[i].id != id)
        i++;
    return i;
}

int64_t ranking_floor(const struct ranking *r)
{
    return r->n == RANKING_MAX ? r->items[RANKING_MAX - 1].n : 0;
}

bool ranking_has(const struct ranking *r, int64_t id)
{
    return index_of(r, id) < r->n;
}

void ranking_refuse(struct ranking *r, int64_t n)
{
    if (n > r->refused)
        r->refused = n;
}

static void remove_at(struct ranking *r, size_t i)
{
    r->n--;
    memmove(&r->items[i], &r->items[i + 1], (r->n - i) * sizeof r->items[0]);
}

void ranking_offer(struct ranking *r, int64_t id, int64_t n)
{
    struct ranked item = {.id = id, .n = n};
    size_t at = index_of(r, id);
    if (at < r->n) {
        item.published = r->items[at].published;
        remove_at(r, at);
    }
    if (n <= 0)
        return;
    if (r->n == RANKING_MAX) {
        const struct ranked *last = &r->items[RANKING_MAX - 1];
        if (!ranks_before(&item, last)) {
            ranking_refuse(r, n);
            return;
        }
        ranking_refuse(r, last->n);
        r->n--;
    }
    size_t place = r->n;
    while (place > 0 && ranks_before(&item, &r->items[place - 1]))
        place--;
    memmove(&r->items[place + 1], &r->items[place], (r->n - place) * sizeof item);
    r->items[place] = item;
    r->n++;
}

static int ranked_compare(const void *a, const void *b)
{
    return ranks_before(a, b) ? -1 : 1;
}

void ranking_sort(struct ranking *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->n; i++)
        if (r->items[i].n > 0)
            r->items[kept++] = r->items[i];
    r->n = kept;
    qsort(r->items, r->n, sizeof r->items[0], ranked_compare);
}

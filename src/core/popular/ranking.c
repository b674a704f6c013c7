/* SPDX-License-Identifier: MIT */
#include "core/popular/ranking.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool before(const struct ranked *a, const struct ranked *b)
{
    return a->n != b->n ? a->n > b->n : a->id > b->id;
}

static size_t find(const struct ranking *r, int64_t id)
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
    return find(r, id) < r->n;
}

void ranking_refuse(struct ranking *r, int64_t n)
{
    if (n > r->refused)
        r->refused = n;
}

static void take_out(struct ranking *r, size_t i)
{
    r->n--;
    memmove(&r->items[i], &r->items[i + 1], (r->n - i) * sizeof r->items[0]);
}

void ranking_offer(struct ranking *r, int64_t id, int64_t n)
{
    struct ranked it = {.id = id, .n = n};
    size_t at = find(r, id);
    if (at < r->n) {
        it.published = r->items[at].published;
        take_out(r, at);
    }
    if (n <= 0)
        return;
    if (r->n == RANKING_MAX) {
        const struct ranked *last = &r->items[RANKING_MAX - 1];
        if (!before(&it, last)) {
            ranking_refuse(r, n);
            return;
        }
        ranking_refuse(r, last->n);
        r->n--;
    }
    size_t place = r->n;
    while (place > 0 && before(&it, &r->items[place - 1]))
        place--;
    memmove(&r->items[place + 1], &r->items[place], (r->n - place) * sizeof it);
    r->items[place] = it;
    r->n++;
}

static int compare(const void *a, const void *b)
{
    return before(a, b) ? -1 : 1;
}

void ranking_sort(struct ranking *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->n; i++)
        if (r->items[i].n > 0)
            r->items[kept++] = r->items[i];
    r->n = kept;
    qsort(r->items, r->n, sizeof r->items[0], compare);
}

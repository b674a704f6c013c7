/* SPDX-License-Identifier: MIT */
/* The articles with the greatest numbers out of any number of articles: the best ones in order, and
 * a bound on all the others. Does no input or output; popular_board.c stores it. */
#ifndef CORE_POPULAR_RANKING_H
#define CORE_POPULAR_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* many more than are shown; popular_job.c explains why */
enum { RANKING_MAX = 200 };

struct ranked {
    int64_t id, n;  /* n > 0 */
    bool published; /* readers may see it; the ranking ignores this */
};

struct ranking {
    struct ranked
        items[RANKING_MAX]; /* the greatest n first; among equals the newer article, by id */
    size_t n;
    int64_t
        refused; /* every article that was offered and is not here had at most this number then */
};

/* An article with this number or less cannot get in; 0 if there is room. */
int64_t ranking_floor(const struct ranking *r);
/* True if ID is in the ranking. */
bool ranking_has(const struct ranking *r, int64_t id);
/* Inserts or moves ID, which now has N; or refuses it, or the article that it displaces. */
void ranking_offer(struct ranking *r, int64_t id, int64_t n);
/* Refuses an article that is not in the ranking and has at most N, which is not above the floor. */
void ranking_refuse(struct ranking *r, int64_t n);
/* Restores the order after items' numbers were changed in place; removes those with 0. */
void ranking_sort(struct ranking *r);

#endif

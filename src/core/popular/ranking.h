/* SPDX-License-Identifier: MIT */
/* The articles with the greatest numbers out of any number of them: those that are kept, in their
 * order, and a bound for all the others. Pure; popular_job.c stores it. */
#ifndef CORE_POPULAR_RANKING_H
#define CORE_POPULAR_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Many more than are ever shown: popular_job.c tells why. */
enum { RANKING_MAX = 200 };

struct ranked {
    int64_t id, n;  /* n > 0 */
    bool published; /* whether readers may see it: the ranking itself does not care */
};

struct ranking {
    struct ranked items[RANKING_MAX]; /* the greatest n first; of equals the newer article, by id */
    size_t n;
    int64_t refused; /* no article that was ever offered and is not here had more, when it was */
};

/* An article that has less than this, or just as much, cannot get in; 0 where there is room. */
int64_t ranking_floor(const struct ranking *r);
/* Whether ID is in it. */
bool ranking_has(const struct ranking *r, int64_t id);
/* Puts ID, which has N now, into its place; or refuses it, or whoever must go for it. */
void ranking_offer(struct ranking *r, int64_t id, int64_t n);
/* Refuses an article that is not in it and has at most N, which is no more than the floor. */
void ranking_refuse(struct ranking *r, int64_t n);
/* Restores the order after the items' numbers were changed in place; those with 0 go. */
void ranking_sort(struct ranking *r);

#endif

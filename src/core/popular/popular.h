/* SPDX-License-Identifier: MIT */
/* What is read most, in five spans of time. Readers' requests look up finished lists by key; a job
 * (popular_step) makes them, once a minute, at a cost that goes by how many articles were read in
 * that minute and not by how many there are. popular_job.c has the design. */
#ifndef CORE_POPULAR_POPULAR_H
#define CORE_POPULAR_POPULAR_H

#include "base/locale.h"
#include "db/db.h"

/* Stored in the database: never renumber. */
enum popular_span {
    POPULAR_HOUR = 0, /* the last 60 minutes */
    POPULAR_DAY,      /* the last 24 hours */
    POPULAR_WEEK,     /* today and the 6 days before */
    POPULAR_MONTH,    /* today and the 29 days before */
    POPULAR_ALL,      /* ever, with what was counted elsewhere */
    POPULAR_SPANS
};

enum {
    POPULAR_SHOWN = 10, /* articles on the page of all spans */
    POPULAR_BLOCK = 5,  /* in the block on other pages */
};

struct popular_item {
    int64_t article_id;
    int64_t n; /* views in the span, to the minute */
};
struct popular_list {
    struct popular_item items[POPULAR_SHOWN]; /* published ones; the most read first */
    size_t n;
};

/* Whether both are the same articles in the same order. */
bool popular_same(const struct popular_list *a, const struct popular_list *b);

MUST_CHECK enum err_kind popular_list(struct db_conn *c, enum popular_span span,
                                      struct popular_list *out, struct err *e);
/* What the block on other pages shows: the last 24 hours; where hardly anything was read in them,
 * the next longer span in which more was. At most POPULAR_BLOCK; none where nothing was ever read.
 */
MUST_CHECK enum err_kind popular_block(struct db_conn *c, enum popular_span *span,
                                       struct popular_list *out, struct err *e);
/* Another number whenever any of the lists is another. */
MUST_CHECK enum err_kind popular_version(struct db_conn *c, int64_t *out, struct err *e);

/* ---- the job ---- */

/* What a process remembers between two steps; begins as zeros. */
struct popular_job {
    bool seeding, settling;
    enum popular_span span; /* that is looked at again, from this key on: */
    int64_t key_at, key_id;
    int64_t seeded_at[POPULAR_SPANS];
};

/* Whether the lists are older than AGE_S seconds, as far as is known: another process may have made
 * them just now. */
MUST_CHECK enum err_kind popular_due(struct db *db, int64_t now, int64_t age_s, bool *out,
                                     struct err *e);
/* A bounded piece of the work, in one transaction; *more says that another is waiting. The last one
 * finishes the lists; where what the block shows has changed, it raises the content version. */
MUST_CHECK enum err_kind popular_step(struct db *db, struct popular_job *job,
                                      const struct locale *l, int64_t now, bool *more,
                                      struct err *e);

#endif

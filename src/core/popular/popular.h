/* SPDX-License-Identifier: MIT */
/* The most-read articles in five spans of time. Requests read finished lists by key. A job
 * (popular_step) makes the lists once a minute, at a cost that depends on how many articles were
 * read in that minute, not on how many exist. popular_job.c explains the design. */
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
    POPULAR_ALL,      /* ever, including views counted elsewhere */
    POPULAR_SPANS
};

enum {
    POPULAR_SHOWN = 10, /* articles on the page of all spans */
    POPULAR_BLOCK = 5,  /* articles in the block on other pages */
};

struct popular_item {
    int64_t article_id;
    int64_t n; /* views in the span, to the minute */
};
struct popular_list {
    struct popular_item items[POPULAR_SHOWN]; /* published articles; the most read first */
    size_t n;
};

/* True if both have the same articles in the same order. */
bool popular_list_equal(const struct popular_list *a, const struct popular_list *b);

MUST_CHECK enum err_kind popular_list(struct db_conn *c, enum popular_span span,
                                      struct popular_list *out, struct err *e);
/* The list for the block on other pages: the last 24 hours or, if too few articles were read in
 * them, the next longer span with more. At most POPULAR_BLOCK; empty if nothing was ever read.
 * *span is the span used. ERR_DB. */
MUST_CHECK enum err_kind popular_block(struct db_conn *c, enum popular_span *span,
                                       struct popular_list *out, struct err *e);
/* Of all lists: VERSION changes with their articles or order, RANKED_AT also with their numbers. */
struct popular_version {
    int64_t version, ranked_at;
};
/* ERR_DB. */
MUST_CHECK enum err_kind popular_version(struct db_conn *c, struct popular_version *out,
                                         struct err *e);

/* ---- the job ---- */

/* What a process remembers between two steps. Initialised with zeros. */
struct popular_job {
    bool seeding, finishing;
    enum popular_span span; /* the span whose rows are being read again, from this key on: */
    int64_t key_at, key_id;
    int64_t seeded_at[POPULAR_SPANS];
};

/* Sets *out if the lists are at least AGE_S seconds old. Another process may have made them just
 * now. ERR_DB. */
MUST_CHECK enum err_kind popular_due(struct db *db, int64_t now, int64_t age_s, bool *out,
                                     struct err *e);
/* Does a bounded part of the work in one transaction; *more: another part is waiting. The last part
 * finishes the lists and, if the block has changed, raises the content version. The errors of
 * db_write. */
MUST_CHECK enum err_kind popular_step(struct db *db, struct popular_job *job,
                                      const struct locale *l, int64_t now, bool *more,
                                      struct err *e);

#endif

/* SPDX-License-Identifier: MIT */
/* Pings: the site reports a publication or a change to a WebSub hub, which passes feeds on, and to
 * IndexNow, which search engines listen to. A trigger queues a row in the transaction of the change
 * itself (sql/schema/0005_pings.sql). A job claims rows, sends them (jobs/pings.c) and reports the
 * result here. */
#ifndef CORE_SITE_PING_H
#define CORE_SITE_PING_H

#include "db/db.h"

/* Stored in the database, and named in the schema's triggers: never renumber. */
enum ping_kind { PING_WEBSUB = 1, PING_INDEXNOW = 2, PING_KINDS };

enum {
    PING_BATCH = 100,    /* articles in one batch */
    PING_CLAIM_S = 120,  /* how long a claim lasts */
    PING_TRIES_MAX = 10, /* the last try comes some nine hours after the first */
    PING_RETRY_S = 60,   /* after the first failure; doubled after each further one */
};

struct ping {
    int64_t id, changes, tries;
    int64_t day; /* with slug: the article's */
    struct str slug, section_slug;
    bool lost; /* another process has claimed it, or the article was changed: it no longer belongs
                  to the batch */
};
struct ping_list {
    struct ping *items;
    size_t n;
    int64_t claimed; /* when the claim ends; in the database this also says whose the rows are */
};

/* Queues pings for a published article that changed without being saved (a new live entry). Does
 * nothing if the site pings nobody. Inside a write job. ERR_DB. */
MUST_CHECK enum err_kind ping_queue(struct db_conn *c, int64_t article_id, int64_t now,
                                    struct err *e);

/* Claims up to PING_BATCH rows that are due, the oldest first, in A. No other process gets them for
 * PING_CLAIM_S. An empty list is not an error. ERR_DB and the errors of db_write. */
MUST_CHECK enum err_kind ping_claim(struct db *db, enum ping_kind kind, int64_t now,
                                    struct arena *a, struct ping_list *out, struct err *e);
/* Extends the claim on LIST to PING_CLAIM_S from now. A ping that another process has claimed
 * meanwhile, or that a change of its article has made due again, is marked as lost. *kept is the
 * number of the others. */
MUST_CHECK enum err_kind ping_extend(struct db *db, struct ping_list *list, int64_t now,
                                     size_t *kept, struct err *e);
/* The pings of LIST were delivered. One whose article was changed meanwhile stays queued. This
 * function and ping_failed skip what is lost. */
MUST_CHECK enum err_kind ping_sent(struct db *db, const struct ping_list *list, struct err *e);
/* The pings of LIST were not delivered: each is tried again later, or dropped after PING_TRIES_MAX
 * tries; *given_up is the number dropped. */
MUST_CHECK enum err_kind ping_failed(struct db *db, const struct ping_list *list, int64_t now,
                                     size_t *given_up, struct err *e);

/* The number of pings that wait, by enum ping_kind. Read from a row that triggers maintain, so
 * nothing is counted. */
MUST_CHECK enum err_kind ping_totals(struct db_conn *c, int64_t totals[PING_KINDS], struct err *e);

/* The pause after TRIES failures, in seconds. */
int64_t ping_backoff_s(int64_t tries);

#endif

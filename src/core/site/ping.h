/* SPDX-License-Identifier: MIT */
/* Whom the site tells that something was published or changed: a WebSub hub, which passes feeds on,
 * and IndexNow, which search engines listen to. The database queues a row in the transaction of the
 * change itself (sql/schema/0005_pings.sql); a job sends them and says how that went. */
#ifndef CORE_SITE_PING_H
#define CORE_SITE_PING_H

#include "db/db.h"

/* Stored in the database, and named in the schema's triggers: never renumber. */
enum ping_kind { PING_WEBSUB = 1, PING_INDEXNOW = 2, PING_KINDS };

enum {
    PING_BATCH = 100,    /* articles told of at once */
    PING_CLAIM_S = 120,  /* how long a batch is nobody else's */
    PING_TRIES_MAX = 10, /* the last one some nine hours after the first */
    PING_RETRY_S = 60,   /* after the first failure; then twice as long each time */
};

struct ping {
    int64_t id, changes, tries;
    int64_t day; /* with slug, the article's permalink */
    struct str slug, section_slug;
    bool lost; /* it is somebody else's by now, or was changed: no longer of this batch */
};
struct ping_list {
    struct ping *items;
    size_t n;
    int64_t claimed; /* until when: by this the database knows whose they are */
};

/* Queues what tells of a published article that has changed without being saved (a live entry).
 * Inside a write job; nothing where the site tells nobody. */
MUST_CHECK enum err_kind ping_queue(struct db_conn *c, int64_t article_id, int64_t now,
                                    struct err *e);

/* Takes up to PING_BATCH that are due, the oldest first, in A; no other process gets them before
 * PING_CLAIM_S are over. None is no error. */
MUST_CHECK enum err_kind ping_claim(struct db *db, enum ping_kind kind, int64_t now,
                                    struct arena *a, struct ping_list *out, struct err *e);
/* Claims LIST for PING_CLAIM_S from now on; what another process has claimed meanwhile, or an
 * article's change has made due anew, is marked as lost. *left says how many are not. */
MUST_CHECK enum err_kind ping_keep(struct db *db, struct ping_list *list, int64_t now, size_t *left,
                                   struct err *e);
/* They have arrived. An article that was changed meanwhile is told of again. This and ping_failed
 * leave alone what is no longer of the batch. */
MUST_CHECK enum err_kind ping_sent(struct db *db, const struct ping_list *list, struct err *e);
/* They have not: each is tried again later, or given up after PING_TRIES_MAX; *given_up says how
 * many were. */
MUST_CHECK enum err_kind ping_failed(struct db *db, const struct ping_list *list, int64_t now,
                                     size_t *given_up, struct err *e);

/* How many wait, by enum ping_kind; from rows kept for it, never counted. */
MUST_CHECK enum err_kind ping_totals(struct db_conn *c, int64_t totals[PING_KINDS], struct err *e);

/* How long to wait after TRIES failures before the next, in seconds. */
int64_t ping_backoff_s(int64_t tries);

#endif

/* SPDX-License-Identifier: MIT */
/* The view counters. `views.bin` is mapped by every process of the site: for each article a cache
 * line of cumulative counters, one a reason. Counting is one atomic add; the file outlives a killed
 * process. views.c tells how the numbers get into the database exactly once. */
#ifndef CORE_VIEWS_VIEWS_H
#define CORE_VIEWS_VIEWS_H

#include "base/locale.h"
#include "db/db.h"

/* Positions in the file: never renumber. */
enum view_reason {
    VIEW_COUNTED = 0, /* a person: this is the number that readers see */
    VIEW_ROBOT,
    VIEW_AI_ROBOT,
    VIEW_PREFETCH,
    VIEW_STAFF,
    VIEW_REPEAT, /* the same visitor within the site's interval */
    VIEW_OTHER,  /* HEAD requests and previews */
    VIEW_REASONS
};

struct views;

/* Maps the file PATH of the site whose database has UUID, making it where there is none, and raises
 * every counter that is behind the database. A file of another site is moved aside (PATH.UUID),
 * with a line in the log. ERR_IO: it cannot be made or mapped. */
MUST_CHECK enum err_kind views_open(struct views **out, const char *path, struct db *db,
                                    struct err *e);
/* The same to look at only, changing nothing: for views_get and views_verify. ERR_INVALID where the
 * file is of another site or no counter file; ERR_IO, also where it is shorter than it says. */
MUST_CHECK enum err_kind views_inspect(struct views **out, const char *path, struct db *db,
                                       struct err *e);
/* Writes a copy of the counters to FD while others count, good for the database as it is now or was
 * before. ERR_BUSY where the disk is full; ERR_IO. */
MUST_CHECK enum err_kind views_copy(const struct views *v, int fd, struct err *e);
void views_close(struct views **v);
/* Whether the file that is mapped is the one that stands in the folder: ERR_IO where it was deleted
 * or replaced. What is counted reaches the database all the same, but another process that starts
 * meanwhile counts apart. */
MUST_CHECK enum err_kind views_in_place(const struct views *v, struct err *e);

/* Makes room for ARTICLE_ID on disk, so that counting can never fail. Called before an article can
 * be read. ERR_BUSY where the disk is full. */
MUST_CHECK enum err_kind views_reserve(struct views *v, int64_t article_id, struct err *e);
/* Counts one, and returns what that made of the counter: no two callers get the same number. Any
 * thread; wait-free. */
uint64_t views_add(struct views *v, int64_t article_id, enum view_reason reason);
/* How many of REASON this process has counted since it started, of all articles. */
uint64_t views_total(const struct views *v, enum view_reason reason);
/* The counter now. */
uint64_t views_get(const struct views *v, int64_t article_id, enum view_reason reason);

/* The rows that a view belongs to. */
struct view_time {
    int64_t day;  /* YYYYMMDD in the site's time zone */
    int64_t hour; /* since 1970, in UTC */
};
struct view_time view_time_at(const struct locale *l, int64_t epoch_s);
/* The day that is DAYS before the one of EPOCH_S, as YYYYMMDD. */
int64_t view_day_before(const struct locale *l, int64_t epoch_s, int days);

/* Brings the database up to the counters that changed since the last time, and adds what is new to
 * the rows of the day and the hour: the article's and the site's. Repeating it changes nothing.
 * *flushed says how many articles. */
MUST_CHECK enum err_kind views_flush(struct views *v, struct db *db, struct view_time when,
                                     int64_t *flushed, struct err *e);

struct view_day {
    int64_t day; /* YYYYMMDD */
    int64_t n[VIEW_REASONS];
};
struct view_days {
    struct view_day *items; /* newest first */
    size_t n;
};
/* The article's last LIMIT days that had a view of any kind, as flushed. */
MUST_CHECK enum err_kind view_days(struct db_conn *c, int64_t article_id, int64_t limit,
                                   struct arena *a, struct view_days *out, struct err *e);

/* Tells of every article whose counters in the file and in the database differ in a way that
 * flushing does not explain (`broadsheet check`). */
MUST_CHECK enum err_kind views_verify(struct views *v, struct db *db,
                                      void (*report)(void *arg, const char *sentence), void *arg,
                                      struct err *e);

#endif

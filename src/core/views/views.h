/* SPDX-License-Identifier: MIT */
/* The view counters. Every process of the site maps `views.bin`: for each article a cache line of
 * counters that only grow, one for each reason. Counting is one atomic add, and the file survives a
 * killed process. views.c explains how the numbers reach the database exactly once. */
#ifndef CORE_VIEWS_VIEWS_H
#define CORE_VIEWS_VIEWS_H

#include "base/locale.h"
#include "db/db.h"

/* Positions in the file: never renumber. */
enum view_reason {
    VIEW_COUNTED = 0, /* a person; the number that readers see */
    VIEW_ROBOT,
    VIEW_AI_ROBOT,
    VIEW_PREFETCH,
    VIEW_STAFF,
    VIEW_REPEAT, /* the same visitor within the site's interval */
    VIEW_OTHER,  /* HEAD requests and previews */
    VIEW_REASONS
};

struct views;

/* Maps the file PATH of the site whose database has UUID, creates it if it does not exist, and
 * raises every counter that is behind the database. A file of another site or a damaged one is
 * renamed (PATH.UUID, PATH.damaged), with a line in the log. ERR_IO if it cannot be created or
 * mapped; ERR_INVALID if PATH is not a regular file. */
MUST_CHECK enum err_kind views_open(struct views **out, const char *path, struct db *db,
                                    struct err *e);
/* Opens it for reading only and changes nothing: for views_get and views_verify. ERR_INVALID if the
 * file belongs to another site, is not a counter file or is shorter than its header says; ERR_IO if
 * it cannot be read. */
MUST_CHECK enum err_kind views_inspect(struct views **out, const char *path, struct db *db,
                                       struct err *e);
/* Writes a copy of the counters to FD while others count. The copy fits the database as it is now
 * or was before. ERR_BUSY if the disk is full; ERR_IO. */
MUST_CHECK enum err_kind views_copy(const struct views *v, int fd, struct err *e);
void views_close(struct views **v);
/* Checks that the mapped file is still the one in the folder: ERR_IO if it was deleted or replaced.
 * Views still reach the database then, but a process that starts later counts in another file. */
MUST_CHECK enum err_kind views_in_place(const struct views *v, struct err *e);

/* From now on, if the mapped file is cut off by somebody or its disk fails, the process ends with a
 * line in the log and status 1, instead of dying without a word. A supervisor starts it again, and
 * views_open then takes the counters from the database. For one file a process, which must stay
 * open; SIGBUS must not be blocked. */
void views_guard(const struct views *v);
/* Does the same at once if the guarded file has become shorter, although nobody has touched the
 * lost part yet. */
void views_guard_check(const struct views *v);

/* Allocates the disk space for ARTICLE_ID, so that counting cannot fail. Called before an article
 * can be read. ERR_BUSY if the disk is full; ERR_TOO_LARGE past the largest file; ERR_IO. */
MUST_CHECK enum err_kind views_reserve(struct views *v, int64_t article_id, struct err *e);
/* Counts one view and returns the counter's new value: no two callers get the same number. Any
 * thread; wait-free. */
uint64_t views_add(struct views *v, int64_t article_id, enum view_reason reason);
/* The views of REASON that this process has counted since it started, for all articles. */
uint64_t views_total(const struct views *v, enum view_reason reason);
/* The counter's value now. */
uint64_t views_get(const struct views *v, int64_t article_id, enum view_reason reason);

/* The rows to which a view belongs. */
struct view_time {
    int64_t day;  /* YYYYMMDD in the site's time zone */
    int64_t hour; /* hours since 1970, in UTC */
};
struct view_time view_time_at(const struct locale *l, int64_t epoch_s);
/* The day that lies DAYS before the day of EPOCH_S, as YYYYMMDD. */
int64_t view_day_before(const struct locale *l, int64_t epoch_s, int days);

/* Writes the counters that have changed since the last flush to the database, and adds the
 * differences to the rows of the day and the hour, the article's and the site's. Repeating it
 * changes nothing. *flushed: the number of articles. The errors of db_write and views_reserve. */
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
/* The article's last LIMIT days that had a view of any kind, as flushed. In A. ERR_DB. */
MUST_CHECK enum err_kind view_days(struct db_conn *c, int64_t article_id, int64_t limit,
                                   struct arena *a, struct view_days *out, struct err *e);

/* Calls REPORT for every article whose counters in the file and the database differ in a way that
 * flushing does not explain (`broadsheet check`). ERR_DB. */
MUST_CHECK enum err_kind views_verify(struct views *v, struct db *db,
                                      void (*report)(void *arg, const char *sentence), void *arg,
                                      struct err *e);

#endif

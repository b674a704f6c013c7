/* SPDX-License-Identifier: MIT */
/* How many articles the archive's years, months and days hold. Each is a row that triggers keep, so
 * asking costs the same however many there are. */
#ifndef CORE_NEWS_ARCHIVE_H
#define CORE_NEWS_ARCHIVE_H

#include "core/site/setting.h"

struct archive_part {
    int64_t period; /* 2026, 202611 or 20261123 */
    int64_t n;      /* published in it; more than 0 */
};
struct archive_parts {
    struct archive_part *items; /* the earliest first */
    size_t n;
};

/* Those of FIRST to LAST, numbers of one kind and at most ARCHIVE_PARTS_MAX of them (the days of a
 * month, the months of a year, all years), that hold articles. */
enum { ARCHIVE_PARTS_MAX = 400 };
MUST_CHECK enum err_kind archive_parts(struct db_conn *c, int64_t first, int64_t last,
                                       struct arena *a, struct archive_parts *out, struct err *e);

/* The day of an article of that date, YYYYMMDD in the site's time zone. */
int64_t archive_day(const struct settings *s, int64_t published_at);

/* Days are those of the site's time zone, in which an article is counted when it is published.
 * Where the zone has been changed since, this counts published articles again, at most LIMIT of
 * them, the newest first; *more says whether some are left. Nothing is written where S's zone is
 * the one that all are counted in. Other settings than the current ones do nothing. */
MUST_CHECK enum err_kind archive_recount(struct db *db, const struct settings *s, int64_t limit,
                                         bool *more, struct err *e);

#endif

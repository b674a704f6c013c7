/* SPDX-License-Identifier: MIT */
/* The number of articles in each year, month and day of the archive. Each is a row that triggers
 * maintain, so reading costs the same however many articles there are. */
#ifndef CORE_NEWS_ARCHIVE_H
#define CORE_NEWS_ARCHIVE_H

#include "core/site/setting.h"

struct archive_part {
    int64_t period; /* 2026, 202611 or 20261123 */
    int64_t n;      /* articles published in it; never 0 */
};
struct archive_parts {
    struct archive_part *items; /* the earliest first */
    size_t n;
};

/* The periods from FIRST to LAST that have articles: numbers of one kind, at most ARCHIVE_PARTS_MAX
 * (the days of a month, the months of a year, all years). In A. ERR_DB. */
enum { ARCHIVE_PARTS_MAX = 400 };
MUST_CHECK enum err_kind archive_parts(struct db_conn *c, int64_t first, int64_t last,
                                       struct arena *a, struct archive_parts *out, struct err *e);

/* The day of an article published at that time, YYYYMMDD in the site's time zone. */
int64_t archive_day(const struct settings *s, int64_t published_at);

/* Continues a recount. An article is counted on its day in the site's time zone when it is
 * published. After a change of the zone, or of its rules, this counts at most LIMIT published
 * articles again, newest first; *more: some are left. Writes nothing if all are counted in S's
 * zone, or if S is not the current snapshot. Two servers may have different rules while their
 * tzdata is upgraded, so a recount by other rules is left alone unless ADOPT, which a caller sets
 * when its own rules are new to it. The errors of db_write. */
MUST_CHECK enum err_kind archive_recount(struct db *db, const struct settings *s, int64_t limit,
                                         bool adopt, bool *more, struct err *e);

#endif

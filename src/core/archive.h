/* SPDX-License-Identifier: MIT */
/* How many articles the archive's years, months and days hold. Each is a row that triggers keep, so
 * asking costs the same however many there are. */
#ifndef CORE_ARCHIVE_H
#define CORE_ARCHIVE_H

#include "base/arena.h"
#include "db/db.h"

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

#endif

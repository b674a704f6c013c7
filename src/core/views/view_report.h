/* SPDX-License-Identifier: MIT */
/* All views of every article, for whoever takes the numbers elsewhere. */
#ifndef CORE_VIEWS_VIEW_REPORT_H
#define CORE_VIEWS_VIEW_REPORT_H

#include "core/news/article.h"
#include "core/views/views.h"

struct view_report_row {
    int64_t id;
    enum article_status status;
    int64_t day; /* with slug, the permalink; 0: never published */
    struct str slug, title;
    int64_t published_at;
    int64_t base;            /* counted elsewhere before (an import) */
    int64_t n[VIEW_REASONS]; /* since the article was made: of all nodes */
    int64_t shown;           /* what readers see: base and what counted */
};
struct view_report {
    struct view_report_row *items; /* by id */
    size_t n;
    bool more; /* the list goes on behind the last */
};

/* The articles whose ids follow AFTER_ID, at most LIMIT, with every view until now: what the
 * counter file V has counts, too, if it is in no row yet. V may be NULL where the site has never
 * been served. Reading the file after C's snapshot was taken never misses a view that the snapshot
 * has. */
MUST_CHECK enum err_kind view_report(struct db_conn *c, const struct views *v, int64_t after_id,
                                     int64_t limit, struct arena *a, struct view_report *out,
                                     struct err *e);

#endif

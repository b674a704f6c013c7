/* SPDX-License-Identifier: MIT */
/* All views of every article, for export. */
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
    int64_t base;            /* counted elsewhere before an import */
    int64_t n[VIEW_REASONS]; /* since the article was created, on all nodes */
    int64_t shown;           /* the number that readers see: base plus VIEW_COUNTED */
};
struct view_report {
    struct view_report_row *items; /* by id */
    size_t n;
    bool more; /* other articles follow the last one here */
};

/* The articles whose ids are greater than AFTER_ID, at most LIMIT, with every view until now,
 * including views that are only in the counter file V. V may be NULL if the site has never been
 * served. The file is read after C's snapshot was taken, so no view of the snapshot is missing.
 * ERR_DB. */
MUST_CHECK enum err_kind view_report(struct db_conn *c, const struct views *v, int64_t after_id,
                                     int64_t limit, struct arena *a, struct view_report *out,
                                     struct err *e);

#endif

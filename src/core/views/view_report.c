/* SPDX-License-Identifier: MIT */
/* Adds up an article's views from the counter file and the database. This node's counters are in
 * the file, and a moment later in the database. The greater of the two is right, since either may
 * be behind (the file after a restore). Other nodes' counters are in the database only. */
#include "core/views/view_report.h"

#include "core/views/views_internal.h"

/* Adds all nodes' views of the article. */
static enum err_kind add_nodes(struct db_conn *c, const struct views *v,
                               struct view_report_row *row, struct arena *a, struct err *e)
{
    int64_t own_stored[VIEW_REASONS] = {0}, stored[VIEW_REASONS];
    struct stmt *s = db_stmt(c, SQL_VIEW_TOTAL_OF_ARTICLE);
    stmt_int(s, ARG_ARTICLE_ID, row->id);
    while (stmt_next(s)) {
        view_counts_from_row(s, stored);
        bool own = str_eq(stmt_col_text(s, COL_NODE, a), VIEWS_NODE);
        for (int i = 0; i < VIEW_REASONS; i++) {
            if (own)
                own_stored[i] = stored[i];
            else
                row->n[i] += stored[i];
        }
    }
    TRY(stmt_done(s, e));
    for (int i = 0; i < VIEW_REASONS; i++) {
        int64_t counter = v ? (int64_t)views_get(v, row->id, (enum view_reason)i) : 0;
        row->n[i] += counter > own_stored[i] ? counter : own_stored[i];
    }
    row->shown = row->base + row->n[VIEW_COUNTED];
    return OK;
}

enum err_kind view_report(struct db_conn *c, const struct views *v, int64_t after_id, int64_t limit,
                          struct arena *a, struct view_report *out, struct err *e)
{
    *out = (struct view_report){.items = ARENA_ARRAY(a, struct view_report_row, (size_t)limit)};
    struct stmt *s = db_stmt(c, SQL_VIEW_REPORT);
    stmt_int(s, ARG_KEY_ID, after_id);
    stmt_int(s, ARG_ROW_LIMIT, limit + 1);
    while (stmt_next(s)) {
        out->more = out->n == (size_t)limit;
        if (out->more)
            break;
        out->items[out->n++] = (struct view_report_row){
            .id = stmt_col_int(s, COL_ID),
            .status = (enum article_status)stmt_col_int(s, COL_STATUS),
            .day = stmt_col_int(s, COL_DAY),
            .slug = stmt_col_text(s, COL_SLUG, a),
            .title = stmt_col_text(s, COL_TITLE, a),
            .published_at = stmt_col_int(s, COL_PUBLISHED_AT),
            .base = stmt_col_int(s, COL_BASE_VIEWS),
        };
    }
    TRY(stmt_done(s, e));
    for (size_t i = 0; i < out->n; i++)
        TRY(add_nodes(c, v, &out->items[i], a, e));
    return OK;
}

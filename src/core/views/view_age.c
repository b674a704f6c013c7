/* SPDX-License-Identifier: MIT */
/* Deletes old hours and turns old days into months. A batch is all rows up to a certain last one in
 * key order. So the statements that add and delete name exactly the same rows, and reach them by an
 * index. */
#include "core/views/view_age.h"

#include "core/views/views.h"

enum { AGE_BATCH = 2000 };

struct age {
    int64_t hour, day; /* rows before these are old */
    bool more;
};

struct last_row {
    int64_t at, article_id;
    size_t n; /* the number of rows up to this one */
};

static enum err_kind find_last(struct stmt *s, enum sql_column at, struct last_row *out,
                               struct err *e)
{
    stmt_int(s, ARG_ROW_LIMIT, AGE_BATCH);
    for (*out = (struct last_row){0}; stmt_next(s); out->n++) {
        out->at = stmt_col_int(s, at);
        out->article_id = stmt_col_int(s, COL_ARTICLE_ID);
    }
    return stmt_done(s, e);
}

static enum err_kind run_up_to(struct db_conn *c, enum sql_id sql, enum sql_arg at,
                               const struct last_row *last, struct err *e)
{
    struct stmt *s = db_stmt(c, sql);
    stmt_int(s, at, last->at);
    stmt_int(s, ARG_ARTICLE_ID, last->article_id);
    return stmt_run(s, e);
}

static enum err_kind age_job(struct db_conn *c, void *arg, struct err *e)
{
    struct age *age = arg;
    struct last_row hour, day;
    struct stmt *s = db_stmt(c, SQL_VIEW_HOUR_OLD);
    stmt_int(s, ARG_HOUR, age->hour);
    TRY(find_last(s, COL_HOUR, &hour, e));
    if (hour.n > 0)
        TRY(run_up_to(c, SQL_VIEW_HOUR_DROP, ARG_HOUR, &hour, e));

    s = db_stmt(c, SQL_VIEW_DAY_OLD);
    stmt_int(s, ARG_DAY, age->day);
    TRY(find_last(s, COL_DAY, &day, e));
    if (day.n > 0) {
        TRY(run_up_to(c, SQL_VIEW_MONTH_ADD, ARG_DAY, &day, e));
        TRY(run_up_to(c, SQL_VIEW_DAY_DROP, ARG_DAY, &day, e));
    }
    age->more = hour.n == AGE_BATCH || day.n == AGE_BATCH;
    return OK;
}

enum err_kind views_compact(struct db *db, const struct locale *l, int64_t now, bool *more,
                            struct err *e)
{
    struct age age = {
        .hour = view_time_at(l, now).hour - VIEW_HOURS_KEPT,
        .day = view_day_before(l, now, VIEW_DAYS_KEPT),
    };
    enum err_kind kind = db_write(db, age_job, &age, e);
    *more = kind == OK && age.more;
    return kind;
}

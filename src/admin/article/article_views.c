/* SPDX-License-Identifier: MIT */
/* Shows the newsroom how often an article was viewed. Totals come from the live counters, days from
 * the database, so today's row may be a second behind the total. */
#include "admin/article/article_views.h"

#include "admin/page/frame.h"
#include "admin/page/written.h"

enum { DAYS_SHOWN = 30 };

static const char *const reasons[VIEW_REASONS] = {
    [VIEW_COUNTED] = N_("Counted"),    [VIEW_ROBOT] = N_("Robots"),
    [VIEW_AI_ROBOT] = N_("AI robots"), [VIEW_PREFETCH] = N_("Prefetched"),
    [VIEW_STAFF] = N_("Staff"),        [VIEW_REPEAT] = N_("Repeats"),
    [VIEW_OTHER] = N_("Other"),
};

struct reason_view {
    struct str reason, n;
};
static const struct tpl_field reason_fields[] = {
    TPL_FIELD(reason_view, "REASON", TPL_STR, reason),
    TPL_FIELD(reason_view, "N", TPL_STR, n),
    TPL_END,
};

struct day_view {
    struct str day, counted, robots, ai_robots, others;
    int64_t percent; /* of the best day shown */
};
static const struct tpl_field day_fields[] = {
    TPL_FIELD(day_view, "DAY", TPL_STR, day),
    TPL_FIELD(day_view, "COUNTED", TPL_STR, counted),
    TPL_FIELD(day_view, "ROBOTS", TPL_STR, robots),
    TPL_FIELD(day_view, "AI_ROBOTS", TPL_STR, ai_robots),
    TPL_FIELD(day_view, "OTHERS", TPL_STR, others),
    TPL_FIELD(day_view, "PERCENT", TPL_INT, percent),
    TPL_END,
};

struct views_view {
    struct str shown, base;
    struct tpl_list reasons, days;
    bool all_here, no_days, has_days;
};
const struct tpl_field article_views_fields[] = {
    TPL_FIELD(views_view, "SHOWN", TPL_STR, shown),
    TPL_FIELD(views_view, "ALL_HERE", TPL_BOOL, all_here),
    TPL_FIELD(views_view, "BASE", TPL_STR, base),
    TPL_FIELD(views_view, "BASE", TPL_IF_TEXT, base),
    TPL_SUB(views_view, "REASONS", TPL_LIST, reasons, reason_fields, sizeof(struct reason_view)),
    TPL_FIELD(views_view, "NO_DAYS", TPL_BOOL, no_days),
    TPL_FIELD(views_view, "HAS_DAYS", TPL_BOOL, has_days),
    TPL_SUB(views_view, "DAYS", TPL_LIST, days, day_fields, sizeof(struct day_view)),
    TPL_END,
};

/* A day of the calendar, written in the site's language. */
static struct str day_shown(const struct context *c, int64_t day)
{
    struct civil noon = {.year = (int)(day / 10000),
                         .month = (int)(day / 100 % 100),
                         .day = (int)(day % 100),
                         .hour = 12};
    struct err e;
    int64_t at;
    if (locale_epoch(c->locale, noon, &at, &e) != OK)
        return STR_NONE;
    return locale_date(c->locale, at, DATE_SHORT, c->arena);
}

static struct tpl_list days_make(const struct context *c, const struct view_days *days)
{
    int64_t most = 1;
    for (size_t i = 0; i < days->n; i++)
        if (days->items[i].n[VIEW_COUNTED] > most)
            most = days->items[i].n[VIEW_COUNTED];
    struct day_view *items = ARENA_ARRAY(c->arena, struct day_view, days->n);
    for (size_t i = 0; i < days->n; i++) {
        const int64_t *n = days->items[i].n;
        items[i] = (struct day_view){
            .day = day_shown(c, days->items[i].day),
            .counted = number_shown(c, n[VIEW_COUNTED]),
            .robots = number_shown(c, n[VIEW_ROBOT]),
            .ai_robots = number_shown(c, n[VIEW_AI_ROBOT]),
            .others =
                number_shown(c, n[VIEW_PREFETCH] + n[VIEW_STAFF] + n[VIEW_REPEAT] + n[VIEW_OTHER]),
            .percent = n[VIEW_COUNTED] * 100 / most,
        };
    }
    return (struct tpl_list){items, days->n};
}

int64_t article_views_shown(const struct context *c, const struct article *art)
{
    return (int64_t)views_get(c->app->views, art->id, VIEW_COUNTED) + art->base_views +
           art->views_elsewhere;
}

enum err_kind article_views_make(struct context *c, const struct article *art, const void **out,
                                 struct err *e)
{
    *out = NULL;
    if (art->day == 0)
        return OK;
    struct db_conn *conn;
    struct view_days days;
    TRY(context_db(c, &conn, e));
    TRY(view_days(conn, art->id, DAYS_SHOWN, c->arena, &days, e));

    struct reason_view *numbers = ARENA_ARRAY(c->arena, struct reason_view, VIEW_REASONS);
    for (int i = 0; i < VIEW_REASONS; i++) {
        uint64_t n = views_get(c->app->views, art->id, (enum view_reason)i);
        numbers[i] = (struct reason_view){say(c, reasons[i]), number_shown(c, (int64_t)n)};
    }
    struct views_view *v = ARENA_NEW(c->arena, struct views_view);
    *v = (struct views_view){
        .shown = number_shown(c, article_views_shown(c, art)),
        .base = count_shown(c, art->base_views + art->views_elsewhere),
        .all_here = art->base_views + art->views_elsewhere <= 0,
        .reasons = {numbers, VIEW_REASONS},
        .days = days_make(c, &days),
        .no_days = days.n == 0,
        .has_days = days.n > 0,
    };
    *out = v;
    return OK;
}

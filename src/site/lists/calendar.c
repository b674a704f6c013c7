/* SPDX-License-Identifier: MIT */
/* A calendar depends on the site's language (first day of the week, names, digits), on its time
 * zone and on the archive's totals. Days are placed in a grid of full weeks by arithmetic on dates;
 * only the moment when a day begins needs the time zone. */
#include "site/lists/calendar.h"

#include "core/news/archive.h"

enum { WEEK = 7, WEEKS_MAX = 6 };

/* ---- the view ---- */

struct weekday_view {
    struct str initial, name;
};
static const struct tpl_field weekday_fields[] = {
    TPL_FIELD(weekday_view, "INITIAL", TPL_STR, initial),
    TPL_FIELD(weekday_view, "NAME", TPL_STR, name), TPL_END};

struct day_view {
    struct str shown, url, name;
    bool plain, linked, current;
};
static const struct tpl_field day_fields[] = {TPL_FIELD(day_view, "SHOWN", TPL_STR, shown),
                                              TPL_FIELD(day_view, "URL", TPL_STR, url),
                                              TPL_FIELD(day_view, "NAME", TPL_STR, name),
                                              TPL_FIELD(day_view, "PLAIN", TPL_BOOL, plain),
                                              TPL_FIELD(day_view, "LINKED", TPL_BOOL, linked),
                                              TPL_FIELD(day_view, "CURRENT", TPL_BOOL, current),
                                              TPL_END};

struct week_view {
    struct tpl_list days;
};
static const struct tpl_field week_fields[] = {
    TPL_SUB(week_view, "DAYS", TPL_LIST, days, day_fields, sizeof(struct day_view)), TPL_END};

const struct tpl_field calendar_fields[] = {
    TPL_FIELD(calendar_view, "MONTH", TPL_STR, month),
    TPL_SUB(calendar_view, "WEEKDAYS", TPL_LIST, weekdays, weekday_fields,
            sizeof(struct weekday_view)),
    TPL_SUB(calendar_view, "WEEKS", TPL_LIST, weeks, week_fields, sizeof(struct week_view)),
    TPL_END};

struct str digits_shown(struct context *c, int n)
{
    return number_digits(&c->settings->numbers, arena_printf(c->arena, "%d", n), c->arena);
}

struct str articles_shown(struct context *c, int64_t n)
{
    return SAY_N(c, "{n} article", "{n} articles", n);
}

/* ---- dates ---- */

/* 0 is Sunday (Tomohiko Sakamoto's method). */
static int weekday_of(int year, int month, int day)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int y = month < 3 ? year - 1 : year;
    return (y + y / 4 - y / 100 + y / 400 + shift[month - 1] + day) % WEEK;
}

static int days_in(int year, int month)
{
    int next = month == 12 ? weekday_of(year + 1, 1, 1) : weekday_of(year, month + 1, 1);
    return 28 + (next - weekday_of(year, month, 1) + WEEK) % WEEK;
}

/* ---- the calendar ---- */

static struct tpl_list weekdays(struct context *c, int first)
{
    struct weekday_view *days = ARENA_ARRAY(c->arena, struct weekday_view, (size_t)WEEK);
    for (int i = 0; i < WEEK; i++)
        days[i] = (struct weekday_view){
            .initial = locale_weekday(c->settings->locale, (first + i) % WEEK, WEEKDAY_INITIAL),
            .name = locale_weekday(c->settings->locale, (first + i) % WEEK, WEEKDAY_NAME),
        };
    return (struct tpl_list){days, WEEK};
}

static enum err_kind link_day(struct context *c, const struct archive_part *part,
                              struct day_view *day, struct err *e)
{
    const struct locale *l = c->settings->locale;
    struct civil date = {.year = (int)(part->period / 10000),
                         .month = (int)(part->period / 100 % 100),
                         .day = (int)(part->period % 100)};
    int64_t at;
    TRY(locale_epoch(l, date, &at, e));
    struct str name = locale_date(l, at, DATE_LONG, c->arena);
    struct str count = articles_shown(c, part->n);
    day->url = arena_printf(c->arena, "/%04d/%02d/%02d/", date.year, date.month, date.day);
    day->name = arena_printf(c->arena, "%.*s, %.*s", STR_ARG(name), STR_ARG(count));
    day->linked = true;
    day->plain = false;
    return OK;
}

enum err_kind calendar_of(struct context *c, int year, int month, int day,
                          const struct calendar_view **out, struct err *e)
{
    struct db_conn *conn;
    struct archive_parts parts;
    const struct locale *l = c->settings->locale;
    int64_t start, zero = (int64_t)year * 10000 + month * 100;
    TRY(context_db(c, &conn, e));
    TRY(archive_parts(conn, zero + 1, zero + 31, c->arena, &parts, e));
    TRY(locale_epoch(l, (struct civil){.year = year, .month = month, .day = 1}, &start, e));

    int first = locale_first_weekday(l), n = days_in(year, month);
    int before = (weekday_of(year, month, 1) - first + WEEK) % WEEK;
    struct day_view *days = ARENA_ARRAY(c->arena, struct day_view, (size_t)WEEK * WEEKS_MAX);
    for (int i = 1; i <= n; i++)
        days[before + i - 1] =
            (struct day_view){.shown = digits_shown(c, i), .plain = true, .current = i == day};
    for (size_t i = 0; i < parts.n; i++)
        TRY(link_day(c, &parts.items[i], &days[before + parts.items[i].period - zero - 1], e));

    struct week_view *weeks = ARENA_ARRAY(c->arena, struct week_view, (size_t)WEEKS_MAX);
    size_t rows = (size_t)(before + n + WEEK - 1) / WEEK;
    for (size_t i = 0; i < rows; i++)
        weeks[i].days = (struct tpl_list){days + i * WEEK, WEEK};
    struct calendar_view *v = ARENA_NEW(c->arena, struct calendar_view);
    *v = (struct calendar_view){.month = locale_date(l, start, DATE_MONTH, c->arena),
                                .weekdays = weekdays(c, first),
                                .weeks = {weeks, rows}};
    *out = v;
    return OK;
}

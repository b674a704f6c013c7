/* SPDX-License-Identifier: MIT */
/* The archive: the articles of a year, a month or a day in the site's time zone. A year's page
 * lists its months, a month's or a day's shows a calendar, each with the number of articles
 * (core/news/archive.h); and every page links to the nearest year, month or day before and after it
 * that has articles. All of that is looked up by index; nothing is counted or scanned. */
#include "site/site.h"

#include "core/news/archive.h"
#include "site/lists/calendar.h"
#include "site/page/layout.h"
#include "site/page/list.h"

enum span { SPAN_YEAR, SPAN_MONTH, SPAN_DAY };

enum { YEAR_FIRST = 1970 /* times are counted from then */, YEAR_LAST = 9999 };

struct period {
    enum span span;
    int year, month, day; /* month and day are 1 if the span is longer */
    int64_t from, until;
};

/* ---- periods ---- */

static int number_of(struct str digits)
{
    int64_t n;
    return str_int(digits, &n) ? (int)n : 0;
}

static enum err_kind start_of(const struct locale *l, int year, int month, int day, int64_t *out,
                              struct err *e)
{
    struct civil at = {.year = year, .month = month, .day = day};
    return locale_epoch(l, at, out, e);
}

/* The first moment after P. */
static enum err_kind end_of(const struct locale *l, const struct period *p, int64_t *out,
                            struct err *e)
{
    struct err no_such_day;
    if (p->span == SPAN_DAY && start_of(l, p->year, p->month, p->day + 1, out, &no_such_day) == OK)
        return OK;
    if (p->span != SPAN_YEAR && p->month < 12)
        return start_of(l, p->year, p->month + 1, 1, out, e);
    return start_of(l, p->year + 1, 1, 1, out, e);
}

/* The period of SPAN that begins on that date. ERR_NOT_FOUND if there is no such date. */
static enum err_kind period_make(const struct locale *l, enum span span, int year, int month,
                                 int day, struct period *out, struct err *e)
{
    *out = (struct period){.span = span, .year = year, .month = month, .day = day};
    if (year < YEAR_FIRST || start_of(l, year, month, day, &out->from, e) != OK ||
        end_of(l, out, &out->until, e) != OK)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such date."));
    return OK;
}

static enum err_kind period_asked(struct context *c, struct period *out, struct err *e)
{
    enum span span = !str_empty(c->arg[2])   ? SPAN_DAY
                     : !str_empty(c->arg[1]) ? SPAN_MONTH
                                             : SPAN_YEAR;
    return period_make(c->settings->locale, span, number_of(c->arg[0]),
                       span >= SPAN_MONTH ? number_of(c->arg[1]) : 1,
                       span >= SPAN_DAY ? number_of(c->arg[2]) : 1, out, e);
}

/* The period of SPAN that contains the moment AT. */
static enum err_kind period_at(const struct locale *l, enum span span, int64_t at,
                               struct period *out, struct err *e)
{
    struct civil day = locale_civil(l, at);
    return period_make(l, span, day.year, span >= SPAN_MONTH ? day.month : 1,
                       span >= SPAN_DAY ? day.day : 1, out, e);
}

static struct str period_url(struct arena *a, const struct period *p)
{
    switch (p->span) {
    case SPAN_YEAR:
        return arena_printf(a, "/%04d/", p->year);
    case SPAN_MONTH:
        return arena_printf(a, "/%04d/%02d/", p->year, p->month);
    default:
        return arena_printf(a, "/%04d/%02d/%02d/", p->year, p->month, p->day);
    }
}

static struct str period_name(struct context *c, const struct period *p)
{
    const struct locale *l = c->settings->locale;
    switch (p->span) {
    case SPAN_YEAR:
        return locale_date(l, p->from, DATE_YEAR, c->arena);
    case SPAN_MONTH:
        return locale_date(l, p->from, DATE_MONTH, c->arena);
    default:
        return locale_date(l, p->from, DATE_LONG, c->arena);
    }
}

/* ---- the view ---- */

struct part_view {
    struct str name, url;
    struct str count;   /* "12 articles"; empty if it is not shown */
    struct str current; /* for aria-current; or empty */
};
static const struct tpl_field period_fields[] = {
    TPL_FIELD(part_view, "NAME", TPL_STR, name),
    TPL_FIELD(part_view, "URL", TPL_STR, url),
    TPL_FIELD(part_view, "COUNT", TPL_STR, count),
    TPL_FIELD(part_view, "CURRENT", TPL_STR, current),
    TPL_FIELD(part_view, "CURRENT", TPL_IF_TEXT, current),
    TPL_END};
/* A link alone, without a count. */
static const struct tpl_field place_fields[] = {TPL_FIELD(part_view, "NAME", TPL_STR, name),
                                                TPL_FIELD(part_view, "URL", TPL_STR, url), TPL_END};

struct archive_view {
    struct str name;
    struct tpl_list above;         /* the month and the year that contain the period */
    struct tpl_list years, months; /* on a year's page: those that have articles, in order */
    bool has_years, has_months;
    const struct calendar_view *calendar; /* on the page of a month or a day */
    const struct part_view *before, *after;
    bool has_neighbours;
    struct list_view list;
};
static const struct tpl_field archive_fields[] = {
    TPL_FIELD(archive_view, "NAME", TPL_STR, name),
    TPL_SUB(archive_view, "ABOVE", TPL_LIST, above, place_fields, sizeof(struct part_view)),
    TPL_FIELD(archive_view, "HAS_YEARS", TPL_BOOL, has_years),
    TPL_SUB(archive_view, "YEARS", TPL_LIST, years, period_fields, sizeof(struct part_view)),
    TPL_FIELD(archive_view, "HAS_MONTHS", TPL_BOOL, has_months),
    TPL_SUB(archive_view, "MONTHS", TPL_LIST, months, period_fields, sizeof(struct part_view)),
    TPL_SUB(archive_view, "CALENDAR", TPL_VIEW, calendar, calendar_fields, 0),
    TPL_FIELD(archive_view, "HAS_NEIGHBOURS", TPL_BOOL, has_neighbours),
    TPL_SUB(archive_view, "BEFORE", TPL_VIEW, before, place_fields, 0),
    TPL_SUB(archive_view, "AFTER", TPL_VIEW, after, place_fields, 0),
    TPL_FIELD(archive_view, "CARDS", TPL_INCLUDE, list.cards),
    TPL_FIELD(archive_view, "PAGER", TPL_INCLUDE, list.pager),
    TPL_END};
TPL_TEMPLATE(archive, "site/archive.tpl", archive_view, archive_fields);

static struct part_view part_of(struct context *c, const struct period *p)
{
    return (struct part_view){.name = period_name(c, p), .url = period_url(c->arena, p)};
}

static enum err_kind add_above(struct context *c, const struct period *p, struct archive_view *v,
                               struct err *e)
{
    struct part_view *above = ARENA_ARRAY(c->arena, struct part_view, SPAN_DAY);
    for (enum span span = SPAN_YEAR; span < p->span; span++) {
        struct period outer;
        TRY(period_at(c->settings->locale, span, p->from, &outer, e));
        above[v->above.n++] = part_of(c, &outer);
    }
    v->above.items = above;
    return OK;
}

/* When the newest article of [FROM, UNTIL) was published; 0 if there is none. */
static enum err_kind newest_in(struct context *c, int64_t from, int64_t until, int64_t *at,
                               struct err *e)
{
    struct db_conn *conn;
    struct article_list list;
    struct article_query q = {.scope = SCOPE_ALL, .from = from, .until = until, .limit = 1};
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &list, e));
    *at = list.n > 0 ? list.items[0].published_at : 0;
    return OK;
}

/* When the first article from FROM on was published; 0 if there is none. */
static enum err_kind oldest_from(struct context *c, int64_t from, int64_t *at, struct err *e)
{
    struct db_conn *conn;
    struct article_list list;
    struct article_query q = {
        .scope = SCOPE_ALL, .key = {from - 1, INT64_MAX}, .newer = true, .limit = 1};
    TRY(context_db(c, &conn, e));
    TRY(article_list(conn, &q, c->arena, &list, e));
    *at = list.n > 0 ? list.items[0].published_at : 0;
    return OK;
}

/* The periods of SPAN from number FIRST to LAST that have articles. Marks P if it is one of them.
 */
static enum err_kind read_parts(struct context *c, enum span span, int64_t first, int64_t last,
                                const struct period *p, struct tpl_list *out, struct err *e)
{
    struct db_conn *conn;
    struct archive_parts parts;
    TRY(context_db(c, &conn, e));
    TRY(archive_parts(conn, first, last, c->arena, &parts, e));
    struct part_view *views = ARENA_ARRAY(c->arena, struct part_view, parts.n);
    for (size_t i = 0; i < parts.n; i++) {
        int number = (int)parts.items[i].period;
        struct period part;
        TRY(period_make(c->settings->locale, span, span == SPAN_YEAR ? number : number / 100,
                        span == SPAN_YEAR ? 1 : number % 100, 1, &part, e));
        views[i] = part_of(c, &part);
        views[i].count = articles_shown(c, parts.items[i].n);
        if (span == p->span && part.from == p->from)
            views[i].current = STR("page");
    }
    *out = (struct tpl_list){views, parts.n};
    return OK;
}

static enum err_kind add_parts(struct context *c, const struct period *p, struct archive_view *v,
                               struct err *e)
{
    if (p->span != SPAN_YEAR)
        return calendar_of(c, p->year, p->month, p->span == SPAN_DAY ? p->day : 0, &v->calendar, e);
    TRY(read_parts(c, SPAN_YEAR, YEAR_FIRST, YEAR_LAST, p, &v->years, e));
    TRY(read_parts(c, SPAN_MONTH, p->year * 100 + 1, p->year * 100 + 12, p, &v->months, e));
    v->has_years = v->years.n > 1;
    v->has_months = v->months.n > 0;
    return OK;
}

static enum err_kind neighbour(struct context *c, enum span span, int64_t at,
                               const struct part_view **out, struct err *e)
{
    struct period p;
    if (at == 0)
        return OK;
    TRY(period_at(c->settings->locale, span, at, &p, e));
    struct part_view *v = ARENA_NEW(c->arena, struct part_view);
    *v = part_of(c, &p);
    *out = v;
    return OK;
}

static enum err_kind add_neighbours(struct context *c, const struct period *p,
                                    struct archive_view *v, struct err *e)
{
    int64_t before, after;
    TRY(newest_in(c, 0, p->from, &before, e));
    TRY(oldest_from(c, p->until, &after, e));
    TRY(neighbour(c, p->span, before, &v->before, e));
    TRY(neighbour(c, p->span, after, &v->after, e));
    v->has_neighbours = v->before != NULL || v->after != NULL;
    return OK;
}

/* ---- the page ---- */

static enum err_kind place_of(struct context *c, const struct period *p, struct list_place *out,
                              struct err *e)
{
    TRY(list_place(c, period_url(c->arena, p), out, e));
    int64_t at = out->key.published_at;
    if (at != 0 && (at < p->from || at >= p->until))
        return err_say(e, ERR_NOT_FOUND, MESSAGE("There is no such page of this list."));
    return OK;
}

static enum err_kind render(struct context *c, struct tpl_include *out, struct err *e)
{
    struct period p;
    struct list_place place;
    struct archive_view *v = ARENA_NEW(c->arena, struct archive_view);
    TRY(period_asked(c, &p, e));
    TRY(place_of(c, &p, &place, e));
    struct article_query q = {.scope = SCOPE_ALL, .from = p.from, .until = p.until};
    TRY(list_read(c, &place, q, CARDS_INDEX, &v->list, e));
    if (v->list.empty)
        return err_say(e, ERR_NOT_FOUND, MESSAGE("Nothing was published then."));
    v->name = period_name(c, &p);
    TRY(add_above(c, &p, v, e));
    TRY(add_parts(c, &p, v, e));
    TRY(add_neighbours(c, &p, v, e));
    struct layout_page page = {
        .title = list_title(c, &place, v->name),
        .description = SAY(c, "What {site} published: {period}.",
                           PUT("site", c->settings->site_name), PUT("period", v->name)),
        .path = place.path,
        .content = tpl_archive(v),
    };
    return layout_view(c, &page, out, e);
}

enum err_kind archive_page(struct context *c, struct err *e)
{
    struct period p;
    struct list_place place;
    TRY(period_asked(c, &p, e));
    TRY(place_of(c, &p, &place, e));
    return list_answer(c, &place, render, e);
}

/* SPDX-License-Identifier: MIT */
/* `broadsheet views export`: the views of every article, with the numbers that readers see. They
 * come from the counter file and the database together, so views that are not yet in the database
 * are included. It reads a page at a time by article id. */
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "core/news/article.h"
#include "core/site/setting.h"
#include "core/site/site_paths.h"
#include "core/views/view_report.h"

enum { PAGE = 500 };

struct args {
    bool json;
};

/* "until" is the time at which the row was read. Every row has it, so that a row is complete
 * wherever it is copied to. */
static const struct column columns[] = {
    {"id", COLUMN_NUMBER, false},         {"address", COLUMN_TEXT, false},
    {"title", COLUMN_TEXT, false},        {"status", COLUMN_TEXT, false},
    {"published_at", COLUMN_TIME, false}, {"shown", COLUMN_NUMBER, false},
    {"counted", COLUMN_NUMBER, false},    {"before", COLUMN_NUMBER, false},
    {"robots", COLUMN_NUMBER, false},     {"ai_robots", COLUMN_NUMBER, false},
    {"prefetched", COLUMN_NUMBER, false}, {"staff", COLUMN_NUMBER, false},
    {"repeats", COLUMN_NUMBER, false},    {"other", COLUMN_NUMBER, false},
    {"until", COLUMN_TIME, false},        {0},
};

static void print(struct listing *l, const struct settings *s, const struct view_report_row *row,
                  int64_t now, struct arena *a)
{
    struct str path = row->day != 0 ? permalink(row->day, row->slug, a) : STR_NONE;
    const struct cell cells[] = {
        CELL_INT(row->id),
        CELL_TEXT(str_empty(path) ? path : arena_join(a, s->address, path)),
        CELL_TEXT(row->title),
        CELL_TEXT(str_from(article_status_key(row->status))),
        CELL_INT(row->published_at),
        CELL_INT(row->shown),
        CELL_INT(row->n[VIEW_COUNTED]),
        CELL_INT(row->base),
        CELL_INT(row->n[VIEW_ROBOT]),
        CELL_INT(row->n[VIEW_AI_ROBOT]),
        CELL_INT(row->n[VIEW_PREFETCH]),
        CELL_INT(row->n[VIEW_STAFF]),
        CELL_INT(row->n[VIEW_REPEAT]),
        CELL_INT(row->n[VIEW_OTHER]),
        CELL_INT(now),
    };
    listing_row(l, cells);
}

/* Prints one page: the articles after *AFTER. */
static enum err_kind export_page(struct db *db, const struct views *v, const struct settings *s,
                                 struct listing *l, int64_t *after, bool *more, struct arena *a,
                                 struct err *e)
{
    struct db_conn *c;
    struct view_report page;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = view_report(c, v, *after, PAGE, a, &page, e);
    db_end(db, &c);
    TRY(kind);
    int64_t now = clock_now();
    for (size_t i = 0; i < page.n; i++) {
        print(l, s, &page.items[i], now, a);
        *after = page.items[i].id;
    }
    *more = page.more;
    return OK;
}

/* Opens the counter file, if there is one. A site that was never served may have none. */
static enum err_kind open_counters(const struct cli *cli, struct db *db, struct views **v,
                                   struct arena *a, struct err *e)
{
    const char *path = site_path(a, cli->site, SITE_VIEWS);
    *v = NULL;
    return access(path, F_OK) == 0 ? views_inspect(v, path, db, e) : OK;
}

static enum err_kind export_views(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                                  struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct settings *s = NULL;
    struct views *v;
    TRY(open_counters(cli, db, &v, a, e));
    enum err_kind kind = settings_read(db, &s, e);
    if (kind == OK) {
        struct listing *l = listing_begin(columns, args->json ? LISTING_JSON : LISTING_CSV);
        int64_t after = 0;
        for (bool more = true; kind == OK && more; arena_reset(a))
            kind = export_page(db, v, s, l, &after, &more, a, e);
        enum err_kind ended = listing_end(&l, kind == OK ? e : NULL);
        kind = kind == OK ? ended : kind;
    }
    settings_unref(&s);
    views_close(&v);
    return kind;
}

static int run(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_READS, export_views, &args);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, json, "json", NULL, "print an array of JSON instead of CSV", ),
    {0},
};

const struct command command_views_export = {
    .name = "views export",
    .summary = "print the views of every article, as CSV or JSON",
    .about =
        "Prints the views of every article since it was created, by article number, up to the time "
        "at the end of the row: the number that readers see (shown), which is the views counted "
        "here (counted) plus those counted elsewhere before (before); and separately robots, "
        "collectors for language models, prefetches, the newsroom's own views, repeats and others. "
        "Views that are not yet in the database are included.",
    .options = options,
    .examples = "  broadsheet views export >views.csv\n"
                "  broadsheet views export --json | jq 'map(.shown) | add'\n",
    .run = run,
};

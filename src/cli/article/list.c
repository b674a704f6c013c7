/* SPDX-License-Identifier: MIT */
/* `broadsheet article list`: articles by last change, the newest first. It reads a page at a time
 * by key, so it neither counts nor skips rows, and holds no transaction open while its output is
 * read. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/article/article.h"
#include "cli/listing.h"
#include "core/news/article.h"

enum { PAGE = 500, LIMIT_MAX = 1000000000 };

struct args {
    const char *status, *section, *author, *since, *after;
    int64_t limit;
    bool json;
};

static const struct column columns[] = {
    {"id", COLUMN_NUMBER, false},
    {"status", COLUMN_TEXT, false},
    {"updated_at", COLUMN_TIME, false},
    {"section", COLUMN_TEXT, false},
    {"author", COLUMN_TEXT, false},
    {"title", COLUMN_TEXT, false},
    {"key", COLUMN_TEXT, true},
    {"version", COLUMN_NUMBER, true},
    {"address", COLUMN_TEXT, true},
    {"slug", COLUMN_TEXT, true},
    {"published_at", COLUMN_TIME, true},
    {"created_at", COLUMN_TIME, true},
    {"words", COLUMN_NUMBER, true},
    {"comments", COLUMN_NUMBER, true},
    {0},
};

/* The state of a list between two pages. */
struct walk {
    struct article_desk_query q;
    int64_t section_id; /* 0: all */
    int64_t since;      /* epoch seconds: only articles changed then or later */
    int64_t left;       /* rows still to print; 0: no limit; -1: all printed */
    struct settings *settings;
};

/* When the day YYYY-MM-DD begins in the site's time zone. */
static enum err_kind day_begins(const struct settings *s, const char *typed, int64_t *out,
                                struct err *e)
{
    struct str rest = str_from(typed);
    int64_t n[3] = {0};
    for (int i = 0; i < 3; i++)
        if (!str_int(str_split(&rest, '-'), &n[i]) || n[i] < 1 || n[i] > 9999)
            return err_set(e, ERR_INVALID, "\"%s\" is not a day like 2026-11-23", typed);
    struct civil day = {.year = (int)n[0], .month = (int)n[1], .day = (int)n[2]};
    if (rest.p != NULL || locale_epoch(s->locale, day, out, e) != OK)
        return err_set(e, ERR_INVALID, "\"%s\" is not a day like 2026-11-23", typed);
    return OK;
}

static enum err_kind begin(struct db_conn *c, const struct args *args, struct arena *a,
                           struct walk *w, struct err *e)
{
    struct article_key key = {0};
    w->q = (struct article_desk_query){.status = ARTICLE_STATUSES, .limit = PAGE};
    w->left = args->limit;
    TRY(settings_load(c, &w->settings, e));
    if (args->status != NULL)
        (void)article_status_parse(str_from(args->status), &w->q.status);
    if (args->section != NULL)
        TRY(cli_section_find(c, args->section, a, &w->section_id, e));
    if (args->author != NULL)
        TRY(cli_author_find(c, args->author, a, &w->q.author_id, e));
    if (args->since != NULL)
        TRY(day_begins(w->settings, args->since, &w->since, e));
    if (args->after != NULL && !article_key_parse(str_from(args->after), &key))
        return err_set(
            e, ERR_INVALID,
            "\"%s\" is not a key: --json prints each article's key, and a list that ends "
            "early prints its last one",
            args->after);
    w->q.before_updated_at = key.published_at;
    w->q.before_id = key.id;
    return OK;
}

static void print(struct listing *l, const struct walk *w, const struct article *art,
                  struct arena *a)
{
    const struct cell cells[] = {
        CELL_INT(art->id),
        CELL_TEXT(str_from(article_status_key(art->status))),
        CELL_INT(art->updated_at),
        CELL_TEXT(art->section_slug),
        CELL_TEXT(art->author_name),
        CELL_TEXT(art->title),
        CELL_TEXT(arena_printf(a, "%" PRId64 "-%" PRId64, art->updated_at, art->id)),
        CELL_INT(art->version),
        CELL_TEXT(cli_article_address(w->settings, art, a)),
        CELL_TEXT(art->slug),
        CELL_INT(art->published_at),
        CELL_INT(art->created_at),
        CELL_INT(art->words),
        CELL_INT(art->comment_count),
    };
    listing_row(l, cells);
}

/* Prints one page. *more is true if there is another. The key moves on to the last article read. */
static enum err_kind list_page(struct db *db, struct walk *w, struct listing *l, struct arena *a,
                               bool *more, struct err *e)
{
    struct db_conn *c;
    struct article_list page;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = article_desk_list(c, &w->q, a, &page, e);
    db_end(db, &c);
    TRY(kind);
    *more = page.older;
    for (size_t i = 0; i < page.n; i++) {
        const struct article *art = &page.items[i];
        if (art->updated_at < w->since) {
            *more = false;
            return OK;
        }
        w->q.before_updated_at = art->updated_at;
        w->q.before_id = art->id;
        if (w->section_id != 0 && art->section_id != w->section_id)
            continue;
        print(l, w, art, a);
        if (w->left > 0 && --w->left == 0) {
            *more = i + 1 < page.n || page.older;
            w->left = -1;
            return OK;
        }
    }
    return OK;
}

static enum err_kind walk(const struct cli *cli, struct db *db, const struct args *args,
                          struct walk *w, struct err *e)
{
    struct listing *l = listing_begin(columns, args->json ? LISTING_JSON : LISTING_TEXT);
    struct arena *a = arena_new(256 * 1024);
    bool more = true;
    enum err_kind kind = OK;
    while (kind == OK && more && w->left >= 0) {
        kind = list_page(db, w, l, a, &more, e);
        arena_reset(a);
    }
    arena_free(&a);
    enum err_kind ended = listing_end(&l, kind == OK ? e : NULL);
    if (kind == OK && ended == OK && more && !cli->quiet)
        fprintf(stderr, "more: --after %" PRId64 "-%" PRId64 "\n", w->q.before_updated_at,
                w->q.before_id);
    return kind == OK ? ended : kind;
}

static enum err_kind list(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                          struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct walk w = {0};
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = begin(c, args, a, &w, e);
    db_end(db, &c);
    if (kind == OK)
        kind = walk(cli, db, args, &w, e);
    settings_unref(&w.settings);
    return kind;
}

static const char *status_choice(size_t i)
{
    return i < ARTICLE_STATUSES ? article_status_key((enum article_status)i) : NULL;
}

static int run(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_READS, list, &args);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, status, "status", "STATUS",
               "only those in this status; without it, all but the trash", .choice = status_choice),
    CLI_OPTION(struct args, section, "section", "SLUG", "only those of this section", ),
    CLI_OPTION(struct args, author, "author", "NAME", "only those of this sign-in name", ),
    CLI_OPTION(struct args, since, "since", "DAY",
               "only those that were changed on DAY (2026-11-23) or later", ),
    CLI_OPTION(struct args, limit, "limit", "N",
               "at most N; if there are more, the key to continue with is printed", .number = true,
               .min = 1, .max = LIMIT_MAX),
    CLI_OPTION(struct args, after, "after", "KEY", "continue after the article with this key", ),
    CLI_OPTION(struct args, json, "json", NULL, "print an array of JSON", ),
    {0},
};

const struct command command_article_list = {
    .name = "article list",
    .summary = "list articles, the last changed first",
    .about = "Lists articles by their last change, the newest first: number, status, time of the "
             "change, section, author and headline. A list of any length takes the same memory.",
    .options = options,
    .examples = "  broadsheet article list --status review\n"
                "  broadsheet article list --since 2026-11-01 --json | jq length\n",
    .run = run,
};

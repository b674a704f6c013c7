/* SPDX-License-Identifier: MIT */
/* `broadsheet article show`: all fields of one article, as lines or as JSON. */
#include "cli/article/article.h"
#include "cli/listing.h"
#include "core/news/article.h"

struct args {
    const char *article;
    bool json;
};

static const struct column columns[] = {
    {"id", COLUMN_NUMBER, false},
    {"version", COLUMN_NUMBER, false},
    {"status", COLUMN_TEXT, false},
    {"address", COLUMN_TEXT, false},
    {"slug", COLUMN_TEXT, false},
    {"title", COLUMN_TEXT, false},
    {"standfirst", COLUMN_TEXT, false},
    {"section", COLUMN_TEXT, false},
    {"author", COLUMN_TEXT, false},
    {"tags", COLUMN_TEXT, false},
    {"published_at", COLUMN_TIME, false},
    {"updated_at", COLUMN_TIME, false},
    {"created_at", COLUMN_TIME, false},
    {"words", COLUMN_NUMBER, false},
    {"comments", COLUMN_NUMBER, false},
    {"comments_open", COLUMN_SWITCH, false},
    {"social_links", COLUMN_SWITCH, false},
    {"body", COLUMN_TEXT, true},
    {0},
};

static enum err_kind show(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                          struct problems *p, struct err *e)
{
    (void)cli, (void)p;
    const struct args *args = arg;
    struct article art;
    struct settings *s = NULL;
    enum err_kind kind = cli_article_read(db, args->article, a, &art, &s, e);
    if (kind == OK) {
        const struct cell cells[] = {
            CELL_INT(art.id),
            CELL_INT(art.version),
            CELL_TEXT(str_from(article_status_key(art.status))),
            CELL_TEXT(cli_article_address(s, &art, a)),
            CELL_TEXT(art.slug),
            CELL_TEXT(art.title),
            CELL_TEXT(art.standfirst),
            CELL_TEXT(art.section_slug),
            CELL_TEXT(art.author_name),
            CELL_TEXT(cli_article_tags(&art, a)),
            CELL_INT(art.published_at),
            CELL_INT(art.updated_at),
            CELL_INT(art.created_at),
            CELL_INT(art.words),
            CELL_INT(art.comment_count),
            CELL_INT(art.comments_open),
            CELL_INT(art.social_links),
            CELL_TEXT(art.body),
        };
        kind = listing_show(columns, cells, args->json, e);
    }
    settings_unref(&s);
    return kind;
}

static int run(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_READS, show, &args);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, json, "json", NULL, "print an object of JSON", ),
    {0},
};

const struct command command_article_show = {
    .name = "article show",
    .summary = "show one article",
    .about = "Prints ARTICLE: a line for each of its fields, then its text.",
    .operands = {{"ARTICLE",
                  .about = "its number, or its address, such as /2026/11/23/harbour-bridge/",
                  .offset = offsetof(struct args, article)}},
    .options = options,
    .examples = "  broadsheet article show 12\n"
                "  broadsheet article show 12 --json | jq -r .body >bridge.md\n",
    .run = run,
};

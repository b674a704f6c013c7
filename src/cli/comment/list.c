/* SPDX-License-Identifier: MIT */
/* `broadsheet comment list`: the moderators' queue, the newest first. It reads a page at a time by
 * key and holds no transaction open while its output is read. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/listing.h"
#include "core/talk/moderation.h"
#include "core/talk/comment_status.h"

enum { PAGE = 200, LIMIT_MAX = 1000000000 };

struct args {
    const char *status, *article;
    int64_t limit, after;
    bool json;
};

static const struct column columns[] = {
    {"id", COLUMN_NUMBER, false},
    {"status", COLUMN_TEXT, false},
    {"created_at", COLUMN_TIME, false},
    {"article_id", COLUMN_NUMBER, false},
    {"author", COLUMN_TEXT, false},
    {"held_reason", COLUMN_TEXT, false},
    {"body", COLUMN_TEXT, false},
    {"email", COLUMN_TEXT, true},
    {"url", COLUMN_TEXT, true},
    {"address", COLUMN_TEXT, true},
    {"parent_id", COLUMN_NUMBER, true},
    {"article_title", COLUMN_TEXT, true},
    {"decided_at", COLUMN_TIME, true},
    {"decided_by", COLUMN_TEXT, true},
    {0},
};

static void print(struct listing *l, struct arena *a, const struct comment *comment)
{
    const struct cell cells[] = {
        CELL_INT(comment->id),         CELL_TEXT(str_from(comment_status_name(comment->status))),
        CELL_INT(comment->created_at), CELL_INT(comment->article_id),
        CELL_TEXT(comment->author),    CELL_TEXT(message_packed_english(comment->held_reason, a)),
        CELL_TEXT(comment->body),      CELL_TEXT(comment->email),
        CELL_TEXT(comment->url),       CELL_TEXT(comment->addr),
        CELL_INT(comment->parent_id),  CELL_TEXT(comment->article_title),
        CELL_INT(comment->decided_at), CELL_TEXT(comment->decided_by),
    };
    listing_row(l, cells);
}

/* Prints one page. *left is the number of rows still to print; negative: no limit. */
static enum err_kind list_page(struct db *db, struct queue_query *q, int64_t *left,
                               struct listing *l, struct arena *a, bool *more, struct err *e)
{
    struct db_conn *c;
    struct comment_list page;
    q->limit = *left >= 0 && *left < PAGE ? *left : PAGE;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = comment_queue(c, q, a, &page, e);
    db_end(db, &c);
    TRY(kind);
    *more = page.older;
    for (size_t i = 0; i < page.n; i++) {
        print(l, a, &page.items[i]);
        q->before_id = page.items[i].id;
    }
    *left -= *left >= 0 ? (int64_t)page.n : 0;
    return OK;
}

static enum err_kind list(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                          struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct queue_query q = {.status = COMMENT_PENDING, .before_id = args->after};
    enum comment_status status;
    if (args->status != NULL)
        q.status = comment_status_parse(str_from(args->status), &status) ? (int)status : QUEUE_ALL;
    if (args->article != NULL)
        TRY(cli_id("an article", args->article, &q.article_id, e));
    struct listing *l = listing_begin(columns, args->json ? LISTING_JSON : LISTING_TEXT);
    int64_t left = args->limit > 0 ? args->limit : -1;
    enum err_kind kind = OK;
    bool more = true;
    while (kind == OK && more && left != 0) {
        kind = list_page(db, &q, &left, l, a, &more, e);
        arena_reset(a);
    }
    enum err_kind ended = listing_end(&l, kind == OK ? e : NULL);
    if (kind == OK && ended == OK && more && !cli->quiet)
        fprintf(stderr, "more: --after %" PRId64 "\n", q.before_id);
    return kind == OK ? ended : kind;
}

static const char *status_choice(size_t i)
{
    return i < COMMENT_STATUSES    ? comment_status_name((enum comment_status)i)
           : i == COMMENT_STATUSES ? "all"
                                   : NULL;
}

static int run(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_READS, list, &args);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, status, "status", "STATUS",
               "only those in this status; without it, pending; all: pending and approved",
               .choice = status_choice),
    CLI_OPTION(struct args, article, "article", "ID",
               "only those of the article with this number", ),
    CLI_OPTION(struct args, limit, "limit", "N",
               "at most N; if there are more, the number to continue after is printed",
               .number = true, .min = 1, .max = LIMIT_MAX),
    CLI_OPTION(struct args, after, "after", "ID", "continue after the comment with this number",
               .number = true, .min = 1, .max = INT64_MAX),
    CLI_OPTION(struct args, json, "json", NULL, "print an array of JSON", ),
    {0},
};

const struct command command_comment_list = {
    .name = "comment list",
    .summary = "list comments that are pending, or others",
    .about = "Lists comments, the newest first: number, status, time, the article's number, the "
             "author, why it is held, and the text.",
    .options = options,
    .examples = "  broadsheet comment list\n"
                "  broadsheet comment list --status spam --limit 20\n",
    .run = run,
};

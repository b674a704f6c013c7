/* SPDX-License-Identifier: MIT */
/* `broadsheet article publish` and `unpublish`: what the buttons in the newsroom do, by the same
 * functions. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/article/article.h"
#include "core/desk/article_move.h"

struct args {
    const char *article;
};

static enum err_kind publish(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                             struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct article art;
    struct settings *s = NULL;
    enum err_kind kind = cli_article_read(db, args->article, a, &art, &s, e);
    if (kind == OK && art.status == ARTICLE_PUBLISHED)
        kind = err_set(e, ERR_CONFLICT, "article %" PRId64 " is already published", art.id);
    if (kind == OK)
        kind = article_publish(db, s, &cli_actor, art.id, 0, e);
    /* Read again, since the first publication gives an article its address. */
    if (kind == OK)
        kind = cli_article_read(db, arena_printf(a, "%" PRId64, art.id).p, a, &art, &s, e);
    if (kind == OK)
        cli_print(cli, "%.*s", STR_ARG(cli_article_address(s, &art, a)));
    settings_unref(&s);
    return kind;
}

static enum err_kind unpublish(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                               struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct article art;
    struct settings *s = NULL;
    enum err_kind kind = cli_article_read(db, args->article, a, &art, &s, e);
    if (kind == OK && art.status != ARTICLE_PUBLISHED && art.status != ARTICLE_SCHEDULED)
        kind = err_set(e, ERR_CONFLICT, "article %" PRId64 " is not published: it is %s", art.id,
                       article_status_name(art.status));
    if (kind == OK)
        kind = article_unpublish(db, &cli_actor, art.id, e);
    if (kind == OK)
        cli_print(cli, "article %" PRId64 " is no longer on the site", art.id);
    settings_unref(&s);
    return kind;
}

static int run_publish(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_WRITES, publish, &args);
}

static int run_unpublish(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_WRITES, unpublish, &args);
}

const struct command command_article_publish = {
    .name = "article publish",
    .summary = "put an article on the site",
    .about = "Publishes ARTICLE now, and prints its address. An article that was published before "
             "keeps its address.",
    .operands = {{"ARTICLE", .about = "its number", .offset = offsetof(struct args, article)}},
    .examples = "  broadsheet article publish 12\n",
    .run = run_publish,
};

const struct command command_article_unpublish = {
    .name = "article unpublish",
    .summary = "take an article off the site",
    .about = "Takes ARTICLE off the site: off every page, list, feed and search, within a second. "
             "It stays in the newsroom and keeps its address.",
    .operands = {{"ARTICLE", .about = "its number, or its address",
                  .offset = offsetof(struct args, article)}},
    .examples = "  broadsheet article unpublish /2026/11/23/harbour-bridge/\n",
    .run = run_unpublish,
};

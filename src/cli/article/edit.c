/* SPDX-License-Identifier: MIT */
/* `broadsheet article edit`: saves an article as the newsroom's form would, by the same rules. What
 * is not given stays. The version that the change was made from must still be the newest, so that
 * nothing is overwritten unseen. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/article/article.h"
#include "core/desk/newsdesk.h"

struct args {
    const char *article, *title, *slug, *standfirst, *section, *author, *tags, *file;
    const char *comments, *social_links;
    int64_t version;
};

/* The form that shows ART as it is. */
static struct article_edit form_of(const struct article *art, struct arena *a)
{
    return (struct article_edit){
        .id = art->id,
        .title = art->title,
        .slug = art->slug,
        .standfirst = art->standfirst,
        .body = art->body,
        .tags = cli_article_tags(art, a),
        .translations = art->translations,
        .section_id = art->section_id,
        .author_id = art->author_id,
        .social_links = art->social_links,
        .comments_open = art->comments_open,
        .base_views = -1,
        .picture = art->picture,
        .live = art->live,
    };
}

static enum err_kind take_text(struct arena *a, const char *what, const char *typed,
                               struct str *field, struct err *e)
{
    return typed == NULL ? OK : cli_text(a, what, typed, field, e);
}

static void take_switch(const char *typed, bool *field)
{
    if (typed != NULL)
        *field = strcmp(typed, "on") == 0;
}

static enum err_kind fill(struct db_conn *c, const struct args *it, struct arena *a,
                          struct article_edit *edit, struct settings **s, struct err *e)
{
    struct article art;
    TRY(settings_load(c, s, e));
    TRY(cli_article_find(c, it->article, a, &art, e));
    *edit = form_of(&art, a);
    edit->version = it->version;
    TRY(take_text(a, "title", it->title, &edit->title, e));
    TRY(take_text(a, "slug", it->slug, &edit->slug, e));
    TRY(take_text(a, "standfirst", it->standfirst, &edit->standfirst, e));
    TRY(take_text(a, "tags", it->tags, &edit->tags, e));
    take_switch(it->comments, &edit->comments_open);
    take_switch(it->social_links, &edit->social_links);
    if (it->section != NULL)
        TRY(cli_section_find(c, it->section, a, &edit->section_id, e));
    return it->author ? cli_author_find(c, it->author, a, &edit->author_id, e) : OK;
}

static enum err_kind save(const struct cli *cli, struct db *db, void *args, struct arena *a,
                          struct problems *p, struct err *e)
{
    const struct args *it = args;
    struct settings *s = NULL;
    struct article_edit edit;
    struct db_conn *c;
    struct str text = STR_NONE;
    int64_t id, version;
    /* Before anything is read: whoever types the text may take his time. */
    if (it->file != NULL)
        TRY(cli_article_text(it->file, a, &text, e));
    TRY(db_begin(db, &c, e));
    enum err_kind kind = fill(c, it, a, &edit, &s, e);
    db_end(db, &c);
    if (kind == OK && it->file != NULL)
        edit.body = text;
    if (kind == OK)
        kind = article_save(db, s, &cli_actor, &edit, &id, &version, p, e);
    if (kind == OK && it->file != NULL)
        cli_article_proof(s, edit.body, a);
    if (kind == OK)
        cli_say(cli, "article %" PRId64 " is of version %" PRId64 " now", id, version);
    settings_unref(&s);
    return kind;
}

static int run(struct cli *cli)
{
    struct args it = {0};
    return cli_run(cli, CLI_WRITES, save, &it);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, version, "version", "N",
               "the version that the change was made from, as \"article show\" has it",
               .number = true, .min = 1, .max = INT64_MAX, .required = true),
    CLI_OPTION(struct args, file, "file", "FILE",
               "the text: the Markdown in FILE (\"-\": standard input)", ),
    CLI_OPTION(struct args, title, "title", "HEADLINE", "the headline", ),
    CLI_OPTION(struct args, standfirst, "standfirst", "TEXT", "what stands under the headline", ),
    CLI_OPTION(struct args, slug, "slug", "SLUG",
               "the last part of the address; the old address goes on as a redirect", ),
    CLI_OPTION(struct args, section, "section", "SLUG", "the section", ),
    CLI_OPTION(struct args, author, "author", "NAME", "whose it is: a sign-in name", ),
    CLI_OPTION(struct args, tags, "tags", "TAGS", "all its tags, separated by commas", ),
    CLI_OPTION(struct args, comments, "comments", "on|off", "whether readers may comment",
               .choice = cli_switch_choice),
    CLI_OPTION(struct args, social_links, "social-links", "on|off",
               "the site's social links between the paragraphs", .choice = cli_switch_choice),
    {0},
};

const struct command command_article_edit = {
    .name = "article edit",
    .summary = "change an article",
    .about = "Changes what is given of ARTICLE, and leaves the rest. The rules are those of the "
             "newsroom's form. Where somebody has saved the article since version N, nothing is "
             "changed, and it says who.",
    .operands = {{"ARTICLE", .about = "its number, or its address",
                  .offset = offsetof(struct args, article)}},
    .options = options,
    .examples = "  broadsheet article edit 12 --version 3 --title \"Bridge reopens\"\n"
                "  broadsheet article edit 12 --version 4 --file bridge.md\n",
    .run = run,
};

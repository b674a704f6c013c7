/* SPDX-License-Identifier: MIT */
/* `broadsheet article edit`: saves an article by the rules of the newsroom's form. Fields that are
 * not given stay as they are. The version that the change was made from must still be the newest
 * (article_save checks it), so nobody's change is overwritten unseen. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/article/article.h"
#include "core/desk/article_write.h"

struct args {
    const char *article, *title, *slug, *standfirst, *section, *author, *tags, *file;
    const char *comments, *social_links;
    int64_t version;
};

/* ART as an unchanged form. */
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

static enum err_kind set_text(struct arena *a, const char *what, const char *typed,
                              struct str *field, struct err *e)
{
    return typed == NULL ? OK : cli_text(a, what, typed, field, e);
}

static void set_switch(const char *typed, bool *field)
{
    if (typed != NULL)
        *field = strcmp(typed, "on") == 0;
}

/* Reads the article and the settings, and fills *edit with the article and what was given. */
static enum err_kind edit_fill(struct db_conn *c, const struct args *args, struct arena *a,
                               struct article_edit *edit, struct settings **s, struct err *e)
{
    struct article art;
    TRY(settings_load(c, s, e));
    TRY(cli_article_find(c, args->article, a, &art, e));
    *edit = form_of(&art, a);
    edit->version = args->version;
    TRY(set_text(a, "title", args->title, &edit->title, e));
    TRY(set_text(a, "slug", args->slug, &edit->slug, e));
    TRY(set_text(a, "standfirst", args->standfirst, &edit->standfirst, e));
    TRY(set_text(a, "tags", args->tags, &edit->tags, e));
    set_switch(args->comments, &edit->comments_open);
    set_switch(args->social_links, &edit->social_links);
    if (args->section != NULL)
        TRY(cli_section_find(c, args->section, a, &edit->section_id, e));
    return args->author ? cli_author_find(c, args->author, a, &edit->author_id, e) : OK;
}

static enum err_kind save(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                          struct problems *p, struct err *e)
{
    const struct args *args = arg;
    struct settings *s = NULL;
    struct article_edit edit;
    struct db_conn *c;
    struct str text = STR_NONE;
    int64_t id, version;
    /* Before the database is read, since typing the text may take a long time. */
    if (args->file != NULL)
        TRY(cli_article_text(args->file, a, &text, e));
    TRY(db_begin(db, &c, e));
    enum err_kind kind = edit_fill(c, args, a, &edit, &s, e);
    db_end(db, &c);
    if (kind == OK && args->file != NULL)
        edit.body = text;
    if (kind == OK)
        kind = article_save(db, s, &cli_actor, &edit, &id, &version, p, e);
    if (kind == OK && args->file != NULL)
        cli_article_proof(s, edit.body, a);
    if (kind == OK)
        cli_print(cli, "article %" PRId64 " now has version %" PRId64, id, version);
    settings_unref(&s);
    return kind;
}

static int run(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_WRITES, save, &args);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, version, "version", "N",
               "the version that the change was made from, as \"article show\" prints it",
               .number = true, .min = 1, .max = INT64_MAX, .required = true),
    CLI_OPTION(struct args, file, "file", "FILE",
               "the text: the Markdown in FILE (\"-\": standard input)", ),
    CLI_OPTION(struct args, title, "title", "HEADLINE", "the headline", ),
    CLI_OPTION(struct args, standfirst, "standfirst", "TEXT", "the text under the headline", ),
    CLI_OPTION(struct args, slug, "slug", "SLUG",
               "the last part of the address; the old address redirects to the new one", ),
    CLI_OPTION(struct args, section, "section", "SLUG", "the section", ),
    CLI_OPTION(struct args, author, "author", "NAME", "the author's sign-in name", ),
    CLI_OPTION(struct args, tags, "tags", "TAGS",
               "all its tags, separated by commas or semicolons", ),
    CLI_OPTION(struct args, comments, "comments", "on|off", "whether readers may comment",
               .choice = cli_switch_choice),
    CLI_OPTION(struct args, social_links, "social-links", "on|off",
               "the site's social links between the paragraphs", .choice = cli_switch_choice),
    {0},
};

const struct command command_article_edit = {
    .name = "article edit",
    .summary = "change an article",
    .about = "Changes what is given, and leaves the rest of ARTICLE as it is. The rules are those "
             "of the newsroom's form. If somebody has saved the article since version N, nothing "
             "is changed, and the error names who did.",
    .operands = {{"ARTICLE", .about = "its number, or its address",
                  .offset = offsetof(struct args, article)}},
    .options = options,
    .examples = "  broadsheet article edit 12 --version 3 --title \"Bridge reopens\"\n"
                "  broadsheet article edit 12 --version 4 --file bridge.md\n",
    .run = run,
};

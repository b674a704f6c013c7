/* SPDX-License-Identifier: MIT */
/* `broadsheet article add`: an article from a file, for scripts and imports. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/article/article.h"
#include "core/newsdesk.h"
#include "core/section.h"
#include "core/user.h"
#include "text/proofread.h"

struct piece {
    const char *title, *slug, *section, *author, *file;
    bool publish;
};

/* The first section, where none is named. */
static enum err_kind section_find(struct db_conn *c, const char *slug, struct arena *a, int64_t *id,
                                  struct err *e)
{
    if (slug != NULL)
        return cli_section_find(c, slug, a, id, e);
    struct section_list all;
    TRY(section_list(c, a, &all, e));
    if (all.n == 0)
        return err_set(e, ERR_NOT_FOUND, "the site has no section yet");
    *id = all.items[0].id;
    return OK;
}

/* What the database has to say before the article is saved. */
static enum err_kind look_up(struct db *db, const struct piece *it, struct arena *a,
                             struct article_edit *edit, struct settings **settings, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = settings_load(c, settings, e);
    if (kind == OK)
        kind = section_find(c, it->section, a, &edit->section_id, e);
    if (kind == OK && it->author != NULL)
        kind = cli_author_find(c, it->author, a, &edit->author_id, e);
    db_end(db, &c);
    if (kind == OK && it->author == NULL)
        kind = cli_house(db, a, &edit->author_id, e);
    return kind;
}

static enum err_kind print_address(const struct cli *cli, struct db *db, const struct settings *s,
                                   int64_t id, struct arena *a, struct err *e)
{
    struct db_conn *c;
    struct article saved;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = article_by_id(c, id, a, &saved, e);
    db_end(db, &c);
    if (kind == OK)
        cli_say(cli, "%.*s%.*s", STR_ARG(s->address), STR_ARG(article_url(&saved, a)));
    return kind;
}

/* Says on standard error what readers see otherwise than it was typed. */
static void tell_proof(const struct settings *s, struct str body, struct arena *a)
{
    struct proofread proof;
    markdown_proofread(a, body, s->address, &proof);
    for (size_t i = 0; i < proof.n; i++)
        fprintf(stderr, "broadsheet: %.*s\n", STR_ARG(proofread_sentence(a, &proof, i)));
    if (proof.more)
        fprintf(stderr, "broadsheet: There is more of the kind.\n");
}

static enum err_kind save(const struct cli *cli, struct db *db, const struct piece *it,
                          struct article_edit *edit, struct arena *a, struct problems *p,
                          struct err *e)
{
    struct settings *settings = NULL;
    int64_t id = 0, version;
    enum err_kind kind = look_up(db, it, a, edit, &settings, e);
    if (kind == OK)
        kind = article_save(db, settings, &cli_actor, edit, &id, &version, p, e);
    if (kind == OK)
        tell_proof(settings, edit->body, a);
    if (kind == OK && !it->publish)
        cli_say(cli, "draft %" PRId64 ": /admin/articles/%" PRId64, id, id);
    if (kind == OK && it->publish) {
        kind = article_publish(db, settings, &cli_actor, id, 0, e);
        if (kind != OK)
            err_wrap(e, "saved as draft %" PRId64 ", but not published", id);
        else
            kind = print_address(cli, db, settings, id, a, e);
    }
    settings_unref(&settings);
    return kind;
}

static enum err_kind read_text(const struct piece *it, struct arena *a, struct str *out,
                               struct err *e)
{
    const char *file = it->file;
    if (file == NULL && isatty(STDIN_FILENO))
        return OK;
    struct str raw;
    TRY(cli_read_file(a, file ? file : "-", BODY_MAX, &raw, e));
    if (!utf8_valid(raw))
        return err_set(e, ERR_INVALID, "%s is no text in UTF-8", file ? file : "standard input");
    return utf8_clean(a, raw, UTF8_MANY_LINES, out, e);
}

static enum err_kind add(const struct cli *cli, const struct piece *it, struct arena *a,
                         struct problems *p, struct err *e)
{
    struct article_edit edit = {.comments_open = true};
    TRY(cli_text(a, "title", it->title, &edit.title, e));
    TRY(cli_text(a, "slug", it->slug, &edit.slug, e));
    TRY(cli_site_check(cli->site, e));
    TRY(read_text(it, a, &edit.body, e));
    struct db *db;
    TRY(cli_site_open(cli->site, &db, e));
    enum err_kind kind = save(cli, db, it, &edit, a, p, e);
    db_close(&db);
    return kind;
}

static int run(struct cli *cli)
{
    struct piece it = {0};
    int status;
    if (!cli_parse(cli, &it, &status))
        return status;
    struct err e;
    struct problems p = {0};
    struct arena *a = arena_new(64 * 1024);
    enum err_kind kind = add(cli, &it, a, &p, &e);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail_problems(&p, &e);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct piece, title, "title", "HEADLINE", "the headline", .required = true),
    CLI_OPTION(struct piece, slug, "slug", "SLUG",
               "the last part of the address; without it, made from the headline", ),
    CLI_OPTION(struct piece, section, "section", "SLUG",
               "the slug of the section; without it, the first one", ),
    CLI_OPTION(struct piece, author, "author", "NAME",
               "whose it is: a sign-in name; without it, the account \"newsroom\", which is made "
               "when it is first needed", ),
    CLI_OPTION(struct piece, file, "file", "FILE", "the text; \"-\" is standard input", ),
    CLI_OPTION(struct piece, publish, "publish", NULL,
               "publish it now; without it, it is a draft", ),
    {0},
};

const struct command command_article_add = {
    .name = "article add",
    .summary = "add an article, and publish it",
    .about =
        "Adds an article whose text is the Markdown in FILE or, without --file, on standard "
        "input. Prints the address of a published article, or the number of a draft. Readers "
        "see a published one within a second. What they see otherwise than it was typed (HTML, of "
        "which only the words are shown, and shortcodes that the site does not know) is told with "
        "its lines.",
    .options = options,
    .examples =
        "  broadsheet article add --title \"Bridge opens\" --file bridge.md --publish\n"
        "  pandoc -t gfm story.docx | broadsheet article add --title \"The long way home\"\n",
    .run = run,
};

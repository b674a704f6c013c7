/* SPDX-License-Identifier: MIT */
/* `broadsheet article add`: an article whose headline is an option, for scripts; or many, from
 * files that begin with theirs, in one process: a thousand take seconds. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/article/article.h"
#include "cli/article/files.h"
#include "core/desk/newsdesk.h"
#include "core/news/section.h"

struct piece {
    const char *title, *slug, *section, *author, *file;
    struct cli_rest files;
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

/* Says of an article that was added what it is, and what readers see otherwise than it was typed.
 */
static enum err_kind tell(const struct cli *cli, struct db *db, const struct settings *settings,
                          const struct piece *it, int64_t id, struct str body, struct arena *a,
                          struct err *e)
{
    cli_article_proof(settings, body, a);
    if (it->publish)
        return print_address(cli, db, settings, id, a, e);
    cli_say(cli, "draft %" PRId64 ": /admin/articles/%" PRId64, id, id);
    return OK;
}

/* ---- one ---- */

static enum err_kind add_one(const struct cli *cli, const struct piece *it, struct arena *a,
                             struct problems *p, struct err *e)
{
    struct article_edit edit = {.comments_open = true};
    struct settings *settings = NULL;
    TRY(cli_text(a, "title", it->title, &edit.title, e));
    TRY(cli_text(a, "slug", it->slug, &edit.slug, e));
    TRY(cli_site_check(cli->site, e));
    /* Before the site is opened: whoever types the text may take his time. */
    if (it->file != NULL || !isatty(STDIN_FILENO))
        TRY(cli_article_text(it->file ? it->file : "-", a, &edit.body, e));
    struct db *db;
    TRY(cli_site_open(cli->site, &db, e));
    enum err_kind kind = look_up(db, it, a, &edit, &settings, e);
    int64_t id;
    size_t failed;
    if (kind == OK)
        kind = article_add_all(db, settings, &cli_actor, &edit, 1, it->publish, &id, &failed, p, e);
    if (kind == OK)
        kind = tell(cli, db, settings, it, id, edit.body, a, e);
    settings_unref(&settings);
    db_close(&db);
    return kind;
}

/* ---- many ---- */

/* So many articles share a transaction, unless they are long: others wait for as long as it takes.
 */
enum { BATCH = 20, BATCH_BYTES = 256 * 1024 };

/* Text and headline of the file PATH, by the same rules as a form's. */
static enum err_kind read_file(const char *path, const struct settings *s, struct arena *a,
                               struct article_edit *edit, struct problems *p, struct err *e)
{
    TRY(cli_article_text(path, a, &edit->body, e));
    if (!article_headline(&edit->body, &edit->title))
        return err_set(e, ERR_INVALID, "%s does not begin with its headline, a line \"# ...\"",
                       path);
    article_check(s, edit, p);
    return p->n == 0 ? OK : err_set(e, ERR_INVALID, "%s: %s", path, p->item[0].text);
}

/* Reads the files that follow *AT, as many as go together, into EDITS; *n of them. *at moves on. */
static enum err_kind read_batch(const struct file_list *files, size_t *at, const struct settings *s,
                                const struct article_edit *common, struct article_edit edits[BATCH],
                                size_t *n, struct arena *a, struct problems *p, struct err *e)
{
    size_t bytes = 0;
    for (*n = 0; *n < BATCH && bytes < BATCH_BYTES && *at < files->n; ++*n, ++*at) {
        edits[*n] = *common;
        TRY(read_file(files->paths[*at], s, a, &edits[*n], p, e));
        bytes += edits[*n].body.n;
    }
    return OK;
}

static enum err_kind add_batch(const struct cli *cli, struct db *db, const struct settings *s,
                               const struct piece *it, const char *const *paths,
                               const struct article_edit *edits, size_t n, struct arena *a,
                               struct problems *p, struct err *e)
{
    int64_t ids[BATCH];
    size_t failed = 0;
    if (article_add_all(db, s, &cli_actor, edits, n, it->publish, ids, &failed, p, e) != OK)
        return err_wrap(e, "%s", paths[failed]);
    for (size_t i = 0; i < n; i++)
        TRY(tell(cli, db, s, it, ids[i], edits[i].body, a, e));
    db_yield();
    return OK;
}

/* With a DB of NULL the files are only read, so that nothing is added where one cannot be. */
static enum err_kind go_through(const struct cli *cli, struct db *db, const struct settings *s,
                                const struct piece *it, const struct article_edit *common,
                                const struct file_list *files, struct problems *p, struct err *e)
{
    struct arena *a = arena_new(256 * 1024);
    struct article_edit edits[BATCH];
    enum err_kind kind = OK;
    for (size_t at = 0, n; kind == OK && at < files->n;) {
        size_t first = at;
        kind = read_batch(files, &at, s, common, edits, &n, a, p, e);
        if (kind == OK && db != NULL) {
            kind = add_batch(cli, db, s, it, files->paths + first, edits, n, a, p, e);
            if (kind != OK)
                err_wrap(e, "%zu were added", first);
        }
        arena_reset(a);
    }
    arena_free(&a);
    *p = (struct problems){0}; /* E names the file */
    return kind;
}

static enum err_kind add_many(const struct cli *cli, struct db *db, void *args, struct arena *a,
                              struct problems *p, struct err *e)
{
    const struct piece *it = args;
    struct file_list files;
    struct article_edit edit = {.comments_open = true};
    struct settings *settings = NULL;
    TRY(article_files(&it->files, a, &files, e));
    enum err_kind kind = look_up(db, it, a, &edit, &settings, e);
    if (kind == OK)
        kind = go_through(cli, NULL, settings, it, &edit, &files, p, e);
    if (kind == OK)
        kind = go_through(cli, db, settings, it, &edit, &files, p, e);
    settings_unref(&settings);
    return kind;
}

/* ---- the command ---- */

static int run(struct cli *cli)
{
    struct piece it = {0};
    int status;
    if (!cli_parse(cli, &it, &status))
        return status;
    if (it.files.n > 0 && (it.title != NULL || it.slug != NULL || it.file != NULL))
        return cli_misuse(cli->command, "--title, --slug and --file are for one article: FILE has "
                                        "its headline in its first line, \"# ...\"");
    if (it.files.n > 0)
        return cli_work(cli, CLI_WRITES, add_many, &it);
    if (it.title == NULL)
        return cli_misuse(cli->command, "--title is missing, or FILE");
    struct err e;
    struct problems p = {0};
    struct arena *a = arena_new(64 * 1024);
    enum err_kind kind = add_one(cli, &it, a, &p, &e);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail_problems(&p, &e);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct piece, title, "title", "HEADLINE", "the headline", ),
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
    .summary = "add articles, and publish them",
    .about =
        "Adds an article whose text is the Markdown in FILE or, without --file, on standard "
        "input. Prints the address of a published article, or the number of a draft. Readers "
        "see a published one within a second. What they see otherwise than it was typed (HTML, of "
        "which only the words are shown, and shortcodes that the site does not know) is told with "
        "its lines.",
    .operands = {{"FILE",
                  .about = "many at once: files of Markdown that begin with their headline, a line "
                           "\"# ...\", or folders of such files, *.md; nothing is added where one "
                           "of them cannot be",
                  .offset = offsetof(struct piece, files), .optional = true, .many = true}},
    .options = options,
    .examples =
        "  broadsheet article add --title \"Bridge opens\" --file bridge.md --publish\n"
        "  broadsheet article add --publish --section sport stories/\n"
        "  pandoc -t gfm story.docx | broadsheet article add --title \"The long way home\"\n",
    .run = run,
};

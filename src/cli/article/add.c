/* SPDX-License-Identifier: MIT */
/* `broadsheet article add`: adds one article, whose headline is an option, or many, from files that
 * begin with their headline. Many are added by one process in batches, so a thousand take seconds.
 * All files are read and checked before the first is added (add_many), so a mistake in one of them
 * adds none. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/article/article.h"
#include "cli/article/files.h"
#include "core/desk/article_write.h"
#include "core/desk/article_batch.h"
#include "core/news/section.h"

struct piece {
    const char *title, *slug, *section, *author, *file;
    struct cli_rest files;
    bool publish;
};

/* The id of the section SLUG; of the first section if SLUG is NULL. */
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

/* Reads from the database what the article needs: the settings, the section and the author. */
static enum err_kind read_context(struct db *db, const struct piece *piece, struct arena *a,
                                  struct article_edit *edit, struct settings **settings,
                                  struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = settings_load(c, settings, e);
    if (kind == OK)
        kind = section_find(c, piece->section, a, &edit->section_id, e);
    if (kind == OK && piece->author != NULL)
        kind = cli_author_find(c, piece->author, a, &edit->author_id, e);
    db_end(db, &c);
    if (kind == OK && piece->author == NULL)
        kind = cli_newsroom_account(db, a, &edit->author_id, e);
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
        cli_print(cli, "%.*s%.*s", STR_ARG(s->address), STR_ARG(article_url(&saved, a)));
    return kind;
}

/* Prints the address of an article that was added, or its number if it is a draft, and on standard
 * error what readers will see differently from what was typed. */
static enum err_kind print_added(const struct cli *cli, struct db *db,
                                 const struct settings *settings, const struct piece *piece,
                                 int64_t id, struct str body, struct arena *a, struct err *e)
{
    cli_article_proof(settings, body, a);
    if (piece->publish)
        return print_address(cli, db, settings, id, a, e);
    cli_print(cli, "draft %" PRId64 ": /admin/articles/%" PRId64, id, id);
    return OK;
}

/* ---- one ---- */

static enum err_kind add_one(const struct cli *cli, const struct piece *piece, struct arena *a,
                             struct problems *p, struct err *e)
{
    struct article_edit edit = {.comments_open = true};
    struct settings *settings = NULL;
    TRY(cli_text(a, "title", piece->title, &edit.title, e));
    TRY(cli_text(a, "slug", piece->slug, &edit.slug, e));
    TRY(cli_site_check(cli->site, e));
    /* Before the site is opened, since typing the text may take a long time. */
    if (piece->file != NULL || !isatty(STDIN_FILENO))
        TRY(cli_article_text(piece->file ? piece->file : "-", a, &edit.body, e));
    struct db *db;
    TRY(cli_site_open(cli->site, &db, e));
    enum err_kind kind = read_context(db, piece, a, &edit, &settings, e);
    int64_t id;
    size_t failed;
    if (kind == OK)
        kind =
            article_add_all(db, settings, &cli_actor, &edit, 1, piece->publish, &id, &failed, p, e);
    if (kind == OK)
        kind = print_added(cli, db, settings, piece, id, edit.body, a, e);
    settings_unref(&settings);
    db_close(&db);
    return kind;
}

/* ---- many ---- */

/* How many articles share a transaction. Fewer if they are long, since other writers wait
 * meanwhile. */
enum { BATCH = 20, BATCH_BYTES = 256 * 1024 };

/* Reads text and headline from the file PATH, and checks them by the rules of the newsroom's form.
 */
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

/* Reads the next batch of files, from *AT on, into EDITS. *n is their number; *at moves on. */
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
                               const struct piece *piece, const char *const *paths,
                               const struct article_edit *edits, size_t n, struct arena *a,
                               struct problems *p, struct err *e)
{
    int64_t ids[BATCH];
    size_t failed = 0;
    if (article_add_all(db, s, &cli_actor, edits, n, piece->publish, ids, &failed, p, e) != OK)
        return err_wrap(e, "%s", paths[failed]);
    for (size_t i = 0; i < n; i++)
        TRY(print_added(cli, db, s, piece, ids[i], edits[i].body, a, e));
    db_yield();
    return OK;
}

/* Reads all files and adds them. With a DB of NULL they are only checked. */
static enum err_kind add_files(const struct cli *cli, struct db *db, const struct settings *s,
                               const struct piece *piece, const struct article_edit *common,
                               const struct file_list *files, struct problems *p, struct err *e)
{
    struct arena *a = arena_new(256 * 1024);
    struct article_edit edits[BATCH];
    enum err_kind kind = OK;
    for (size_t at = 0, n; kind == OK && at < files->n;) {
        size_t first = at;
        kind = read_batch(files, &at, s, common, edits, &n, a, p, e);
        if (kind == OK && db != NULL) {
            kind = add_batch(cli, db, s, piece, files->paths + first, edits, n, a, p, e);
            if (kind != OK)
                err_wrap(e, "%zu were added", first);
        }
        arena_reset(a);
    }
    arena_free(&a);
    *p = (struct problems){0}; /* E has the same, with the file's name */
    return kind;
}

static enum err_kind add_many(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                              struct problems *p, struct err *e)
{
    const struct piece *piece = arg;
    struct file_list files;
    struct article_edit edit = {.comments_open = true};
    struct settings *settings = NULL;
    TRY(article_files(&piece->files, a, &files, e));
    enum err_kind kind = read_context(db, piece, a, &edit, &settings, e);
    if (kind == OK)
        kind = add_files(cli, NULL, settings, piece, &edit, &files, p, e);
    if (kind == OK)
        kind = add_files(cli, db, settings, piece, &edit, &files, p, e);
    settings_unref(&settings);
    return kind;
}

/* ---- the command ---- */

static int run(struct cli *cli)
{
    struct piece piece = {0};
    int status;
    if (!cli_parse(cli, &piece, &status))
        return status;
    if (piece.files.n > 0 && (piece.title != NULL || piece.slug != NULL || piece.file != NULL))
        return cli_misuse(cli->command, "--title, --slug and --file are for one article: FILE has "
                                        "its headline in its first line, \"# ...\"");
    if (piece.files.n > 0)
        return cli_with_site(cli, CLI_WRITES, add_many, &piece);
    if (piece.title == NULL)
        return cli_misuse(cli->command, "--title or FILE is missing");
    struct err e;
    struct problems p = {0};
    struct arena *a = arena_new(64 * 1024);
    enum err_kind kind = add_one(cli, &piece, a, &p, &e);
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
               "the author's sign-in name; without it, the account \"newsroom\", which is created "
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
        "see a published one within a second. Standard error names the lines that readers will see "
        "differently from what was typed: HTML, of which only the words are shown, and unknown "
        "shortcodes.",
    .operands = {{"FILE",
                  .about = "many at once: Markdown files that begin with their headline, a line "
                           "\"# ...\", or folders of such files, *.md; if one of them cannot be "
                           "added, none is",
                  .offset = offsetof(struct piece, files), .optional = true, .many = true}},
    .options = options,
    .examples =
        "  broadsheet article add --title \"Bridge opens\" --file bridge.md --publish\n"
        "  broadsheet article add --publish --section sport stories/\n"
        "  pandoc -t gfm story.docx | broadsheet article add --title \"The long way home\"\n",
    .run = run,
};

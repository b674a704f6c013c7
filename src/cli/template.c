/* SPDX-License-Identifier: MIT */
/* `broadsheet template list` and `template copy`: lists the templates that a designer may change,
 * and copies one to start from. The shipped templates are in the program itself; a site's own
 * templates override them. */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embed.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "core/site/site_paths.h"

#define SHIPPED "templates/"

static const char *shipped_name(const struct embed_file *f)
{
    size_t n = sizeof SHIPPED - 1;
    return strncmp(f->name, SHIPPED, n) == 0 ? f->name + n : NULL;
}

static const char *own_path(struct arena *a, const char *site, const char *name)
{
    return site_path(a, site_path(a, site, SITE_TEMPLATES), name);
}

/* ---- list ---- */

struct list_args {
    bool json;
};

static const struct column columns[] = {
    {.name = "name"}, {.name = "own", .kind = COLUMN_SWITCH}, {0}};

static enum err_kind list(struct arena *a, const char *site, bool json, struct err *e)
{
    TRY(cli_site_check(site, e));
    struct listing *l = listing_begin(columns, json ? LISTING_JSON : LISTING_TEXT);
    for (size_t i = 0; i < embed_file_count; i++) {
        const char *name = shipped_name(&embed_files[i]);
        if (name != NULL)
            listing_row(
                l, (const struct cell[]){CELL_TEXT(str_from(name)),
                                         CELL_INT(access(own_path(a, site, name), F_OK) == 0)});
    }
    return listing_end(&l, e);
}

static int list_run(struct cli *cli)
{
    struct list_args args = {0};
    int status;
    struct err e;
    if (!cli_parse(cli, &args, &status))
        return status;
    struct arena *a = arena_new(4096);
    enum err_kind kind = list(a, cli->site, args.json, &e);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail(&e);
}

static const struct cli_option list_options[] = {
    CLI_OPTION(struct list_args, json, "json", NULL, "print JSON", ),
    {0},
};

const struct command command_template_list = {
    .name = "template list",
    .summary = "list the templates of the pages",
    .about = "Lists the shipped templates, and for each whether the site has its own in "
             "templates/, which overrides the shipped one. docs/THEMES.md explains what each "
             "shows.",
    .options = list_options,
    .examples = "  broadsheet template list --site /var/lib/broadsheet\n",
    .run = list_run,
};

/* ---- copy ---- */

/* Creates the missing folders of PATH. */
static enum err_kind make_folders(struct arena *a, const char *path, struct err *e)
{
    for (const char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        const char *folder = arena_printf(a, "%.*s", (int)(slash - path), path).p;
        if (mkdir(folder, 0750) != 0 && errno != EEXIST)
            return err_errno(e, ERR_IO, "cannot create the folder %s", folder);
    }
    return OK;
}

static enum err_kind write_new(const char *path, const struct embed_file *f, struct err *e)
{
    FILE *to = fopen(path, "wxe");
    if (to == NULL && errno == EEXIST)
        return err_set(e, ERR_CONFLICT, "the site has a template of its own already: %s", path);
    if (to == NULL)
        return err_errno(e, ERR_IO, "%s cannot be made", path);
    bool whole = fwrite(f->bytes, 1, f->size, to) == f->size;
    if (fclose(to) != 0 || !whole) {
        (void)err_errno(e, ERR_IO, "%s cannot be written", path);
        (void)unlink(path);
        return ERR_IO;
    }
    return OK;
}

static enum err_kind copy(struct arena *a, const char *site, const char *name, struct err *e)
{
    TRY(cli_site_check(site, e));
    const struct embed_file *f = NULL;
    for (size_t i = 0; i < embed_file_count && f == NULL; i++) {
        const char *shipped = shipped_name(&embed_files[i]);
        if (shipped != NULL && strcmp(shipped, name) == 0)
            f = &embed_files[i];
    }
    if (f == NULL)
        return err_set(e, ERR_NOT_FOUND,
                       "there is no template \"%s\" (broadsheet template list names them)", name);
    const char *path = own_path(a, site, name);
    TRY(make_folders(a, path, e));
    TRY(write_new(path, f, e));
    printf("%s\n", path);
    return OK;
}

struct copy_args {
    const char *name;
};

static int copy_run(struct cli *cli)
{
    struct copy_args args;
    int status;
    struct err e;
    if (!cli_parse(cli, &args, &status))
        return status;
    struct arena *a = arena_new(4096);
    enum err_kind kind = copy(a, cli->site, args.name, &e);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail(&e);
}

/* The templates' names, for the shells. */
static const char *template_choice(size_t i)
{
    for (size_t f = 0; f < embed_file_count; f++) {
        const char *name = shipped_name(&embed_files[f]);
        if (name != NULL && i-- == 0)
            return name;
    }
    return NULL;
}

const struct command command_template_copy = {
    .name = "template copy",
    .summary = "copy a shipped template into the site, to change it",
    .about = "Copies the shipped template NAME (as \"template list\" prints it) into the site's "
             "templates/, where it overrides the shipped one, and prints the copy's path. A copy "
             "that already exists is not replaced. After a change, tell the server to read the "
             "templates again: kill -HUP.",
    .operands = {{"NAME", .offset = offsetof(struct copy_args, name), .choice = template_choice,
                  .hint = true}},
    .examples = "  broadsheet template copy site/article.tpl --site /var/lib/broadsheet\n",
    .run = copy_run,
};

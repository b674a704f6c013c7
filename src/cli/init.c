/* SPDX-License-Identifier: MIT */
/* `broadsheet init`: creates a site, or leaves everything as it was. What has been created so far
 * is known from `struct place`, so it can be removed again when a step fails (undo). */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/zone_file.h"
#include "cli/cli.h"
#include "cli/sample/sample.h"
#include "core/news/section.h"
#include "core/site/setting.h"
#include "core/site/site.h"
#include "core/site/site_paths.h"
#include "core/views/views.h"

/* The site's folder, and the part of its path that we created. */
struct place {
    const char *dir;
    const char *first_made; /* the topmost folder that was created; NULL: DIR existed */
};

static bool is_empty(const char *dir)
{
    DIR *d = opendir(dir);
    if (d == NULL)
        return false;
    bool empty = true;
    for (struct dirent *f; empty && (f = readdir(d)) != NULL;)
        empty = strcmp(f->d_name, ".") == 0 || strcmp(f->d_name, "..") == 0;
    closedir(d);
    return empty;
}

/* Creates the missing folders above the site's, and notes the first of them. */
static enum err_kind make_parents(struct arena *a, struct place *at, struct err *e)
{
    struct str path = str_from(at->dir);
    for (size_t i = 1; i < path.n; i++) {
        if (path.p[i] != '/' || path.p[i - 1] == '/')
            continue;
        const char *parent = arena_cstr(a, str_head(path, i));
        if (mkdir(parent, 0755) == 0) {
            /* Regardless of the umask: the web server's user must be able to pass. */
            if (at->first_made == NULL)
                at->first_made = parent;
            if (chmod(parent, 0755) != 0)
                return err_errno(e, ERR_IO, "cannot set the mode of %s", parent);
        } else if (errno != EEXIST) {
            return err_errno(e, ERR_IO, "cannot create the folder %s", parent);
        }
    }
    return OK;
}

static enum err_kind make_place(struct arena *a, struct place *at, struct err *e)
{
    struct str path = str_from(at->dir);
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    at->dir = arena_cstr(a, path);
    struct stat st;
    if (stat(at->dir, &st) == 0) {
        if (!S_ISDIR(st.st_mode))
            return err_set(e, ERR_CONFLICT, "%s exists and is not a folder", at->dir);
        if (access(at->dir, R_OK | W_OK | X_OK) != 0)
            return err_errno(e, ERR_FORBIDDEN, "cannot write to the folder %s", at->dir);
        if (!is_empty(at->dir))
            return err_set(e, ERR_CONFLICT, "%s is not empty; a site needs a folder of its own",
                           at->dir);
        return OK;
    }
    TRY(make_parents(a, at, e));
    if (mkdir(at->dir, 0750) != 0)
        return err_errno(e, ERR_IO, "cannot create the folder %s", at->dir);
    if (at->first_made == NULL)
        at->first_made = at->dir;
    return OK;
}

static enum err_kind make_folders(struct arena *a, const char *dir, struct err *e)
{
    static const char *const names[] = {SITE_PUBLIC, SITE_MEDIA, SITE_TEMPLATES};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = site_path(a, dir, names[i]);
        if (mkdir(path, 0750) != 0)
            return err_errno(e, ERR_IO, "cannot create the folder %s", path);
    }
    return OK;
}

/* A section, so that a first article can be written at once. */
static enum err_kind add_section(struct db *db, struct err *e)
{
    struct section news = {.slug = STR("news"), .name = STR("News"), .position = 1};
    struct problems p = {0};
    int64_t id;
    return section_save(db, &cli_actor, &news, NULL, &id, &p, e);
}

/* Creates the counter file now, so that its room on the disk is reserved. */
static enum err_kind make_counters(struct arena *a, struct db *db, const char *dir, struct err *e)
{
    struct views *views;
    TRY(views_open(&views, site_path(a, dir, SITE_VIEWS), db, e));
    views_close(&views);
    return OK;
}

/* Sets the site's address, which pages name. Does nothing if TYPED is NULL. */
static enum err_kind set_address(struct arena *a, struct db *db, const char *typed, struct err *e)
{
    struct setting_value value = {.name = "address"};
    struct problems p = {0};
    if (typed == NULL)
        return OK;
    TRY(cli_text(a, "the address", typed, &value.value, e));
    if (settings_save(db, &cli_actor, &value, 1, NULL, 0, &p, e) != OK)
        return p.n > 0 ? err_set(e, ERR_INVALID, "--address: %s", p.item[0].text) : e->kind;
    return OK;
}

static enum err_kind make_site(struct arena *a, const char *dir, bool sample, const char *address,
                               struct err *e)
{
    TRY(make_folders(a, dir, e));
    struct db *db;
    TRY(db_create(&db, site_path(a, dir, SITE_DATABASE), site_path(a, dir, SITE_LOCK), e));
    enum err_kind kind = site_make(db, e);
    if (kind == OK)
        kind = sample ? sample_load(db, dir, e) : add_section(db, e);
    if (kind == OK)
        kind = set_address(a, db, address, e);
    if (kind == OK)
        kind = make_counters(a, db, dir, e);
    db_close(&db);
    return kind;
}

/* ---- undo ---- */

static const char *kept_folder; /* a global, since nftw() has no argument for its callback */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    if (kept_folder != NULL && strcmp(path, kept_folder) == 0)
        return 0;
    if (remove(path) != 0)
        fprintf(stderr, "broadsheet: cannot remove %s again: %s\n", path, strerror(errno));
    return 0;
}

/* Removes everything that was created: the folder's content, and the folders that did not exist. */
static void undo(const struct place *at)
{
    kept_folder = at->first_made == NULL ? at->dir : NULL;
    nftw(at->first_made != NULL ? at->first_made : at->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct init_args {
    const char *dir, *address;
    bool sample;
};

/* A site without tzdata has the one time zone UTC. */
static void warn_of_zones(void)
{
    struct err e;
    if (zone_data_check(&e) != OK)
        fprintf(stderr, "broadsheet: warning: %s\n", e.msg);
}

static int run(struct cli *cli)
{
    struct init_args args = {0};
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    if (args.dir[0] == '\0')
        return cli_misuse(cli->command, "the name of the folder is empty");

    struct err e;
    struct arena *a = arena_new(4096);
    struct place at = {.dir = args.dir};
    enum err_kind kind = make_place(a, &at, &e);
    bool begun = kind == OK || at.first_made != NULL;
    if (kind == OK)
        kind = make_site(a, at.dir, args.sample, args.address, &e);
    if (kind == OK)
        warn_of_zones();
    if (kind == OK)
        cli_print(cli,
                  "The site is in %s. Next:\n"
                  "  broadsheet user add admin --role admin --site %s\n"
                  "  broadsheet serve --site %s --listen unix:/tmp/broadsheet.sock\n"
                  "Then sign in at /admin/ of the site's address, and write.",
                  at.dir, cli_shell_word(a, at.dir), cli_shell_word(a, at.dir));
    else if (begun)
        undo(&at);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail(&e);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct init_args, sample, "sample", NULL,
               "fill it with the articles, videos and comments of an invented newspaper", ),
    CLI_OPTION(
        struct init_args, address, "address", "URL",
        "the site's address, such as https://news.example; can be set later in the settings", ),
    {0},
};

const struct command command_init = {
    .name = "init",
    .summary = "make a new site in the folder DIR",
    .about =
        "Creates the folder DIR (or uses an empty one) and puts a site into it: the database, the "
        "counter file, public/ for files that the web server serves itself, and templates/ for the "
        "site's own templates. A folder that is not empty is refused. If something goes wrong, "
        "everything that was created is removed again.",
    .operands = {{"DIR", .offset = offsetof(struct init_args, dir)}},
    .options = options,
    .examples = "  broadsheet init site --sample              to look around\n"
                "  broadsheet init /var/lib/broadsheet        for readers\n"
                "\n"
                "Then make an account for yourself: broadsheet help user add\n",
    .run = run,
};

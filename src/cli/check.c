/* SPDX-License-Identifier: MIT */
/* `broadsheet check`: checks everything that a site needs, reports what is wrong, and repairs
 * nothing. Each check is independent where it can be, so one problem does not hide another. Only
 * the contents of the database depend on earlier checks: they are compared only if the database is
 * undamaged and has the program's schema (check_database). */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/zone_file.h"
#include "cli/cli.h"
#include "core/desk/picture_check.h"
#include "core/people/user.h"
#include "core/site/same_address.h"
#include "core/search/index/index.h"
#include "core/site/setting.h"
#include "core/site/site.h"
#include "core/site/site_paths.h"
#include "core/views/views.h"
#include "tmpl/tpl.h"
#include "tmpl/tpl_names.h"
#include "web/edition.h"
#include "web/fcgi/listen.h"

struct check {
    const char *site;
    struct arena *arena;
    int problems;
};

static void problem(struct check *check, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void problem(struct check *check, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
    check->problems++;
}

/* db_report_fn's, one for each part of the site. */
static void database_problem(void *arg, const char *sentence)
{
    problem(arg, "database: %s", sentence);
}

static void plain_problem(void *arg, const char *sentence)
{
    problem(arg, "%s", sentence);
}

static void database_warning(void *arg, const char *sentence)
{
    (void)arg;
    printf("warning: database: %s\n", sentence);
}

static void picture_problem(void *arg, const char *sentence)
{
    problem(arg, "pictures: %s", sentence);
}

static void setting_problem(void *arg, const char *sentence)
{
    problem(arg, "settings: %s", sentence);
}

static void account_problem(void *arg, const char *sentence)
{
    problem(arg, "accounts: %s", sentence);
}

static void counter_problem(void *arg, const char *sentence)
{
    problem(arg, "view counters: %s", sentence);
}

static void template_problem(void *arg, const char *sentence)
{
    problem(arg, "templates: %s", sentence);
}

/* A catalogue_report_fn. */
static void translation_problem(void *arg, const char *sentence)
{
    problem(arg, "%s", sentence);
}

/* ---- files and folders ---- */

enum need { NEED_FOLDER = 1, NEED_WRITE = 2, NEED_SECRET = 4, MAY_BE_ABSENT = 8 };

static const struct {
    const char *name;
    unsigned need;
} entries[] = {
    {"", NEED_FOLDER | NEED_WRITE},
    {SITE_DATABASE, NEED_WRITE | NEED_SECRET},
    {SITE_DATABASE "-wal", NEED_WRITE | NEED_SECRET | MAY_BE_ABSENT},
    {SITE_DATABASE "-shm", NEED_WRITE | NEED_SECRET | MAY_BE_ABSENT},
    {SITE_LOCK, NEED_WRITE | MAY_BE_ABSENT},
    {SITE_VIEWS, NEED_WRITE | MAY_BE_ABSENT},
    {SITE_PUBLIC, NEED_FOLDER},
    {SITE_MEDIA, NEED_FOLDER | NEED_WRITE},
    {SITE_TEMPLATES, NEED_FOLDER | MAY_BE_ABSENT},
    {SITE_TRANSLATIONS, NEED_FOLDER | MAY_BE_ABSENT},
};

static void check_entry(struct check *check, const char *path, unsigned need)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        if (!(errno == ENOENT && need & MAY_BE_ABSENT))
            problem(check, "%s: %s", path, strerror(errno));
        return;
    }
    bool is_folder = S_ISDIR(st.st_mode);
    if (is_folder != !!(need & NEED_FOLDER))
        problem(check, "%s: must be a %s", path, need & NEED_FOLDER ? "folder" : "file");
    if (access(path, R_OK | (is_folder ? X_OK : 0)) != 0)
        problem(check, "%s: this user has no permission to read it", path);
    else if (need & NEED_WRITE && access(path, W_OK) != 0)
        problem(check, "%s: this user has no permission to write it", path);
    unsigned mode = st.st_mode & 07777;
    if (mode & S_IWOTH)
        problem(check, "%s: everybody on this machine may change it (mode %04o): chmod o-w", path,
                mode);
    if (need & NEED_SECRET && mode & S_IROTH)
        problem(check,
                "%s: everybody on this machine can read it, and the readers' addresses in it "
                "(mode %04o): chmod o-r",
                path, mode);
}

static void check_files(struct check *check)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        check_entry(check,
                    entries[i].name[0] ? site_path(check->arena, check->site, entries[i].name)
                                       : check->site,
                    entries[i].need);
}

/* ---- the machine ---- */

static void check_machine(void)
{
    struct err e;
    int lets = listen_backlog_limit();
    if (zone_data_check(&e) != OK)
        printf("warning: %s\n", e.msg);
    if (lets < 0 || lets >= LISTEN_BACKLOG)
        return;
    printf("warning: ");
    printf(LISTEN_BACKLOG_ADVICE, lets);
    putchar('\n');
}

/* ---- contents ---- */

static void check_templates(struct check *check)
{
    struct tpl_set *set = NULL;
    struct err e;
    const char *own = site_path(check->arena, check->site, SITE_TEMPLATES);
    enum err_kind kind = tpl_set_load(&set, NULL, own, NULL, &e);
    if (kind == OK)
        kind = tpl_names_check(own, template_problem, check, &e);
    if (kind != OK)
        problem(check, "templates: %s", e.msg);
    tpl_set_free(&set);
}

static void check_translations(struct check *check)
{
    struct err e;
    if (catalogues_check(check->site, translation_problem, check, &e) != OK)
        problem(check, "%s", e.msg);
}

static void check_counters(struct check *check, struct db *db)
{
    struct err e;
    const char *path = site_path(check->arena, check->site, SITE_VIEWS);
    if (access(path, F_OK) != 0) {
        printf("warning: %s is missing: the next start makes it from the database, which has all "
               "views except those of the last second; if the site is being served, restart it\n",
               path);
        return;
    }
    struct views *views;
    enum err_kind kind = views_inspect(&views, path, db, &e);
    if (kind == OK) {
        kind = views_verify(views, db, counter_problem, check, &e);
        views_close(&views);
    }
    if (kind != OK)
        problem(check, "view counters: %s", e.msg);
}

/* True if ADDRESS is on this machine, as while somebody tries a site out. */
static bool is_local(struct str address)
{
    struct str host = str_skip(address, str_find(address, STR("://")) + 3);
    host = str_head(host, str_index(host, '/'));
    if (str_starts(host, STR("[::1]")))
        return true;
    host = str_head(host, str_index(host, ':'));
    return str_eq(host, STR("localhost")) || str_ends(host, STR(".localhost")) ||
           str_starts(host, STR("127."));
}

static void check_address(const struct settings *s)
{
    if (str_empty(s->address))
        puts("warning: the site's address is not set (Settings), so cookies are only as safe as "
             "each request: set it, with https://");
    else if (!str_starts(s->address, STR("https://")) && !is_local(s->address))
        printf("warning: the site's address is %.*s: without https, passwords and sessions can be "
               "read and stolen on the way\n",
               STR_ARG(s->address));
}

static void warn_of_proxy(const struct same_address *same)
{
    if (!str_empty(same->addr))
        printf("warning: the newest %d comments of readers, under %d names, all came from %.*s: "
               "if that is a proxy or a CDN, name it in the web server's file (DEPLOY, \"Behind "
               "a CDN or another proxy\"); otherwise limits treat all readers as one\n",
               same->comments, same->people, STR_ARG(same->addr));
}

static void check_readers(struct check *check, struct db *db)
{
    struct err e;
    struct db_conn *c = NULL;
    struct settings *s = NULL;
    struct same_address same = {0};
    enum err_kind kind = db_begin(db, &c, &e);
    if (kind == OK)
        kind = settings_load(c, &s, &e);
    if (kind == OK)
        kind = same_address_find(c, check->arena, &same, &e);
    if (kind != OK)
        problem(check, "settings: %s", e.msg);
    else
        check_address(s);
    if (kind == OK && !is_local(s->address))
        warn_of_proxy(&same);
    settings_unref(&s);
    db_end(db, &c);
}

/* Checks the contents, which makes sense only if the database is undamaged. */
static void check_contents(struct check *check, struct db *db)
{
    struct err e;
    int before = check->problems;
    if (settings_verify(db, setting_problem, check, &e) != OK)
        problem(check, "settings: %s", e.msg);
    if (check->problems == before) /* otherwise they may not load at all, which says less */
        check_readers(check, db);
    if (users_verify(db, account_problem, check, &e) != OK)
        problem(check, "accounts: %s", e.msg);
    if (site_verify_totals(db, database_problem, check, &e) != OK)
        problem(check, "database: %s", e.msg);
    if (search_index_verify(db, plain_problem, check, &e) != OK)
        problem(check, "search index: %s", e.msg);
    if (picture_check_all(db, check->site, picture_problem, check, &e) != OK)
        problem(check, "pictures: %s", e.msg);
    check_counters(check, db);
}

static void check_database(struct check *check)
{
    struct err e;
    struct db *db;
    if (cli_site_open_readonly(check->site, &db, &e) != OK) {
        problem(check, "database: %s", e.msg);
        return;
    }
    bool newest = db_schema(db) == db_schema_newest();
    if (!newest)
        printf("warning: older schema %d, this program knows %d: `broadsheet migrate` upgrades it, "
               "as a server does when it starts; until then, only damage and the schema are "
               "checked\n",
               db_schema(db), db_schema_newest());
    int before = check->problems;
    if (db_verify(db, database_problem, check, &e) != OK ||
        db_compare_schema(db, database_problem, database_warning, check, &e) != OK)
        problem(check, "database: %s", e.msg);
    if (check->problems == before && site_verify_identity(db, database_problem, check, &e) != OK)
        problem(check, "database: %s", e.msg);
    /* A damaged database is not worth counting, and the statements that count need the newest
     * schema. */
    if (check->problems == before && newest)
        check_contents(check, db);
    db_close(&db);
}

static int run(struct cli *cli)
{
    int status;
    if (!cli_parse(cli, NULL, &status))
        return status;
    struct err e;
    enum err_kind kind = cli_site_check(cli->site, &e);
    if (kind == ERR_NOT_FOUND)
        return cli_fail(&e);
    struct check check = {.site = cli->site, .arena = arena_new(4096)};
    check_machine();
    check_files(&check);
    check_templates(&check);
    check_translations(&check);
    if (kind == OK)
        check_database(&check);
    arena_free(&check.arena);
    if (check.problems == 0)
        cli_print(cli, "ok");
    return check.problems == 0 ? CLI_OK : CLI_FAILED;
}

const struct command command_check = {
    .name = "check",
    .summary = "check a site for problems",
    .about =
        "Checks the site's files and their permissions, its templates, the database (damage, rows "
        "that refer to nothing, tables, indexes and triggers that are missing or changed, wrong "
        "totals), the settings, the roles of accounts, the search index, the pictures of published "
        "articles and the view counters. Prints a line for each problem and exits with 1, or "
        "prints \"ok\" if there is none. A line that begins with \"warning:\" deserves a look, but "
        "does not count as a problem. "
        "Repairs nothing, may run while the site is served, and should run as the user that "
        "serves it.",
    .examples = "  broadsheet check --site /var/lib/broadsheet\n"
                "  sudo -u broadsheet broadsheet check --site /var/lib/broadsheet || mail root\n",
    .run = run,
};

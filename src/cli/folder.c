/* SPDX-License-Identifier: MIT */
/* Opens the site that a command works on, and reads the files that a command is given. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "core/site/site_paths.h"
#include "core/people/user.h"

const struct actor cli_actor = {.name = {"the command line", 16}, .role = ROLE_ADMIN};

const char *cli_shell_word(struct arena *a, const char *word)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "/._-+,:@%=";
    if (word[0] != '\0' && word[strspn(word, plain)] == '\0')
        return word;
    struct buf b = buf_in(a);
    buf_add_char(&b, '\'');
    for (const char *c = word; *c != '\0'; c++)
        buf_add(&b, *c == '\'' ? STR("'\\''") : str_of(c, 1));
    buf_add(&b, str_of("'", 2)); /* includes the terminating NUL */
    return b.p;
}

/* Checks that FOLDER contains a site. */
static enum err_kind site_exists(struct arena *a, const char *folder, struct err *e)
{
    struct stat st;
    if (folder[0] == '\0')
        return err_set(e, ERR_NOT_FOUND, "the name of the site's folder is empty");
    if (stat(folder, &st) != 0)
        return err_errno(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open the site %s",
                         folder);
    if (!S_ISDIR(st.st_mode))
        return err_set(e, ERR_NOT_FOUND, "%s is not a folder, so it is not a site", folder);
    if (stat(site_path(a, folder, SITE_DATABASE), &st) != 0 && errno == ENOENT)
        return err_set(e, ERR_NOT_FOUND,
                       "%s is not a site: it has no " SITE_DATABASE " (broadsheet init makes one)",
                       folder);
    return OK;
}

/* Checks that this user may change it, too. */
static enum err_kind site_is_writable(struct arena *a, const char *folder, struct err *e)
{
    TRY(site_exists(a, folder, e));
    if (access(folder, R_OK | W_OK | X_OK) != 0)
        return err_errno(e, ERR_FORBIDDEN, "the site's folder %s must be writable", folder);
    const char *database = site_path(a, folder, SITE_DATABASE);
    if (access(database, R_OK | W_OK) != 0)
        return err_errno(e, ERR_FORBIDDEN, "the database %s must be writable", database);
    return OK;
}

enum err_kind cli_site_check(const char *folder, struct err *e)
{
    struct arena *a = arena_new(1024);
    enum err_kind kind = site_is_writable(a, folder, e);
    arena_free(&a);
    return kind;
}

enum err_kind cli_site_open(const char *folder, struct db **db, struct err *e)
{
    struct arena *a = arena_new(1024);
    enum err_kind kind = site_is_writable(a, folder, e);
    if (kind == OK)
        kind = db_open(db, site_path(a, folder, SITE_DATABASE), site_path(a, folder, SITE_LOCK), e);
    arena_free(&a);
    return kind;
}

enum err_kind cli_site_open_readonly(const char *folder, struct db **db, struct err *e)
{
    struct arena *a = arena_new(1024);
    enum err_kind kind = site_exists(a, folder, e);
    if (kind == OK)
        kind = db_open_readonly(db, site_path(a, folder, SITE_DATABASE), e);
    arena_free(&a);
    return kind;
}

int cli_with_site(const struct cli *cli, enum cli_access access, cli_site_fn *fn, void *arg)
{
    struct err e;
    struct db *db;
    struct problems p = {0};
    enum err_kind kind = access == CLI_WRITES ? cli_site_open(cli->site, &db, &e)
                                              : cli_site_open_readonly(cli->site, &db, &e);
    if (kind != OK)
        return cli_fail(&e);
    /* The reader of a pipe may have seen enough. Then the command is done. */
    if (access == CLI_READS)
        signal(SIGPIPE, SIG_DFL);
    struct arena *a = arena_new(64 * 1024);
    kind = fn(cli, db, arg, a, &p, &e);
    arena_free(&a);
    db_close(&db);
    return kind == OK ? CLI_OK : cli_fail_problems(&p, &e);
}

int cli_run(struct cli *cli, enum cli_access access, cli_site_fn *fn, void *arg)
{
    int status;
    return cli_parse(cli, arg, &status) ? cli_with_site(cli, access, fn, arg) : status;
}

static enum err_kind account_find(struct db *db, struct str login, struct arena *a, int64_t *id,
                                  struct err *e)
{
    struct db_conn *c;
    struct user found;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = user_by_login(c, login, a, &found, e);
    db_end(db, &c);
    *id = kind == OK ? found.id : 0;
    return kind == ERR_NOT_FOUND ? OK : kind;
}

enum err_kind cli_newsroom_account(struct db *db, struct arena *a, int64_t *id, struct err *e)
{
    struct user_edit house = {
        .login = STR("newsroom"), .name = STR("Newsroom"), .role = ROLE_AUTHOR};
    struct problems p = {0};
    TRY(account_find(db, house.login, a, id, e));
    return *id != 0 ? OK : user_add(db, &cli_actor, &house, STR_NONE, NULL, id, &p, e);
}

static enum err_kind read_all(struct arena *a, int fd, const char *path, size_t max_bytes,
                              struct str *out, struct err *e)
{
    struct buf text = buf_in(a);
    for (;;) {
        char *to = buf_reserve(&text, 65536);
        ssize_t n = read(fd, to, 65536);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_errno(e, ERR_IO, "cannot read %s", path);
        if (n == 0)
            break;
        text.n += (size_t)n;
        if (text.n > max_bytes)
            return err_set(e, ERR_TOO_LARGE, "%s is too long: at most %zu KB", path,
                           max_bytes / 1024);
    }
    *out = buf_str(&text);
    return OK;
}

enum err_kind cli_read_file(struct arena *a, const char *path, size_t max_bytes, struct str *out,
                            struct err *e)
{
    if (strcmp(path, "-") == 0)
        return read_all(a, STDIN_FILENO, "standard input", max_bytes, out, e);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_errno(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s", path);
    enum err_kind kind = read_all(a, fd, path, max_bytes, out, e);
    close(fd);
    return kind;
}

/* SPDX-License-Identifier: MIT */
/* `broadsheet user add` and `broadsheet user password`: how a newsroom's first account is made, and
 * how one gets in again who has lost the password. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/password.h"
#include "core/user.h"

struct account {
    const char *login, *name, *email, *password_file, *role;
};

static void print_password(bool made, struct str password)
{
    if (made)
        printf("password: %.*s\n", STR_ARG(password));
}

static enum err_kind find(struct db *db, struct str login, struct arena *a, struct user *out,
                          struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = user_by_login(c, login, a, out, e);
    db_end(db, &c);
    return kind;
}

/* Before a password is asked for. */
static enum err_kind must_be_free(struct db *db, struct str login, struct arena *a, struct err *e)
{
    struct user taken;
    enum err_kind kind = find(db, login, a, &taken, e);
    if (kind == OK)
        return err_set(e, ERR_CONFLICT, "there is a user \"%.*s\" already", STR_ARG(taken.login));
    return kind == ERR_NOT_FOUND ? OK : kind;
}

static enum err_kind add(const struct cli *cli, const struct account *it, struct arena *a,
                         struct problems *p, struct err *e)
{
    struct user_edit edit = {.role = role_from_name(str_from(it->role))};
    TRY(cli_text(a, "name", it->login, &edit.login, e));
    TRY(cli_text(a, "name", it->name ? it->name : it->login, &edit.name, e));
    TRY(cli_text(a, "e-mail address", it->email, &edit.email, e));
    struct db *db;
    TRY(cli_site_open(cli->site, &db, e));
    struct str password;
    bool made;
    int64_t id;
    enum err_kind kind = must_be_free(db, edit.login, a, e);
    if (kind == OK)
        kind = password_get(a, it->password_file, &password, &made, e);
    if (kind == OK)
        kind = user_add(db, &cli_actor, &edit, password, &id, p, e);
    db_close(&db);
    if (kind != OK)
        return kind;
    cli_say(cli, "user: %.*s\nrole: %s", STR_ARG(edit.login), role_name(edit.role));
    print_password(made, password);
    return OK;
}

static int run_add(struct cli *cli)
{
    struct account it = {0};
    int status;
    if (!cli_parse(cli, &it, &status))
        return status;
    struct err e;
    struct problems p = {0};
    struct arena *a = arena_new(8192);
    enum err_kind kind = add(cli, &it, a, &p, &e);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail_problems(&p, &e);
}

static enum err_kind set_password(const struct cli *cli, const struct account *it, struct arena *a,
                                  struct problems *p, struct err *e)
{
    struct db *db;
    struct str login, password;
    TRY(cli_text(a, "name", it->login, &login, e));
    TRY(cli_site_open(cli->site, &db, e));
    struct user user;
    bool made = false;
    enum err_kind kind = find(db, login, a, &user, e);
    if (kind == ERR_NOT_FOUND)
        err_set(e, kind, "there is no user \"%.*s\"", STR_ARG(login));
    if (kind == OK)
        kind = password_get(a, it->password_file, &password, &made, e);
    if (kind == OK)
        kind = user_set_password(db, &cli_actor, user.id, password, STR_NONE, p, e);
    db_close(&db);
    if (kind != OK)
        return kind;
    cli_say(cli, "user: %.*s", STR_ARG(user.login));
    print_password(made, password);
    if (user.disabled)
        cli_say(cli, "The account is disabled: broadsheet user unlock enables it.");
    return OK;
}

static int run_password(struct cli *cli)
{
    struct account it = {0};
    int status;
    if (!cli_parse(cli, &it, &status))
        return status;
    struct err e;
    struct problems p = {0};
    struct arena *a = arena_new(8192);
    enum err_kind kind = set_password(cli, &it, a, &p, &e);
    arena_free(&a);
    return kind == OK ? CLI_OK : cli_fail_problems(&p, &e);
}

#define PASSWORD_FILE                                                                              \
    CLI_OPTION(struct account, password_file, "password-file", "FILE",                             \
               "the password is the first line of FILE (\"-\": of standard input)", )

#define PASSWORD_ABOUT                                                                             \
    "Without a file the password is asked for at the terminal; where there is none, or nothing "   \
    "is typed, a random one is made and printed, once."

static const struct cli_option add_options[] = {
    CLI_OPTION(struct account, role, "role", "ROLE",
               "admin: everything; editor: every article, comments and videos; author: articles "
               "of one's own; moderator: comments",
               .choice = cli_role_choice, .required = true),
    CLI_OPTION(struct account, name, "name", "BYLINE",
               "the name over articles (\"Ada Lovelace\"); without it, NAME", ),
    CLI_OPTION(struct account, email, "email", "ADDRESS",
               "for the newsroom only, never shown to readers", ),
    PASSWORD_FILE,
    {0},
};

const struct command command_user_add = {
    .name = "user add",
    .summary = "make an account for the newsroom",
    .about = "Makes an account that signs in as NAME at /admin/.\n" PASSWORD_ABOUT,
    .operands = {{"NAME", .offset = offsetof(struct account, login)}},
    .options = add_options,
    .examples = "  broadsheet user add ada --role editor --name \"Ada Lovelace\"\n"
                "  pass show news/ada | broadsheet user add ada --role editor --password-file -\n",
    .run = run_add,
};

static const struct cli_option password_options[] = {PASSWORD_FILE, {0}};

const struct command command_user_password = {
    .name = "user password",
    .summary = "give an account a new password",
    .about = "Gives the account NAME a new password and signs it out everywhere.\n" PASSWORD_ABOUT,
    .operands = {{"NAME", .offset = offsetof(struct account, login)}},
    .options = password_options,
    .examples = "  broadsheet user password ada --site /var/lib/broadsheet\n",
    .run = run_password,
};

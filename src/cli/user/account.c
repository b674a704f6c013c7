/* SPDX-License-Identifier: MIT */
/* `broadsheet user add` and `broadsheet user password`: create a newsroom's first account, and let
 * somebody who lost the password in again. */
#include <stdio.h>

#include "cli/password.h"
#include "cli/user/user.h"

struct account {
    const char *login, *name, *email, *password_file, *role;
};

static void print_password(bool made, struct str password)
{
    if (made)
        printf("password: %.*s\n", STR_ARG(password));
}

/* Checks that the name is free, before a password is asked for. */
static enum err_kind check_name_is_free(struct db *db, const char *login, struct arena *a,
                                        struct err *e)
{
    struct user taken;
    enum err_kind kind = cli_user_find(db, login, a, &taken, e);
    if (kind == OK)
        return err_set(e, ERR_CONFLICT, "there is already a user \"%.*s\"", STR_ARG(taken.login));
    return kind == ERR_NOT_FOUND ? OK : kind;
}

static enum err_kind add(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                         struct problems *p, struct err *e)
{
    const struct account *account = arg;
    struct user_edit edit = {.role = role_from_name(str_from(account->role))};
    struct str password;
    bool made;
    int64_t id;
    TRY(cli_text(a, "name", account->login, &edit.login, e));
    TRY(cli_text(a, "name", account->name ? account->name : account->login, &edit.name, e));
    TRY(cli_text(a, "e-mail address", account->email, &edit.email, e));
    TRY(check_name_is_free(db, account->login, a, e));
    TRY(password_get(a, account->password_file, &password, &made, e));
    TRY(user_add(db, &cli_actor, &edit, password, NULL, &id, p, e));
    cli_print(cli, "user: %.*s\nrole: %s", STR_ARG(edit.login), role_name(edit.role));
    print_password(made, password);
    return OK;
}

static enum err_kind set_password(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                                  struct problems *p, struct err *e)
{
    const struct account *account = arg;
    struct user user;
    struct str password;
    bool made;
    TRY(cli_user_find(db, account->login, a, &user, e));
    TRY(password_get(a, account->password_file, &password, &made, e));
    TRY(user_set_password(db, &cli_actor, user.id, password, STR_NONE, NULL, p, e));
    cli_print(cli, "user: %.*s", STR_ARG(user.login));
    print_password(made, password);
    if (user.disabled)
        cli_print(cli, "The account is disabled: broadsheet user unlock enables it.");
    return OK;
}

static int run_add(struct cli *cli)
{
    struct account account = {0};
    return cli_run(cli, CLI_WRITES, add, &account);
}

static int run_password(struct cli *cli)
{
    struct account account = {0};
    return cli_run(cli, CLI_WRITES, set_password, &account);
}

#define PASSWORD_FILE                                                                              \
    CLI_OPTION(struct account, password_file, "password-file", "FILE",                             \
               "the password is the first line of FILE (\"-\": of standard input)", )

#define PASSWORD_ABOUT                                                                             \
    "Without a file the password is asked for at the terminal; if there is none, or nothing is "   \
    "typed, a random one is made and printed, once."

static const struct cli_option add_options[] = {
    CLI_OPTION(struct account, role, "role", "ROLE",
               "admin: everything; editor: every article, comments and videos; author: articles "
               "of one's own; moderator: comments",
               .choice = cli_role_choice, .required = true),
    CLI_OPTION(struct account, name, "name", "BYLINE",
               "the name above articles (\"Ada Lovelace\"); without it, NAME", ),
    CLI_OPTION(struct account, email, "email", "ADDRESS",
               "for the newsroom only, never shown to readers", ),
    PASSWORD_FILE,
    {0},
};

const struct command command_user_add = {
    .name = "user add",
    .summary = "create an account for the newsroom",
    .about = "Creates an account that signs in as NAME at /admin/.\n" PASSWORD_ABOUT,
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

/* SPDX-License-Identifier: MIT */
/* `broadsheet user role`, `disable` and `unlock`: what an account may do. The rules, such as that
 * one admin must remain, are in core/people/user_state.c. */
#include <stdio.h>

#include "cli/user/user.h"

struct args {
    const char *login, *role;
};

static enum err_kind set_role(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                              struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct user user;
    TRY(cli_user_find(db, args->login, a, &user, e));
    TRY(user_set_role(db, &cli_actor, user.id, role_from_name(str_from(args->role)), e));
    cli_print(cli, "%.*s is now %s", STR_ARG(user.login), args->role);
    return OK;
}

static enum err_kind disable(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                             struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct user user;
    TRY(cli_user_find(db, args->login, a, &user, e));
    TRY(user_disable(db, &cli_actor, user.id, e));
    cli_print(cli, "%.*s is disabled and signed out everywhere", STR_ARG(user.login));
    return OK;
}

static enum err_kind unlock(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                            struct problems *p, struct err *e)
{
    (void)p;
    const struct args *args = arg;
    struct user user;
    TRY(cli_user_find(db, args->login, a, &user, e));
    TRY(user_unlock(db, &cli_actor, user.id, e));
    cli_print(cli, "%.*s can sign in", STR_ARG(user.login));
    return OK;
}

static int run(struct cli *cli, cli_site_fn *fn)
{
    struct args args = {0};
    return cli_run(cli, CLI_WRITES, fn, &args);
}

static int run_role(struct cli *cli)
{
    return run(cli, set_role);
}

static int run_disable(struct cli *cli)
{
    return run(cli, disable);
}

static int run_unlock(struct cli *cli)
{
    return run(cli, unlock);
}

const struct command command_user_role = {
    .name = "user role",
    .summary = "give an account another role",
    .about = "Gives the account NAME the role ROLE, from its next request on. The role of the last "
             "admin who can sign in cannot be changed.",
    .operands = {{"NAME", .offset = offsetof(struct args, login)},
                 {"ROLE", .about = "admin, editor, author or moderator (broadsheet help user add)",
                  .offset = offsetof(struct args, role), .choice = cli_role_choice}},
    .examples = "  broadsheet user role ada editor\n",
    .run = run_role,
};

const struct command command_user_disable = {
    .name = "user disable",
    .summary = "keep somebody out",
    .about = "Ends all sessions of the account NAME, which can no longer sign in. Its articles and "
             "comments stay. The last admin cannot be disabled.",
    .operands = {{"NAME", .offset = offsetof(struct args, login)}},
    .examples = "  broadsheet user disable ada\n",
    .run = run_disable,
};

const struct command command_user_unlock = {
    .name = "user unlock",
    .summary = "let somebody sign in again",
    .about = "Enables the account NAME, and forgets the wrong passwords that were tried, so that "
             "nobody has to wait. The password stays the same.",
    .operands = {{"NAME", .offset = offsetof(struct args, login)}},
    .examples = "  broadsheet user unlock ada\n",
    .run = run_unlock,
};

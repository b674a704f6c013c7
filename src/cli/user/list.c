/* SPDX-License-Identifier: MIT */
/* `broadsheet user list`: all accounts. A newsroom has few, so they are read at once. */
#include "cli/cli.h"
#include "cli/listing.h"
#include "core/people/user.h"
#include "core/site/setting.h"

struct args {
    bool json;
};

static const struct column columns[] = {
    {"login", COLUMN_TEXT, false},
    {"role", COLUMN_TEXT, false},
    {"disabled", COLUMN_SWITCH, false},
    {"created_at", COLUMN_TIME, false},
    {"name", COLUMN_TEXT, false},
    {"email", COLUMN_TEXT, false},
    {"id", COLUMN_NUMBER, true},
    {"slug", COLUMN_TEXT, true},
    {0},
};

static enum err_kind list(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                          struct problems *p, struct err *e)
{
    (void)cli, (void)p;
    const struct args *args = arg;
    struct db_conn *c;
    struct settings *s;
    struct user_list users;
    TRY(settings_read(db, &s, e));
    enum err_kind kind = db_begin(db, &c, e);
    if (kind == OK) {
        kind = user_list(c, s->language, a, &users, e);
        db_end(db, &c);
    }
    settings_unref(&s);
    TRY(kind);
    struct listing *l = listing_begin(columns, args->json ? LISTING_JSON : LISTING_TEXT);
    for (size_t i = 0; i < users.n; i++) {
        const struct user *u = &users.items[i];
        listing_row(l, (const struct cell[]){
                           CELL_TEXT(u->login), CELL_TEXT(str_from(role_name(u->role))),
                           CELL_INT(u->disabled), CELL_INT(u->created_at), CELL_TEXT(u->name),
                           CELL_TEXT(u->email), CELL_INT(u->id), CELL_TEXT(u->slug)});
    }
    return listing_end(&l, e);
}

static int run(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_READS, list, &args);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, json, "json", NULL, "print an array of JSON", ),
    {0},
};

const struct command command_user_list = {
    .name = "user list",
    .summary = "list the accounts and their roles",
    .about = "Lists the accounts of the newsroom by name: the sign-in name, the role, whether the "
             "account is disabled, when it was created, the byline and the e-mail address.",
    .options = options,
    .examples = "  broadsheet user list\n"
                "  broadsheet user list --json | jq -r '.[] | select(.role == \"admin\").login'\n",
    .run = run,
};

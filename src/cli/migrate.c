/* SPDX-License-Identifier: MIT */
/* `broadsheet migrate`: upgrades the database to this program's schema, as a server does when it
 * starts (db_upgrade). */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "core/site/site_paths.h"

static int run(struct cli *cli)
{
    int status;
    if (!cli_parse(cli, NULL, &status))
        return status;
    struct err e;
    struct db *db;
    struct db_upgrade done;
    struct arena *a = arena_new(1024);
    enum err_kind kind = cli_site_check(cli->site, &e);
    if (kind == OK)
        kind = db_upgrade(&db, site_path(a, cli->site, SITE_DATABASE),
                          site_path(a, cli->site, SITE_LOCK), &done, &e);
    arena_free(&a);
    if (kind != OK)
        return cli_fail(&e);
    db_close(&db);
    if (done.from == done.to)
        cli_print(cli, "the schema is up to date (%d)", done.to);
    else
        cli_print(cli, "schema %d upgraded to %d\n%s is a copy of the old database", done.from,
                  done.to, done.copy);
    free(done.copy);
    return CLI_OK;
}

const struct command command_migrate = {
    .name = "migrate",
    .summary = "upgrade the database to this program's schema",
    .about =
        "After the program was upgraded: upgrades the database to the program's schema, completely "
        "or not at all, and saves a copy of the old database beside it (broadsheet.db.before-N, "
        "where N is the new schema; the newest three copies are kept). A server does the same when "
        "it starts. No other command changes the schema: check and backup work with an older one, "
        "and commands that write refuse it. DEPLOY.md describes the way back.",
    .examples = "  broadsheet migrate --site /var/lib/broadsheet\n",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
/* `broadsheet version`. */
#include <stdio.h>

#include "cli/cli.h"

static int run(struct cli *cli)
{
    int status;
    if (!cli_parse(cli, NULL, (const char *const[]){NULL}, NULL, &status))
        return status;
    printf("broadsheet " BROADSHEET_VERSION " (database schema %d)\n",
           sql_migrations[sql_migration_count - 1].version);
    return CLI_OK;
}

const struct command command_version = {
    .name = "version",
    .args = "",
    .summary = "print the program's version",
    .help = "Prints the program's version and that of the database schema it works with.\n",
    .run = run,
};

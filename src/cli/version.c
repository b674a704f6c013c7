/* SPDX-License-Identifier: MIT */
/* `broadsheet version`: the versions of the program and of its database schema. */
#include <stdio.h>

#include "cli/cli.h"
#include "core/version.h"

static int run(struct cli *cli)
{
    int status;
    if (!cli_parse(cli, NULL, &status))
        return status;
    printf("broadsheet %s (commit %s, database schema %d)\n", version_number, version_commit,
           sql_migrations[sql_migration_count - 1].version);
    return CLI_OK;
}

const struct command command_version = {
    .name = "version",
    .summary = "print the program's version",
    .about = "Prints the program's version, the commit that it was built from and the version of "
             "the database schema that it works with.",
    .run = run,
};

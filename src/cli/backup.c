/* SPDX-License-Identifier: MIT */
/* `broadsheet backup`: a copy of the database, made and checked while the site runs. */
#include <stdio.h>
#include <sys/stat.h>

#include "cli/cli.h"

struct backup_args {
    const char *file;
};

static int run(struct cli *cli)
{
    struct backup_args it;
    int status;
    if (!cli_parse(cli, &it, &status))
        return status;
    struct err e;
    struct db *db;
    if (cli_site_look(cli->site, &db, &e) != OK)
        return cli_fail(&e);
    enum err_kind kind = db_backup(db, it.file, &e);
    db_close(&db);
    if (kind != OK)
        return cli_fail(&e);
    struct stat st = {0};
    if (stat(it.file, &st) == 0)
        cli_say(cli, "%s: %lld bytes, checked", it.file, (long long)st.st_size);
    return CLI_OK;
}

const struct command command_backup = {
    .name = "backup",
    .summary = "copy the database to FILE while the site runs",
    .about =
        "Writes a consistent copy of the site's database to FILE, which must not exist, and checks "
        "the copy. The site goes on being read and written meanwhile.\n"
        "The database holds everything but the uploaded files (public/) and the site's own "
        "templates (templates/): copy these two folders as well. The view counters are in it up "
        "to the last second.",
    .operands = {{"FILE", .offset = offsetof(struct backup_args, file)}},
    .examples = "  broadsheet backup /backup/news-$(date +%F).db --site /var/lib/broadsheet\n"
                "\n"
                "To restore: stop the program, make a new site folder, put the copy into it\n"
                "under the name broadsheet.db with public/ and templates/ beside it, and look\n"
                "at it with:\n"
                "\n"
                "  broadsheet check --site /var/lib/broadsheet\n",
    .run = run,
};

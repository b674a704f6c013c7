/* SPDX-License-Identifier: MIT */
/* `broadsheet secret rotate`: gives the site a new secret (core/site/secret.h). */
#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "core/site/secret.h"

enum { DAY_S = 24 * 3600, DAYS_DEFAULT = 30, DAYS_MAX = 365 };

struct args {
    int64_t days; /* 0: not given */
    bool now;
};

static int rotate(struct cli *cli, int64_t days)
{
    struct err e;
    struct db *db;
    if (cli_site_open(cli->site, &db, &e) != OK)
        return cli_fail(&e);
    int64_t until = days > 0 ? clock_now() + days * DAY_S : 0;
    enum err_kind kind = secret_rotate(db, &cli_actor, until, &e);
    db_close(&db);
    if (kind != OK)
        return cli_fail(&e);
    if (until == 0) {
        cli_print(
            cli,
            "the site has a new secret; what was signed with the old one is no longer accepted");
        return CLI_OK;
    }
    char day[sizeof "2026-11-27"];
    time_t at = (time_t)until;
    struct tm utc;
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&at, &utc));
    cli_print(cli,
              "the site has a new secret; what was signed with the old one is accepted until %s",
              day);
    return CLI_OK;
}

static int run(struct cli *cli)
{
    struct args args = {0};
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    if (args.now && args.days != 0)
        return cli_misuse(cli->command, "--now and --days exclude each other");
    return rotate(cli, args.now ? 0 : args.days != 0 ? args.days : DAYS_DEFAULT);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, days, "days", "N",
               "accept what the old one signed for N days, 1 to 365, instead of 30", .number = true,
               .min = 1, .max = DAYS_MAX),
    CLI_OPTION(struct args, now, "now", NULL,
               "stop accepting it now, for a secret that somebody else may know. Open forms must "
               "be sent again, and readers' browsers are no longer recognised", ),
    {0},
};

const struct command command_secret_rotate = {
    .name = "secret rotate",
    .summary = "give the site a new secret",
    .about =
        "The site's secret signs the tokens of forms, and the cookies of readers who comment and "
        "of browsers that have signed in. This makes a new one. Running servers use it within "
        "seconds. What was signed with the old one is accepted for 30 more days, so nobody loses "
        "an open form or a comment that waits. Passwords and sessions do not depend on it.\n"
        "If it is run again within that time, only the last two secrets are accepted.",
    .options = options,
    .examples = "  broadsheet secret rotate --site /var/lib/broadsheet\n",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
/* `broadsheet secret rotate`: a new secret for the site. */
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
        cli_say(cli,
                "the site has a new secret; what was signed with the old one is no longer taken");
        return CLI_OK;
    }
    char day[sizeof "2026-11-27"];
    time_t at = (time_t)until;
    struct tm utc;
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&at, &utc));
    cli_say(cli, "the site has a new secret; what was signed with the old one is taken until %s",
            day);
    return CLI_OK;
}

static int run(struct cli *cli)
{
    struct args it = {0};
    int status;
    if (!cli_parse(cli, &it, &status))
        return status;
    if (it.now && it.days != 0)
        return cli_misuse(cli->command, "--now and --days exclude each other");
    return rotate(cli, it.now ? 0 : it.days != 0 ? it.days : DAYS_DEFAULT);
}

static const struct cli_option options[] = {
    CLI_OPTION(struct args, days, "days", "N",
               "take what the old one signed for N days, 1 to 365, instead of 30", .number = true,
               .min = 1, .max = DAYS_MAX),
    CLI_OPTION(struct args, now, "now", NULL,
               "take it no longer: for a secret that somebody else may know. Forms that are open "
               "have to be sent again, and readers' browsers are known anew", ),
    {0},
};

const struct command command_secret_rotate = {
    .name = "secret rotate",
    .summary = "give the site a new secret",
    .about =
        "The site's secret signs the tokens of forms, the cookies of readers who comment and of "
        "browsers that have signed in. Makes a new one. Servers that run take it within seconds. "
        "What was signed with the old one is taken for 30 days more, so that nobody loses a form "
        "that is open, or a comment that waits; passwords and sessions do not depend on it.\n"
        "Once more within that time, and only the last two secrets are taken.",
    .options = options,
    .examples = "  broadsheet secret rotate --site /var/lib/broadsheet\n",
    .run = run,
};

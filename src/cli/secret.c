/* SPDX-License-Identifier: MIT */
/* `broadsheet secret rotate`: a new secret for the site. */
#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "core/secret.h"

enum { DAY_S = 24 * 3600, DAYS_DEFAULT = 30, DAYS_MAX = 365 };

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
        puts("the site has a new secret; what was signed with the old one is no longer taken");
        return CLI_OK;
    }
    char day[sizeof "2026-11-27"];
    time_t at = (time_t)until;
    struct tm utc;
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&at, &utc));
    printf("the site has a new secret; what was signed with the old one is taken until %s\n", day);
    return CLI_OK;
}

static int run(struct cli *cli)
{
    int status;
    bool now = false;
    const char *days_text = NULL;
    const struct cli_option options[] = {
        {.name = "now", .flag = &now}, {.name = "days", .value = &days_text}, {0}};
    if (!cli_parse(cli, options, (const char *const[]){NULL}, NULL, &status))
        return status;
    int64_t days = now ? 0 : DAYS_DEFAULT;
    if (now && days_text != NULL)
        return cli_misuse(cli->command, "--now and --days exclude each other");
    if (days_text != NULL && (!str_int(str_from(days_text), &days) || days < 1 || days > DAYS_MAX))
        return cli_misuse(cli->command, "--days takes a number from 1 to %d, not \"%s\"", DAYS_MAX,
                          days_text);
    return rotate(cli, days);
}

const struct command command_secret_rotate = {
    .name = "secret rotate",
    .args = "[--days N | --now]",
    .summary = "give the site a new secret",
    .help =
        "The site's secret signs the tokens of forms, the cookies of readers who comment and of\n"
        "browsers that have signed in. Makes a new one. Servers that run take it within seconds. "
        "What\n"
        "was signed with the old one is taken for 30 days more, so that nobody loses a form that "
        "is\n"
        "open, or a comment that waits; passwords and sessions do not depend on it.\n"
        "\n"
        "  --days N  take what the old one signed for N days, 1 to 365\n"
        "  --now     take it no longer: for a secret that somebody else may know. Forms that are\n"
        "            open have to be sent again, and readers' browsers are known anew\n"
        "\n"
        "Once more within that time, and only the last two secrets are taken.\n"
        "\n"
        "  broadsheet secret rotate --site /var/lib/broadsheet\n",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
/* Finds the command that the command line names (cli/commands.c) and runs it. A web server that
 * starts the program gives no arguments, or none that can be trusted (see run_cgi). Such a start is
 * recognised by the environment and by file descriptor 0. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/rand.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "web/fcgi/listen.h"

/* Lists the commands that could follow the words TYPED ("" or "user"). */
static int list_commands(const char *typed, bool help)
{
    FILE *to = help ? stdout : stderr;
    if (typed[0] == '\0') {
        help_print_all(to);
    } else {
        if (!help)
            fprintf(to, "broadsheet %s needs one of these commands:\n\n", typed);
        help_print_group(to, typed);
    }
    return help ? CLI_OK : CLI_USAGE;
}

/* Reads the words of a command and runs it. */
static int run(int argc, char **argv)
{
    const char *named = getenv("BROADSHEET_SITE");
    struct cli cli = {.site = named != NULL && named[0] != '\0' ? named : "site"};
    char typed[100] = "";
    for (bool help = false;;) {
        bool is_group;
        int status;
        if (!cli_parse_leading(&cli, &argc, &argv, &help, &status))
            return status;
        if (argc == 0)
            return list_commands(typed, help);
        size_t n = strlen(typed);
        snprintf(typed + n, sizeof typed - n, "%s%s", n > 0 ? " " : "", argv[0]);
        utf8_drop_partial(typed);
        cli.command = help_find(typed, &is_group);
        if (cli.command == NULL && !is_group)
            return help_refuse(typed);
        if (cli.command != NULL && help) {
            help_print_command(stdout, cli.command);
            return CLI_OK;
        }
        if (cli.command != NULL) {
            cli.argc = argc;
            cli.argv = argv;
            return cli.command->run(&cli);
        }
    }
}

/* Runs a command and flushes its output. The command fails if that fails, so a script notices a
 * full disk. */
static int run_and_flush(int argc, char **argv)
{
    struct err e;
    int status = run(argc, argv);
    return status == CLI_OK && cli_flush(&e) != OK ? cli_fail(&e) : status;
}

/* Answers one request as plain CGI. Apache turns a query string without a "=" into arguments, so
 * the client may have chosen them. Therefore the site from the environment takes precedence over
 * them, and no command other than `serve` is run. */
static int run_cgi(int argc, char **argv)
{
    const char *site = getenv("BROADSHEET_SITE");
    if (site == NULL && argc >= 2 && strcmp(argv[1], "serve") == 0)
        return run(argc, argv);
    return cli_serve_cgi(site != NULL ? site : "site");
}

int main(int argc, char **argv)
{
    /* Only the owner and the group may read the files of a site. */
    umask(0027);
    signal(SIGPIPE, SIG_IGN);
    rand_init();
    if (listen_is_cgi())
        return run_cgi(argc, argv);
    static char serve[] = "serve";
    char *handed_over[] = {argv[0], serve, NULL};
    if (argc <= 1 && cli_serve_is_expected())
        return run(2, handed_over);
    return run_and_flush(argc, argv);
}

/* SPDX-License-Identifier: MIT */
/* The command table: from the command line to one file of src/cli. A web server that starts the
 * program gives no arguments, or none that may be trusted (see run_cgi): such a start is told by
 * the environment and by file descriptor 0. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/rand.h"
#include "cli/cli.h"
#include "cli/suggest.h"
#include "web/listen.h"

static const struct command *const commands[] = {
    &command_init,        &command_serve,         &command_user_add,      &command_user_password,
    &command_article_add, &command_check,         &command_backup,        &command_migrate,
    &command_reindex,     &command_secret_rotate, &command_template_list, &command_template_copy,
    &command_version,
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void print_usage(FILE *to)
{
    fputs("usage: broadsheet COMMAND [ARGUMENTS] [--site DIR]\n\n"
          "Broadsheet is a news site in one program. Its commands:\n\n",
          to);
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(to, "  %-15s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\nA first site, from nothing:\n\n"
          "  broadsheet init site --sample\n"
          "  broadsheet user add admin --role admin --site site\n"
          "  broadsheet serve --site site --listen unix:/tmp/broadsheet.sock\n\n"
          "--site DIR names the site's folder; without it, $BROADSHEET_SITE does, or it is "
          "\"site\".\n"
          "broadsheet COMMAND --help tells more. All of it is in the manual: man broadsheet\n",
          to);
}

/* The help of "user": of every command that begins so. */
static int print_group(const char *group)
{
    struct str prefix = str_from(group);
    printf("usage: broadsheet %s COMMAND [ARGUMENTS] [--site DIR]\n\nIts commands:\n\n", group);
    for (int i = 0; i < N_COMMANDS; i++) {
        struct str name = str_from(commands[i]->name);
        if (str_starts(name, prefix) && name.n > prefix.n && name.p[prefix.n] == ' ')
            printf("  %-15s %s\n", commands[i]->name, commands[i]->summary);
    }
    printf("\nbroadsheet %s COMMAND --help tells more.\n", group);
    return CLI_OK;
}

/* The command of this name; NULL where there is none. *is_group: it is the first word of some. */
static const struct command *find(const char *name, bool *is_group)
{
    struct str wanted = str_from(name);
    *is_group = false;
    for (int i = 0; i < N_COMMANDS; i++) {
        struct str it = str_from(commands[i]->name);
        if (str_eq(it, wanted))
            return commands[i];
        if (str_starts(it, wanted) && it.n > wanted.n && it.p[wanted.n] == ' ')
            *is_group = true;
    }
    return NULL;
}

/* Says that there is no such command, and which one may have been meant. */
static int refuse(const char *typed)
{
    const char *names[N_COMMANDS];
    for (int i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i]->name;
    int meant = suggest(str_from(typed), names, N_COMMANDS);
    fprintf(stderr, "broadsheet: there is no command \"%s\"\n", typed);
    if (meant >= 0)
        fprintf(stderr, "Did you mean: broadsheet %s\n", names[meant]);
    else
        fputs("Try: broadsheet --help\n", stderr);
    return CLI_USAGE;
}

/* Reads the words of a command and runs it. */
static int run(int argc, char **argv)
{
    const char *site = getenv("BROADSHEET_SITE");
    if (site == NULL || site[0] == '\0')
        site = "site";
    char typed[100] = "", program[120] = "broadsheet";
    for (;;) {
        bool help = false, is_group = false;
        int status;
        if (!cli_parse_leading(program, &argc, &argv, &site, &help, &status))
            return status;
        if (typed[0] != '\0' && (help || argc == 0)) {
            if (help)
                return print_group(typed);
            fprintf(stderr, "broadsheet %s: which of its commands?\nTry: broadsheet %s --help\n",
                    typed, typed);
            return CLI_USAGE;
        }
        if (argc == 0) {
            print_usage(help ? stdout : stderr);
            return help ? CLI_OK : CLI_USAGE;
        }
        size_t n = strlen(typed);
        snprintf(typed + n, sizeof typed - n, "%s%s", n > 0 ? " " : "", argv[0]);
        const struct command *command = find(typed, &is_group);
        if (command != NULL) {
            if (help)
                cli_help(command);
            struct cli cli = {.command = command, .site = site, .argc = argc, .argv = argv};
            return help ? CLI_OK : command->run(&cli);
        }
        if (strcmp(typed, "help") == 0) {
            print_usage(stdout);
            return CLI_OK;
        }
        if (!is_group)
            return refuse(typed);
        if (help)
            return print_group(typed);
        snprintf(program, sizeof program, "broadsheet %s", typed);
    }
}

/* One request, as plain CGI. Apache makes arguments of a query string without a "=", so the
 * arguments are whoever's sends the request: the site of the environment goes before them, and no
 * command but `serve` is run. */
static int run_cgi(int argc, char **argv)
{
    const char *site = getenv("BROADSHEET_SITE");
    if (site == NULL && argc >= 2 && strcmp(argv[1], "serve") == 0)
        return run(argc, argv);
    return cli_serve_cgi(site != NULL ? site : "site");
}

int main(int argc, char **argv)
{
    /* What a site holds is its owner's and its group's. */
    umask(0027);
    signal(SIGPIPE, SIG_IGN);
    rand_init();
    if (listen_is_cgi())
        return run_cgi(argc, argv);
    static char serve[] = "serve";
    char *handed_over[] = {argv[0], serve, NULL};
    if (argc <= 1 && cli_serve_is_expected())
        return run(2, handed_over);
    return run(argc, argv);
}

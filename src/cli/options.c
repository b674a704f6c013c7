/* SPDX-License-Identifier: MIT */
/* Arguments and messages. getopt_long does the work, with its own messages; --site and --help are
 * added to every command's options here, so that no command can forget them. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "core/version.h"

enum { OPTION_SITE = 's', OPTION_HELP = 'h', OPTION_OWN = 256 };

static void add_option(struct option *at, const char *name, bool takes_value, int value)
{
    *at = (struct option){
        .name = name, .has_arg = takes_value ? required_argument : no_argument, .val = value};
}

int cli_misuse(const struct command *command, const char *fmt, ...)
{
    char said[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(said, sizeof said, fmt, ap);
    va_end(ap);
    fprintf(stderr, "broadsheet %s: %s\nTry: broadsheet %s --help\n", command->name, said,
            command->name);
    return CLI_USAGE;
}

void cli_help(const struct command *command)
{
    printf("usage: broadsheet %s%s%s [--site DIR]\n\n%s", command->name,
           command->args[0] ? " " : "", command->args, command->help);
}

/* Takes the operands that getopt left; false, having said why, where they are not those of NAMES.
 */
static bool take_operands(const struct cli *cli, char **given, int n, const char *const *names,
                          const char **operands)
{
    int i = 0;
    for (; names[i] != NULL; i++) {
        if (i >= n) {
            cli_misuse(cli->command, "%s is missing", names[i]);
            return false;
        }
        operands[i] = given[i];
    }
    if (n > i) {
        cli_misuse(cli->command, "\"%s\" is one argument too many", given[i]);
        return false;
    }
    return true;
}

bool cli_parse(struct cli *cli, const struct cli_option *options, const char *const *names,
               const char **operands, int *status)
{
    struct option all[CLI_OPTIONS_MAX + 3];
    int n = 0;
    add_option(&all[n++], "site", true, OPTION_SITE);
    add_option(&all[n++], "help", false, OPTION_HELP);
    for (int i = 0; options != NULL && options[i].name != NULL; i++)
        add_option(&all[n++], options[i].name, options[i].value != NULL, OPTION_OWN + i);
    all[n] = (struct option){0};

    char name[100];
    snprintf(name, sizeof name, "broadsheet %s", cli->command->name);
    cli->argv[0] = name;
    *status = CLI_USAGE;
    optind = 0; /* anew: the leading options were read before */
    for (int c; (c = getopt_long(cli->argc, cli->argv, "h", all, NULL)) != -1;) {
        if (c == OPTION_SITE) {
            cli->site = optarg;
        } else if (c == OPTION_HELP) {
            cli_help(cli->command);
            *status = CLI_OK;
            return false;
        } else if (c >= OPTION_OWN && options != NULL) {
            const struct cli_option *it = &options[c - OPTION_OWN];
            if (it->value != NULL)
                *it->value = optarg;
            else
                *it->flag = true;
        } else {
            fprintf(stderr, "Try: broadsheet %s --help\n", cli->command->name);
            return false;
        }
    }
    cli->argv[0] = NULL;
    return take_operands(cli, cli->argv + optind, cli->argc - optind, names, operands);
}

bool cli_parse_leading(const char *program, int *argc, char ***argv, const char **site, bool *help,
                       int *status)
{
    static const struct option all[] = {{"site", required_argument, NULL, OPTION_SITE},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {"version", no_argument, NULL, 'V'},
                                        {0}};
    char name[100];
    snprintf(name, sizeof name, "%s", program);
    (*argv)[0] = name; /* getopt_long begins its messages with it */
    *status = CLI_USAGE;
    optind = 0;
    for (int c; (c = getopt_long(*argc, *argv, "+hV", all, NULL)) != -1;) {
        if (c == OPTION_SITE) {
            *site = optarg;
        } else if (c == OPTION_HELP) {
            *help = true;
        } else if (c == 'V') {
            printf("broadsheet %s (commit %s)\n", version_number, version_commit);
            *status = CLI_OK;
            return false;
        } else {
            fprintf(stderr, "Try: broadsheet --help\n");
            return false;
        }
    }
    (*argv)[0] = NULL;
    *argc -= optind;
    *argv += optind;
    return true;
}

enum err_kind cli_text(struct arena *a, const char *what, const char *text, struct str *out,
                       struct err *e)
{
    *out = STR_NONE;
    if (text == NULL)
        return OK;
    if (!utf8_valid(str_from(text)))
        return err_set(e, ERR_INVALID, "the %s is no valid UTF-8", what);
    return utf8_clean(a, str_from(text), UTF8_ONE_LINE, out, e);
}

int cli_fail(const struct err *e)
{
    const char *advice = db_advice(e->cause);
    if (advice == NULL)
        fprintf(stderr, "broadsheet: %s\n", e->msg);
    else
        fprintf(stderr, "broadsheet: %s. What to do: %s\n", e->msg, advice);
    return CLI_FAILED;
}

int cli_fail_problems(const struct problems *p, const struct err *e)
{
    for (int i = 0; i < p->n; i++)
        fprintf(stderr, "broadsheet: %s\n", p->item[i].text);
    return p->n > 0 ? CLI_FAILED : cli_fail(e);
}

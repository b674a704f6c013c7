/* SPDX-License-Identifier: MIT */
/* Parses arguments with getopt_long, and prints the messages of commands. getopt's own messages are
 * replaced by ours, which suggest the nearest option. The common options are added to every command
 * here, so no command can forget them. */
#include "cli/cli.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/help.h"
#include "cli/suggest.h"
#include "core/version.h"

/* Above all characters, which getopt returns for short options and for errors. */
enum { OPTION_COMMON = 256, OPTION_OWN = 512 };
enum { SITE, QUIET, HELP };

const struct cli_option cli_common_options[] = {
    [SITE] = {.name = "site",
              .value = "DIR",
              .about = "the site's folder; without it $BROADSHEET_SITE, else \"site\""},
    [QUIET] = {.name = "quiet", .about = "print only errors and what was asked for"},
    [HELP] = {.name = "help", .about = "print this text"},
    {0},
};

/* ---- messages ---- */

int cli_misuse(const struct command *command, const char *fmt, ...)
{
    char message[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    utf8_drop_partial(message);
    fprintf(stderr, "broadsheet %s: %s\nTry: broadsheet help %s\n", command->name, message,
            command->name);
    return CLI_USAGE;
}

void cli_print(const struct cli *cli, const char *fmt, ...)
{
    va_list ap;
    if (cli->quiet)
        return;
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}

enum err_kind cli_flush(struct err *e)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        return err_errno(e, ERR_IO, "cannot write to standard output");
    return OK;
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

/* ---- one value ---- */

/* "admin, editor, author or moderator", in A. */
static struct str choices_text(struct arena *a, cli_choice_fn *choice)
{
    struct buf text = buf_in(a);
    const char *name;
    for (size_t i = 0; (name = choice(i)) != NULL; i++)
        buf_printf(&text, "%s%s", i == 0 ? "" : choice(i + 1) == NULL ? " or " : ", ", name);
    return buf_str(&text);
}

/* True if VALUE is one of CHOICE's. Prints what is possible if it is not. WHAT is "--role" or
 * "NAME". */
static bool check_choice(const struct command *c, const char *what, cli_choice_fn *choice,
                         const char *value)
{
    enum { CHOICES_MAX = 200, CHOICES_LISTED = 8 };
    const char *names[CHOICES_MAX], *name;
    int n = 0;
    for (size_t i = 0; choice != NULL && n < CHOICES_MAX && (name = choice(i)) != NULL; i++) {
        if (strcmp(name, value) == 0)
            return true;
        names[n++] = name;
    }
    if (choice == NULL)
        return true;
    int meant = suggest(str_from(value), names, n);
    struct arena *a = arena_new(1024);
    struct str listed = n > CHOICES_LISTED ? STR("one of many names") : choices_text(a, choice);
    cli_misuse(c, "%s takes %.*s, not \"%s\"%s%s%s", what, STR_ARG(listed), value,
               meant >= 0 ? "; did you mean " : "", meant >= 0 ? names[meant] : "",
               meant >= 0 ? "?" : "");
    arena_free(&a);
    return false;
}

/* Stores the option's VALUE in INTO. False, with a message printed, if it is not valid. */
static bool store_value(const struct command *c, const struct cli_option *o, const char *value,
                        void *into)
{
    char *at = (char *)into + o->offset, what[60];
    snprintf(what, sizeof what, "--%s", o->name);
    if (o->value == NULL) {
        *(bool *)at = true;
    } else if (o->number) {
        int64_t n;
        if (!str_int(str_from(value), &n) || n < o->min || n > o->max) {
            cli_misuse(c, "%s takes a number from %" PRId64 " to %" PRId64 ", not \"%s\"", what,
                       o->min, o->max, value);
            return false;
        }
        *(int64_t *)(void *)at = n;
    } else {
        if (!check_choice(c, what, o->choice, value))
            return false;
        *(const char **)(void *)at = value;
    }
    return true;
}

/* Stores the operands in INTO. False, with a message printed, if they do not fit the command. */
static bool store_operands(const struct command *c, char **given, int n, void *into)
{
    int i = 0;
    for (const struct cli_operand *o = c->operands; o->name != NULL; o++) {
        char *at = (char *)into + o->offset;
        if (i >= n && !o->optional) {
            cli_misuse(c, "%s is missing", o->name);
            return false;
        }
        int end = o->many ? n : i < n ? i + 1 : n;
        for (int j = i; j < end; j++)
            if (!o->hint && !check_choice(c, o->name, o->choice, given[j]))
                return false;
        if (o->many)
            *(struct cli_rest *)(void *)at = (struct cli_rest){given + i, end - i};
        else if (i < end)
            *(const char **)(void *)at = given[i];
        i = end;
    }
    if (n > i) {
        cli_misuse(c, "\"%s\" is one argument too many", given[i]);
        return false;
    }
    return true;
}

/* ---- all arguments ---- */

/* Appends OPTIONS to ALL, numbered from FIRST on. Returns the new number of options. */
static int add_options(struct option *all, int n, const struct cli_option *options, int first)
{
    for (int i = 0; options != NULL && options[i].name != NULL; i++)
        all[n++] = (struct option){.name = options[i].name,
                                   .has_arg = options[i].value ? required_argument : no_argument,
                                   .val = first + i};
    all[n] = (struct option){0};
    return n;
}

/* Prints what is wrong with the option that getopt refused. It is one of the N options ALL, or it
 * is unknown and is the argument before ARGV[optind]. */
static void print_refused(char **argv, const struct option *all, int n, bool value_missing)
{
    const char *names[CLI_OPTIONS_MAX + 4];
    for (int i = 0; i < n; i++) {
        names[i] = all[i].name;
        if (optopt == all[i].val) {
            fprintf(stderr, value_missing ? "--%s needs a value\n" : "--%s takes no value\n",
                    all[i].name);
            return;
        }
    }
    if (optopt != 0) {
        fprintf(stderr, "there is no option -%c\n", optopt);
        return;
    }
    struct str typed = str_from(argv[optind - 1]);
    typed = str_head(typed, str_index(typed, '='));
    int meant = suggest(str_skip(typed, 2), names, n);
    fprintf(stderr, "there is no option %.*s", STR_ARG(typed));
    if (meant >= 0)
        fprintf(stderr, "; did you mean --%s?", names[meant]);
    fputc('\n', stderr);
}

/* COMMAND is NULL before its words are parsed. GOT is getopt's result. */
static void refuse_option(const struct command *command, char **argv, const struct option *all,
                          int n, int got)
{
    const char *space = command ? " " : "", *name = command ? command->name : "";
    fprintf(stderr, "broadsheet%s%s: ", space, name);
    print_refused(argv, all, n, got == ':');
    fprintf(stderr, "Try: broadsheet help%s%s\n", space, name);
}

/* Stores a common option; false if C is not one. *help is set if it is --help. */
static bool store_common(struct cli *cli, int c, bool *help)
{
    if (c == OPTION_COMMON + SITE)
        cli->site = optarg;
    else if (c == OPTION_COMMON + QUIET)
        cli->quiet = true;
    else if (c == OPTION_COMMON + HELP || c == 'h')
        *help = true;
    else
        return false;
    return true;
}

/* Checks that all required options were given, and prints the first missing one. SEEN is indexed
 * like the table. */
static bool has_required(const struct command *c, const bool *seen)
{
    struct arena *a = arena_new(512);
    bool whole = true;
    for (int i = 0; whole && c->options != NULL && c->options[i].name != NULL; i++) {
        const struct cli_option *o = &c->options[i];
        whole = seen[i] || !o->required;
        if (!whole && o->choice != NULL)
            cli_misuse(c, "--%s is missing: %.*s", o->name, STR_ARG(choices_text(a, o->choice)));
        else if (!whole)
            cli_misuse(c, "--%s is missing", o->name);
    }
    arena_free(&a);
    return whole;
}

bool cli_parse(struct cli *cli, void *into, int *status)
{
    struct option all[CLI_OPTIONS_MAX + 5];
    bool seen[CLI_OPTIONS_MAX] = {0}, help = false;
    const struct command *command = cli->command;
    int n = add_options(all, 0, cli_common_options, OPTION_COMMON);
    n = add_options(all, n, command->options, OPTION_OWN);

    *status = CLI_USAGE;
    optind = 0; /* restarts getopt, which parsed the leading options before */
    opterr = 0;
    for (int c; (c = getopt_long(cli->argc, cli->argv, ":h", all, NULL)) != -1;) {
        if (store_common(cli, c, &help))
            continue;
        if (c < OPTION_OWN) {
            refuse_option(command, cli->argv, all, n, c);
            return false;
        }
        seen[c - OPTION_OWN] = true;
        if (!store_value(command, &command->options[c - OPTION_OWN], optarg, into))
            return false;
    }
    if (help) {
        help_print_command(stdout, command);
        *status = CLI_OK;
        return false;
    }
    return has_required(command, seen) &&
           store_operands(command, cli->argv + optind, cli->argc - optind, into);
}

bool cli_parse_leading(struct cli *cli, int *argc, char ***argv, bool *help, int *status)
{
    struct option all[8];
    int n = add_options(all, 0, cli_common_options, OPTION_COMMON);
    all[n++] = (struct option){.name = "version", .has_arg = no_argument, .val = 'V'};
    all[n] = (struct option){0};
    *status = CLI_USAGE;
    optind = 0;
    opterr = 0;
    for (int c; (c = getopt_long(*argc, *argv, "+:hV", all, NULL)) != -1;) {
        if (store_common(cli, c, help))
            continue;
        if (c != 'V') {
            refuse_option(NULL, *argv, all, n, c);
            return false;
        }
        printf("broadsheet %s (commit %s)\n", version_number, version_commit);
        *status = CLI_OK;
        return false;
    }
    *argc -= optind;
    *argv += optind;
    return true;
}

const char *cli_switch_choice(size_t i)
{
    static const char *const names[] = {"on", "off"};
    return i < 2 ? names[i] : NULL;
}

enum err_kind cli_id(const char *what, const char *text, int64_t *id, struct err *e)
{
    if (str_int(str_from(text), id) && *id > 0)
        return OK;
    return err_set(e, ERR_INVALID, "\"%s\" is not the number of %s", text, what);
}

const char *cli_role_choice(size_t i)
{
    return i < ROLE_ADMIN ? role_name((enum role)(ROLE_MODERATOR + i)) : NULL;
}

enum err_kind cli_text(struct arena *a, const char *what, const char *text, struct str *out,
                       struct err *e)
{
    *out = STR_NONE;
    if (text == NULL)
        return OK;
    if (!utf8_valid(str_from(text)))
        return err_set(e, ERR_INVALID, "the %s is not valid UTF-8", what);
    return utf8_clean(a, str_from(text), UTF8_ONE_LINE, out, e);
}

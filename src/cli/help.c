/* SPDX-License-Identifier: MIT */
/* Prints the help from the table of commands. It is for people at terminals, so lines end before
 * column 80. */
#include "cli/help.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/suggest.h"

enum { COLUMNS = 79, OPTION_INDENT = 24, COMMANDS_MAX = 100 };

/* ---- lines ---- */

/* A paragraph being printed. A word that would pass the last column begins a new, indented line. */
struct lines {
    FILE *to;
    size_t column, indent;
};

static void print_word(struct lines *l, struct str word)
{
    if (l->column > l->indent && l->column + 1 + word.n > COLUMNS) {
        fprintf(l->to, "\n%*s", (int)l->indent, "");
        l->column = l->indent;
    } else if (l->column > l->indent) {
        fputc(' ', l->to);
        l->column++;
    }
    fwrite(word.p, 1, word.n, l->to);
    l->column += word.n;
}

static void print_words(struct lines *l, struct str text)
{
    while (text.p != NULL) {
        struct str word = str_split(&text, ' ');
        if (word.n > 0)
            print_word(l, word);
    }
}

/* Prints paragraphs, with an empty line after each. */
static void print_paragraphs(FILE *to, const char *text)
{
    struct str rest = str_from(text);
    while (rest.p != NULL) {
        struct lines l = {.to = to};
        print_words(&l, str_split(&rest, '\n'));
        fputs(l.column > 0 ? "\n\n" : "", to);
    }
}

/* ---- one command ---- */

static void print_usage(FILE *to, const struct command *c)
{
    struct lines l = {.to = to, .indent = 0};
    struct arena *a = arena_new(1024);
    print_word(&l, arena_printf(a, "usage: broadsheet %s", c->name));
    l.indent = 4;
    for (const struct cli_operand *o = c->operands; o->name != NULL; o++)
        print_word(&l,
                   arena_printf(a, o->optional ? "[%s%s]" : "%s%s", o->name, o->many ? "..." : ""));
    for (const struct cli_option *o = c->options; o != NULL && o->name != NULL; o++)
        print_word(&l, arena_printf(a, o->required ? "--%s%s%s" : "[--%s%s%s]", o->name,
                                    o->value ? " " : "", o->value ? o->value : ""));
    print_word(&l, STR("[--site DIR]"));
    fputc('\n', to);
    arena_free(&a);
}

/* Prints "  --role ROLE           what it is", with the text in a column of its own. */
static void print_entry(FILE *to, struct str head, const char *about)
{
    struct lines l = {.to = to, .column = head.n, .indent = OPTION_INDENT};
    fwrite(head.p, 1, head.n, to);
    if (head.n + 2 > OPTION_INDENT) {
        fputc('\n', to);
        l.column = 0;
    }
    fprintf(to, "%*s", (int)(OPTION_INDENT - l.column), "");
    l.column = OPTION_INDENT;
    print_words(&l, str_from(about));
    fputc('\n', to);
}

static void print_options(FILE *to, const struct cli_option *options, struct arena *a)
{
    for (const struct cli_option *o = options; o != NULL && o->name != NULL; o++)
        print_entry(
            to,
            arena_printf(a, "  --%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : ""),
            o->about);
}

void help_print_command(FILE *to, const struct command *c)
{
    struct arena *a = arena_new(2048);
    print_usage(to, c);
    fputc('\n', to);
    print_paragraphs(to, c->about);
    for (const struct cli_operand *o = c->operands; o->name != NULL; o++)
        if (o->about != NULL)
            print_entry(to, arena_printf(a, "  %s", o->name), o->about);
    print_options(to, c->options, a);
    print_options(to, cli_common_options, a);
    if (c->examples != NULL)
        fprintf(to, "\n%s", c->examples);
    arena_free(&a);
}

/* ---- lists of commands ---- */

/* True if NAME has several words and the first is GROUP. */
static bool is_in_group(const char *name, struct str group)
{
    struct str whole = str_from(name);
    return str_starts(whole, group) && whole.n > group.n && whole.p[group.n] == ' ';
}

static void print_list(FILE *to, const char *group)
{
    int width = 0;
    for (int i = 0; cli_commands[i] != NULL; i++) {
        int n = (int)strlen(cli_commands[i]->name);
        width = n > width ? n : width;
    }
    for (int i = 0; cli_commands[i] != NULL; i++)
        if (group == NULL || is_in_group(cli_commands[i]->name, str_from(group)))
            fprintf(to, "  %-*s  %s\n", width, cli_commands[i]->name, cli_commands[i]->summary);
}

void help_print_all(FILE *to)
{
    fputs("usage: broadsheet COMMAND [ARGUMENTS] [--site DIR] [--quiet]\n\n"
          "Broadsheet is a news site in one program. Its commands:\n\n",
          to);
    print_list(to, NULL);
    fputs("\nA first site, from nothing:\n\n"
          "  broadsheet init site --sample\n"
          "  broadsheet user add admin --role admin --site site\n"
          "  broadsheet serve --site site --listen unix:/tmp/broadsheet.sock\n\n"
          "--site DIR names the site's folder; without it, $BROADSHEET_SITE does, or it is\n"
          "\"site\". --quiet prints only errors and what was asked for.\n"
          "broadsheet help COMMAND tells more. The manual has everything: man broadsheet\n",
          to);
}

void help_print_group(FILE *to, const char *group)
{
    fprintf(to, "usage: broadsheet %s COMMAND [ARGUMENTS] [--site DIR]\n\nIts commands:\n\n",
            group);
    print_list(to, group);
    fprintf(to, "\nbroadsheet help %s COMMAND tells more.\n", group);
}

/* ---- finding ---- */

const struct command *help_find(const char *name, bool *is_group)
{
    *is_group = false;
    for (int i = 0; cli_commands[i] != NULL; i++) {
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
        *is_group = *is_group || is_in_group(cli_commands[i]->name, str_from(name));
    }
    return NULL;
}

/* Adds the first words of commands with two words. */
static int add_groups(struct arena *a, const char **names, int n)
{
    struct str last = STR_NONE;
    for (int i = 0; cli_commands[i] != NULL && n < COMMANDS_MAX; i++) {
        struct str rest = str_from(cli_commands[i]->name), group = str_split(&rest, ' ');
        if (rest.p != NULL && !str_eq(group, last))
            names[n++] = arena_cstr(a, group);
        last = group;
    }
    return n;
}

int help_refuse(const char *typed)
{
    const char *names[COMMANDS_MAX];
    int n = 0;
    struct arena *a = arena_new(1024);
    for (int i = 0; cli_commands[i] != NULL && n < COMMANDS_MAX; i++)
        names[n++] = cli_commands[i]->name;
    n = add_groups(a, names, n);
    int meant = suggest(str_from(typed), names, n);
    fprintf(stderr, "broadsheet: there is no command \"%s\"\n", typed);
    if (meant >= 0)
        fprintf(stderr, "Did you mean: broadsheet %s\n", names[meant]);
    else
        fputs("Try: broadsheet help\n", stderr);
    arena_free(&a);
    return CLI_USAGE;
}

/* ---- the command ---- */

struct help_args {
    struct cli_rest topic;
};

static int run(struct cli *cli)
{
    struct help_args args;
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    if (args.topic.n == 0) {
        help_print_all(stdout);
        return CLI_OK;
    }
    char typed[100] = "";
    for (int i = 0; i < args.topic.n; i++) {
        size_t n = strlen(typed);
        snprintf(typed + n, sizeof typed - n, "%s%s", n > 0 ? " " : "", args.topic.items[i]);
        utf8_drop_partial(typed);
    }
    bool is_group;
    const struct command *command = help_find(typed, &is_group);
    if (command != NULL)
        help_print_command(stdout, command);
    else if (is_group)
        help_print_group(stdout, typed);
    return command != NULL || is_group ? CLI_OK : help_refuse(typed);
}

const struct command command_help = {
    .name = "help",
    .summary = "explain the commands",
    .about = "Explains one command, lists all that begin with a word, or lists all commands.",
    .operands = {{"COMMAND", .offset = offsetof(struct help_args, topic), .optional = true,
                  .many = true}},
    .examples = "  broadsheet help user\n  broadsheet help user add\n",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
/* `broadsheet completion`: prints a script that makes a shell complete commands, options and their
 * values. One part, the function `_broadsheet_words KEY`, is generated here from the table of
 * commands. The other part (shell/completion.bash, shell/completion.zsh) is fixed: it finds out
 * where in a command the cursor is, and asks that function for what can be there:
 *
 *     words:                 the first words of the commands
 *     words:user             the words that can follow "user"
 *     options:user add       the options of a command
 *     value:user add:--role  the values of an option; nothing if it takes none
 *     operand:user role:2    the values of the second operand; "*" is for all others
 *
 * An answer is lines of "word:about", or @FILE or @DIR (names of files or folders), or @ANY. */
#include <stdio.h>

#include "base/buf.h"
#include "base/embed.h"
#include "cli/cli.h"

struct args {
    const char *shell;
};

/* ---- the generated function ---- */

/* TEXT in single quotation marks. */
static void add_quoted(struct buf *b, struct str text)
{
    buf_add_char(b, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\'')
            buf_add_c(b, "'\\''");
        else
            buf_add_char(b, text.p[i]);
    }
    buf_add_char(b, '\'');
}

static void add_word(struct buf *b, struct str word, const char *about)
{
    struct arena *a = arena_new(512);
    buf_add_char(b, ' ');
    add_quoted(b, arena_printf(a, "%.*s:%s", STR_ARG(word), about ? about : ""));
    arena_free(&a);
}

static void open_key(struct buf *b, const char *kind, struct str command, const char *rest)
{
    struct buf key = {0};
    buf_printf(&key, "%s:%.*s%s", kind, STR_ARG(command), rest);
    buf_add_c(b, "    ");
    add_quoted(b, buf_str(&key));
    buf_add_c(b, ") printf '%s\\n'");
    buf_release(&key);
}

static void close_key(struct buf *b)
{
    buf_add_c(b, " ;;\n");
}

/* FILE and DIR, the placeholders of the help, mean names of files and folders. */
static void add_values(struct buf *b, cli_choice_fn *choice, const char *value)
{
    const char *name;
    if (choice != NULL) {
        for (size_t i = 0; (name = choice(i)) != NULL; i++)
            add_word(b, str_from(name), NULL);
    } else if (strcmp(value, "FILE") == 0 || strcmp(value, "DIR") == 0) {
        buf_printf(b, " @%s", value);
    } else {
        buf_add_c(b, " @ANY");
    }
}

static void add_option_values(struct buf *b, struct str command, const struct cli_option *options)
{
    for (const struct cli_option *o = options; o != NULL && o->name != NULL; o++) {
        struct arena *a = arena_new(128);
        if (o->value != NULL) {
            open_key(b, "value", command, arena_printf(a, ":--%s", o->name).p);
            add_values(b, o->choice, o->value);
            close_key(b);
        }
        arena_free(&a);
    }
}

static void add_options(struct buf *b, const struct cli_option *options)
{
    for (const struct cli_option *o = options; o != NULL && o->name != NULL; o++) {
        struct arena *a = arena_new(512);
        add_word(b, arena_printf(a, "--%s", o->name), o->about);
        arena_free(&a);
    }
}

/* COMMAND is all words of a command, the first word of several, or empty. OWN is its options. */
static void add_all_options(struct buf *b, struct str command, const struct cli_option *own)
{
    open_key(b, "options", command, "");
    add_options(b, own);
    add_options(b, cli_common_options);
    close_key(b);
    add_option_values(b, command, own);
    add_option_values(b, command, cli_common_options);
}

static void add_operands(struct buf *b, const struct command *c)
{
    for (int i = 0; c->operands[i].name != NULL; i++) {
        const struct cli_operand *o = &c->operands[i];
        char rest[16] = ":*";
        if (!o->many)
            snprintf(rest, sizeof rest, ":%d", i + 1);
        open_key(b, "operand", str_from(c->name), rest);
        add_values(b, o->choice, o->name);
        close_key(b);
    }
}

static struct str first_word(const struct command *c)
{
    struct str rest = str_from(c->name);
    return str_split(&rest, ' ');
}

/* Adds the first words of commands, and the words that can follow each. */
static void add_groups(struct buf *b)
{
    struct str last = STR_NONE;
    open_key(b, "words", STR_NONE, "");
    for (int i = 0; cli_commands[i] != NULL; i++) {
        struct str word = first_word(cli_commands[i]);
        bool alone = word.n == strlen(cli_commands[i]->name);
        if (!str_eq(word, last))
            add_word(b, word, alone ? cli_commands[i]->summary : NULL);
        last = word;
    }
    close_key(b);
    add_all_options(b, STR_NONE, NULL);
    for (int i = 0; cli_commands[i] != NULL;) {
        struct str group = first_word(cli_commands[i]);
        if (group.n == strlen(cli_commands[i]->name)) {
            i++;
            continue;
        }
        open_key(b, "words", group, "");
        for (; cli_commands[i] != NULL && str_eq(first_word(cli_commands[i]), group); i++)
            add_word(b, str_skip(str_from(cli_commands[i]->name), group.n + 1),
                     cli_commands[i]->summary);
        close_key(b);
        add_all_options(b, group, NULL);
    }
}

static void add_table(struct buf *b)
{
    buf_add_c(b, "_broadsheet_words() {\n    case $1 in\n");
    add_groups(b);
    for (int i = 0; cli_commands[i] != NULL; i++) {
        add_all_options(b, str_from(cli_commands[i]->name), cli_commands[i]->options);
        add_operands(b, cli_commands[i]);
    }
    buf_add_c(b, "    esac\n}\n");
}

/* ---- the command ---- */

static struct str embedded(struct arena *a, const char *shell)
{
    struct str name = arena_printf(a, "src/cli/shell/completion.%s", shell);
    for (size_t i = 0; i < embed_file_count; i++)
        if (str_eq(name, str_from(embed_files[i].name)))
            return str_of(embed_files[i].bytes, embed_files[i].size);
    return STR_NONE;
}

static int run(struct cli *cli)
{
    struct args args;
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    struct arena *a = arena_new(64 * 1024);
    struct str script = embedded(a, args.shell);
    struct buf b = buf_in(a);
    /* The first line stays first: zsh recognises the file by it. */
    size_t first = str_index(script, '\n') + 1;
    buf_add(&b, str_head(script, first));
    add_table(&b);
    buf_add(&b, str_skip(script, first));
    fwrite(b.p, 1, b.n, stdout);
    arena_free(&a);
    return CLI_OK;
}

static const char *shell_choice(size_t i)
{
    static const char *const shells[] = {"bash", "zsh"};
    return i < 2 ? shells[i] : NULL;
}

const struct command command_completion = {
    .name = "completion",
    .summary = "make a shell complete commands",
    .about = "Prints a script with which bash or zsh completes commands, options and their values.",
    .operands = {{"SHELL", .about = "bash or zsh", .offset = offsetof(struct args, shell),
                  .choice = shell_choice}},
    .examples = "  broadsheet completion bash >/usr/share/bash-completion/completions/broadsheet\n"
                "  broadsheet completion zsh >/usr/share/zsh/vendor-completions/_broadsheet\n"
                "  source <(broadsheet completion bash)         for this shell only\n",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
/* `broadsheet setting list`, `get` and `set`: the values of the newsroom's settings pages, by the
 * names under which they are stored. Breaking news is stored as settings, too, but has rules of its
 * own, so only the newsroom can change it (is_offered). */
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "core/site/setting.h"

enum { SETTING_BYTES_MAX = 1 << 21 };

struct args {
    const char *name, *value, *file;
    bool json;
};

static const struct column columns[] = {
    {"name", COLUMN_TEXT, false}, {"value", COLUMN_VALUE, false}, {0}};

static bool is_offered(struct str name)
{
    return !str_starts(name, STR("breaking_"));
}

/* The names, for the shells and for suggestions. */
static const char *setting_choice(size_t i)
{
    const char *name;
    for (size_t at = 0; (name = setting_name(at)) != NULL; at++)
        if (is_offered(str_from(name)) && i-- == 0)
            return name;
    return NULL;
}

/* ---- reading ---- */

static struct cell value_cell(const struct setting_value *v)
{
    enum setting_kind kind;
    if (!setting_kind_of(str_from(v->name), &kind))
        return CELL_TEXT(v->value);
    bool on = str_eq(v->value, STR("1"));
    switch (kind) {
    case SETTING_SWITCH:
        return (struct cell){.text = on ? STR("on") : STR("off"), .n = on, .value = VALUE_SWITCH};
    case SETTING_NUMBER:
        return (struct cell){.text = v->value, .value = VALUE_NUMBER};
    default:
        return CELL_TEXT(v->value);
    }
}

static enum err_kind read_values(struct db *db, struct arena *a, struct setting_value **out,
                                 size_t *n, struct err *e)
{
    struct settings *s;
    TRY(settings_read(db, &s, e));
    *out = settings_values(s, a, n);
    for (size_t i = 0; i < *n; i++)
        (*out)[i].value = arena_dup(a, (*out)[i].value);
    settings_unref(&s);
    return OK;
}

static enum err_kind list(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                          struct problems *p, struct err *e)
{
    (void)cli, (void)p;
    const struct args *args = arg;
    struct setting_value *values;
    size_t n;
    TRY(read_values(db, a, &values, &n, e));
    struct listing *l = listing_begin(columns, args->json ? LISTING_JSON : LISTING_TEXT);
    for (size_t i = 0; i < n; i++)
        if (is_offered(str_from(values[i].name)))
            listing_row(l, (const struct cell[]){CELL_TEXT(str_from(values[i].name)),
                                                 value_cell(&values[i])});
    return listing_end(&l, e);
}

static enum err_kind get(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                         struct problems *p, struct err *e)
{
    (void)cli, (void)p;
    const struct args *args = arg;
    struct setting_value *values;
    size_t n, at = 0;
    TRY(read_values(db, a, &values, &n, e));
    while (at + 1 < n && strcmp(values[at].name, args->name) != 0)
        at++;
    struct cell cell = value_cell(&values[at]);
    if (args->json)
        return listing_show(columns, (const struct cell[]){CELL_TEXT(str_from(args->name)), cell},
                            true, e);
    struct str text = utf8_printable(a, cell.text, UTF8_MANY_LINES);
    printf("%.*s\n", STR_ARG(text));
    return OK;
}

/* ---- setting ---- */

static enum err_kind switch_value(const char *typed, struct str *out, struct err *e)
{
    static const struct {
        const char *typed, *stored;
    } words[] = {{"on", "1"}, {"yes", "1"}, {"true", "1"}, {"1", "1"},
                 {"off", ""}, {"no", ""},   {"false", ""}, {"0", ""}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(typed, words[i].typed) == 0) {
            *out = str_from(words[i].stored);
            return OK;
        }
    return err_set(e, ERR_INVALID, "the value must be on or off, not \"%s\"", typed);
}

/* The value as a form would send it. */
static enum err_kind typed_value(const struct args *args, struct arena *a, struct str *out,
                                 struct err *e)
{
    enum setting_kind kind = SETTING_LINE;
    (void)setting_kind_of(str_from(args->name), &kind);
    struct str raw = str_from(args->value);
    if (args->file != NULL)
        TRY(cli_read_file(a, args->file, SETTING_BYTES_MAX, &raw, e));
    if (kind == SETTING_SWITCH)
        return switch_value(arena_cstr(a, str_trim(raw)), out, e);
    if (!utf8_valid(raw))
        return err_set(e, ERR_INVALID, "the value is not UTF-8 text");
    return utf8_clean(a, raw, kind == SETTING_LINES ? UTF8_MANY_LINES : UTF8_ONE_LINE, out, e);
}

static enum err_kind set(const struct cli *cli, struct db *db, void *arg, struct arena *a,
                         struct problems *p, struct err *e)
{
    const struct args *args = arg;
    struct setting_value value = {.name = args->name};
    if (typed_value(args, a, &value.value, e) != OK)
        return err_wrap(e, "%s", args->name);
    TRY(settings_save(db, &cli_actor, &value, 1, NULL, 0, p, e));
    struct str shown = utf8_printable(a, value_cell(&value).text, UTF8_ONE_LINE);
    cli_print(cli, "%s: %.*s", args->name, STR_ARG(utf8_cut(shown, 200)));
    return OK;
}

/* ---- the commands ---- */

static int run_list(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_READS, list, &args);
}

static int run_get(struct cli *cli)
{
    struct args args = {0};
    return cli_run(cli, CLI_READS, get, &args);
}

static int run_set(struct cli *cli)
{
    struct args args = {0};
    int status;
    if (!cli_parse(cli, &args, &status))
        return status;
    if ((args.value == NULL) == (args.file == NULL))
        return cli_misuse(cli->command, args.value ? "give VALUE or --file, not both"
                                                   : "VALUE is missing (\"\" empties the setting)");
    return cli_with_site(cli, CLI_WRITES, set, &args);
}

static const struct cli_option json_options[] = {
    CLI_OPTION(struct args, json, "json", NULL,
               "print JSON, where numbers are numbers and switches true or false", ),
    {0},
};

const struct command command_setting_list = {
    .name = "setting list",
    .summary = "list the site's settings",
    .about = "Lists all settings with their values. The newsroom and ADMIN-GUIDE.md explain what "
             "each one means.",
    .options = json_options,
    .examples = "  broadsheet setting list\n",
    .run = run_list,
};

const struct command command_setting_get = {
    .name = "setting get",
    .summary = "print the value of one setting",
    .about = "Prints the value of the setting NAME: \"on\" or \"off\" for a switch.",
    .operands = {{"NAME", .offset = offsetof(struct args, name), .choice = setting_choice}},
    .options = json_options,
    .examples = "  broadsheet setting get site_name\n",
    .run = run_get,
};

static const struct cli_option set_options[] = {
    CLI_OPTION(struct args, file, "file", "FILE",
               "read the value from FILE (\"-\": standard input), for values with many lines", ),
    {0},
};

const struct command command_setting_set = {
    .name = "setting set",
    .summary = "change a setting",
    .about = "Sets NAME to VALUE, by the rules of the newsroom's form. Running servers use the new "
             "value within a second. A switch is on or off.",
    .operands = {{"NAME", .offset = offsetof(struct args, name), .choice = setting_choice},
                 {"VALUE", .offset = offsetof(struct args, value), .optional = true}},
    .options = set_options,
    .examples = "  broadsheet setting set site_name \"The Harbour Post\"\n"
                "  broadsheet setting set comments_on off\n"
                "  broadsheet setting set held_words --file words.txt\n",
    .run = run_set,
};

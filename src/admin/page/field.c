/* SPDX-License-Identifier: MIT */
/* Draws the fields of a form from their specifications, and reads them again. A field's mistake and
 * hint are tied to it by ids, so that screen readers read them out with it. */
#include "admin/page/field.h"

struct option_view {
    struct str value, label;
    bool selected;
};
static const struct tpl_field option_fields[] = {
    TPL_FIELD(option_view, "OPTION", TPL_STR, value),
    TPL_FIELD(option_view, "OPTION_LABEL", TPL_STR, label),
    TPL_FIELD(option_view, "SELECTED", TPL_BOOL, selected),
    TPL_END,
};

struct field_view {
    struct str name, label, hint, error, value, type, autocomplete, inputmode, described_by;
    int64_t rows;
    bool is_input, is_text, is_switch, is_choice, is_shown;
    bool mono, is_short, checked, required, optional;
    struct tpl_list options;
};
static const struct tpl_field field_fields[] = {
    TPL_FIELD(field_view, "NAME", TPL_STR, name),
    TPL_FIELD(field_view, "LABEL", TPL_STR, label),
    TPL_FIELD(field_view, "HINT", TPL_STR, hint),
    TPL_FIELD(field_view, "HINT", TPL_IF_TEXT, hint),
    TPL_FIELD(field_view, "ERROR", TPL_STR, error),
    TPL_FIELD(field_view, "ERROR", TPL_IF_TEXT, error),
    TPL_FIELD(field_view, "VALUE", TPL_STR, value),
    TPL_FIELD(field_view, "TYPE", TPL_STR, type),
    TPL_FIELD(field_view, "AUTOCOMPLETE", TPL_STR, autocomplete),
    TPL_FIELD(field_view, "AUTOCOMPLETE", TPL_IF_TEXT, autocomplete),
    TPL_FIELD(field_view, "INPUTMODE", TPL_STR, inputmode),
    TPL_FIELD(field_view, "INPUTMODE", TPL_IF_TEXT, inputmode),
    TPL_FIELD(field_view, "DESCRIBED_BY", TPL_STR, described_by),
    TPL_FIELD(field_view, "DESCRIBED_BY", TPL_IF_TEXT, described_by),
    TPL_FIELD(field_view, "ROWS", TPL_INT, rows),
    TPL_FIELD(field_view, "IS_INPUT", TPL_BOOL, is_input),
    TPL_FIELD(field_view, "IS_TEXT", TPL_BOOL, is_text),
    TPL_FIELD(field_view, "IS_SWITCH", TPL_BOOL, is_switch),
    TPL_FIELD(field_view, "IS_CHOICE", TPL_BOOL, is_choice),
    TPL_FIELD(field_view, "IS_SHOWN", TPL_BOOL, is_shown),
    TPL_FIELD(field_view, "MONO", TPL_BOOL, mono),
    TPL_FIELD(field_view, "SHORT", TPL_BOOL, is_short),
    TPL_FIELD(field_view, "CHECKED", TPL_BOOL, checked),
    TPL_FIELD(field_view, "REQUIRED", TPL_BOOL, required),
    TPL_FIELD(field_view, "OPTIONAL", TPL_BOOL, optional),
    TPL_SUB(field_view, "OPTIONS", TPL_LIST, options, option_fields, sizeof(struct option_view)),
    TPL_END,
};

struct group_view {
    int64_t number;
    struct str legend, about;
    struct tpl_list fields;
};
static const struct tpl_field group_fields[] = {
    TPL_FIELD(group_view, "NUMBER", TPL_INT, number),
    TPL_FIELD(group_view, "LEGEND", TPL_STR, legend),
    TPL_FIELD(group_view, "LEGEND", TPL_IF_TEXT, legend),
    TPL_FIELD(group_view, "ABOUT", TPL_STR, about),
    TPL_FIELD(group_view, "ABOUT", TPL_IF_TEXT, about),
    TPL_SUB(group_view, "FIELDS", TPL_LIST, fields, field_fields, sizeof(struct field_view)),
    TPL_END,
};

struct fields_view {
    struct tpl_list groups;
};
static const struct tpl_field fields_fields[] = {
    TPL_SUB(fields_view, "GROUPS", TPL_LIST, groups, group_fields, sizeof(struct group_view)),
    TPL_END,
};
TPL_TEMPLATE(fields, "admin/fields.tpl", fields_view, fields_fields);

/* The attributes of each kind of field that is an <input>. */
static const struct {
    const char *type, *autocomplete, *inputmode;
    bool is_short;
} inputs[] = {
    [FIELD_LINE] = {"text", "off", "", false},
    [FIELD_EMAIL] = {"email", "off", "", false},
    [FIELD_URL] = {"url", "off", "", false},
    [FIELD_NUMBER] = {"number", "off", "numeric", true},
    [FIELD_TIME] = {"datetime-local", "off", "", true},
    [FIELD_PASSWORD] = {"password", "current-password", "", false},
    [FIELD_NEW_PASSWORD] = {"password", "new-password", "", false},
};
enum { INPUTS = sizeof inputs / sizeof inputs[0] };

static struct tpl_list options_make(struct arena *a, const struct field_value *value)
{
    struct option_view *options = ARENA_ARRAY(a, struct option_view, value->n_options);
    for (size_t i = 0; i < value->n_options; i++)
        options[i] = (struct option_view){value->options[i].value, value->options[i].label,
                                          str_eq(value->options[i].value, value->value)};
    return (struct tpl_list){options, value->n_options};
}

/* The ids of the field's hint and error, for aria-describedby. */
static struct str described_by(struct arena *a, const struct field_view *v)
{
    struct buf b = buf_in(a);
    if (!str_empty(v->hint))
        buf_printf(&b, "f-%.*s-hint", STR_ARG(v->name));
    if (!str_empty(v->error))
        buf_printf(&b, "%sf-%.*s-error", b.n ? " " : "", STR_ARG(v->name));
    return buf_str(&b);
}

static struct field_view field_make(struct context *c, const struct field_spec *spec,
                                    const struct field_value *value, const struct problems *p)
{
    struct field_view v = {
        .name = str_from(spec->name),
        .label = say(c, spec->label),
        .hint = str_empty(value->hint) ? say(c, spec->hint) : value->hint,
        .error = say_problem(c, p, spec->name),
        .value = value->value,
        .rows = spec->rows,
        .required = spec->required,
        .optional = spec->optional,
        .is_input = spec->kind < (enum field_kind)INPUTS,
        .is_text = spec->kind == FIELD_TEXT || spec->kind == FIELD_CODE,
        .mono = spec->kind == FIELD_CODE,
        .is_switch = spec->kind == FIELD_SWITCH,
        .checked = !str_empty(value->value),
        .is_choice = spec->kind == FIELD_CHOICE,
        .is_shown = spec->kind == FIELD_SHOWN,
    };
    if (v.is_input) {
        v.type = str_from(inputs[spec->kind].type);
        v.autocomplete = str_from(inputs[spec->kind].autocomplete);
        v.inputmode = str_from(inputs[spec->kind].inputmode);
        v.is_short = inputs[spec->kind].is_short;
    }
    if (v.is_choice)
        v.options = options_make(c->arena, value);
    v.described_by = described_by(c->arena, &v);
    return v;
}

struct tpl_include fields_include(struct context *c, const struct field_spec *specs,
                                  const struct field_value *values, size_t n,
                                  const struct problems *p)
{
    struct fields_view *all = ARENA_NEW(c->arena, struct fields_view);
    struct field_view *fields = ARENA_ARRAY(c->arena, struct field_view, n);
    struct group_view *groups = ARENA_ARRAY(c->arena, struct group_view, n);
    struct group_view *group = NULL;
    for (size_t i = 0; i < n; i++) {
        fields[i] = field_make(c, &specs[i], &values[i], p);
        if (group == NULL || specs[i].legend != NULL) {
            group = &groups[all->groups.n++];
            *group = (struct group_view){
                .number = (int64_t)all->groups.n,
                .legend = say(c, specs[i].legend),
                .about = say(c, specs[i].about),
                .fields = {&fields[i], 0},
            };
        }
        group->fields.n++;
    }
    all->groups.items = groups;
    return tpl_fields(all);
}

/* ---- the summary ---- */

struct problem_view {
    struct str field, text;
};
static const struct tpl_field problem_fields[] = {
    TPL_FIELD(problem_view, "FIELD", TPL_STR, field),
    TPL_FIELD(problem_view, "TEXT", TPL_STR, text),
    TPL_END,
};

struct summary_view {
    struct str title;
    bool any;
    struct tpl_list problems;
};
static const struct tpl_field summary_fields[] = {
    TPL_FIELD(summary_view, "SUMMARY_TITLE", TPL_STR, title),
    TPL_FIELD(summary_view, "ANY", TPL_BOOL, any),
    TPL_SUB(summary_view, "PROBLEMS", TPL_LIST, problems, problem_fields,
            sizeof(struct problem_view)),
    TPL_END,
};
TPL_TEMPLATE(summary, "admin/summary.tpl", summary_view, summary_fields);

struct tpl_include summary_include(struct context *c, struct str title, const struct problems *p)
{
    size_t n = p ? (size_t)p->n : 0;
    if (n == 0 && str_empty(title))
        return (struct tpl_include){0};
    struct summary_view *v = ARENA_NEW(c->arena, struct summary_view);
    struct problem_view *items = ARENA_ARRAY(c->arena, struct problem_view, n);
    for (size_t i = 0; i < n; i++)
        items[i] =
            (struct problem_view){str_from(p->item[i].field), say_problem(c, p, p->item[i].field)};
    *v = (struct summary_view){
        .title = str_empty(title) ? say(c, "This has not been saved yet") : title,
        .any = n > 0,
        .problems = {items, n},
    };
    return tpl_summary(v);
}

void fields_read(struct context *c, const struct field_spec *specs, struct field_value *values,
                 size_t n, struct problems *p)
{
    for (size_t i = 0; i < n; i++) {
        enum utf8_lines lines = UTF8_ONE_LINE;
        switch (specs[i].kind) {
        case FIELD_PASSWORD:
        case FIELD_NEW_PASSWORD:
        case FIELD_SHOWN:
            continue;
        case FIELD_SWITCH:
            values[i].value = form_checked(&c->form, specs[i].name) ? STR("1") : STR_NONE;
            continue;
        case FIELD_TEXT:
        case FIELD_CODE:
            lines = UTF8_MANY_LINES;
            break;
        default:
            break;
        }
        values[i].value = form_text(&c->form, specs[i].name, lines, SIZE_MAX, c->arena, p);
    }
}

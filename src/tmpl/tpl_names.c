/* SPDX-License-Identifier: MIT */
/* Walks a template's text marker by marker and keeps the tables of the open sections, innermost
 * last, so that each name is looked up as the engine looks it up. The content of an unknown section
 * is never shown, so its names are not reported as well. */
#include "tmpl/tpl_names.h"

#include "tmpl/tpl.h"
#include "tmpl/tpl_files.h"
#include "tmpl/tpl_text.h"

/* All declarations of TPL_TEMPLATE lie between these two; the linker defines both names, and
 * neither where there are none (weak: a unit test without pages). */
extern const struct tpl_known *const __start_tpl_known[] __attribute__((weak));
extern const struct tpl_known *const __stop_tpl_known[] __attribute__((weak));

enum { SECTIONS_DEEP = 64 };

struct walk {
    const char *file;
    tpl_report_fn *report;
    void *arg;
    struct arena *arena;
    struct {
        struct str name;
        const struct tpl_field *fields; /* NULL: the section has no table of its own */
    } open[SECTIONS_DEEP];
    size_t n_open;
    size_t unknown; /* open sections that are unknown, or lie inside an unknown one */
};

static const struct tpl_field *fields_of(const char *file)
{
    for (const struct tpl_known *const *k = __start_tpl_known; k < __stop_tpl_known; k++)
        if (strcmp((*k)->file, file) == 0)
            return (*k)->fields;
    return NULL;
}

static void report_problem(struct walk *w, const char *what)
{
    w->report(w->arg, arena_printf(w->arena, "%s: %s", w->file, what).p);
}

/* ---- names ---- */

enum marker { MARK_VARIABLE, MARK_SECTION, MARK_INCLUDE };

static enum marker marker_of(enum tpl_kind kind)
{
    switch (kind) {
    case TPL_BOOL:
    case TPL_IF_TEXT:
    case TPL_LIST:
    case TPL_VIEW:
        return MARK_SECTION;
    case TPL_INCLUDE:
        return MARK_INCLUDE;
    default:
        return MARK_VARIABLE;
    }
}

static const struct tpl_field *find_field(const struct walk *w, struct str name, enum marker marker)
{
    for (size_t i = w->n_open; i-- > 0;)
        for (const struct tpl_field *f = w->open[i].fields; f != NULL && f->name != NULL; f++)
            if (str_eq(str_from(f->name), name) && marker_of(f->kind) == marker)
                return f;
    return NULL;
}

/* Names that the engine itself defines. */
static bool is_built_in(const struct walk *w, struct str name, enum marker marker)
{
    if (marker == MARK_VARIABLE)
        return str_eq(name, STR("BI_SPACE")) || str_eq(name, STR("BI_NEWLINE"));
    struct str around = w->open[w->n_open - 1].name, end = STR("_separator");
    return marker == MARK_SECTION && around.n > 0 && name.n == around.n + end.n &&
           str_starts(name, around) && str_ends(name, end);
}

static void open_section(struct walk *w, struct str name, const struct tpl_field *fields)
{
    if (w->n_open == SECTIONS_DEEP) {
        w->unknown++;
        return;
    }
    w->open[w->n_open].name = name;
    w->open[w->n_open++].fields = fields;
}

static void check_name(struct walk *w, struct str name, enum marker marker, size_t line)
{
    static const char *const words[] = {[MARK_VARIABLE] = "variable {{",
                                        [MARK_SECTION] = "section {{#",
                                        [MARK_INCLUDE] = "include {{>"};
    if (w->unknown > 0) {
        w->unknown += marker == MARK_SECTION;
        return;
    }
    const struct tpl_field *field = find_field(w, name, marker);
    bool known = field != NULL || is_built_in(w, name, marker);
    if (!known)
        report_problem(w, arena_printf(w->arena, "line %zu: there is no %s%.*s}} here", line,
                                       words[marker], STR_ARG(name))
                              .p);
    if (marker != MARK_SECTION)
        return;
    if (known)
        open_section(w, name, field != NULL ? field->sub : NULL);
    else
        w->unknown++;
}

static void close_section(struct walk *w)
{
    if (w->unknown > 0)
        w->unknown--;
    else if (w->n_open > 1)
        w->n_open--;
}

/* INSIDE is the text between the braces. */
static void read_marker(struct walk *w, struct str inside, size_t line)
{
    struct str rest = str_skip(inside, 1), name = inside;
    if (str_starts(inside, STR("_")) || str_eq(inside, STR("/_")))
        return; /* the marks of messages (tpl_message.h) */
    switch (inside.n > 0 ? inside.p[0] : '!') {
    case '!':
    case '%':
        return;
    case '/':
        close_section(w);
        return;
    case '#':
        check_name(w, rest, MARK_SECTION, line);
        return;
    case '>':
        check_name(w, str_split(&rest, ':'), MARK_INCLUDE, line);
        return;
    default:
        check_name(w, str_split(&name, ':'), MARK_VARIABLE, line); /* without its modifiers */
    }
}

void tpl_names_check_text(const char *file, struct str text, tpl_report_fn *report, void *arg)
{
    struct walk w = {
        .file = file, .report = report, .arg = arg, .arena = arena_new(1024), .n_open = 1};
    w.open[0].fields = fields_of(file);
    if (w.open[0].fields == NULL)
        report_problem(&w, "no page uses a template of this name");
    size_t line = 1, from = 0, at;
    struct str inside;
    for (size_t end;
         w.open[0].fields != NULL && (end = tpl_text_marker(text, from, &at, &inside)) > 0;
         from = end) {
        line += tpl_text_lines(str_of(text.p + from, at - from));
        read_marker(&w, inside, line);
        line += tpl_text_lines(inside);
    }
    arena_free(&w.arena);
}

enum err_kind tpl_names_check(const char *dir, tpl_report_fn *report, void *arg, struct err *e)
{
    struct tpl_file *f = NULL;
    struct arena *a = arena_new(64 * 1024);
    enum err_kind kind = tpl_files_read(a, dir, ".tpl", true, &f, e);
    for (; kind == OK && f != NULL; f = f->next)
        tpl_names_check_text(f->name, f->text, report, arg);
    arena_free(&a);
    return kind;
}

/* SPDX-License-Identifier: MIT */
/* Checks a template's text, rewrites it for the engine, and finds the line of an error.
 *
 * The engine does not tell the line, so it is found by bisection: the engine parses the text up to
 * some line, with all sections that are open there closed. The line sought is the first one at
 * which it refuses. */
#include "tmpl/tpl_text.h"

enum { NESTED_MAX = 64 };

#define PRAGMA "{{%AUTOESCAPE context=\""

/* A place where the text may be cut: the end of a line that is not inside a marker. LINE is where
 * the piece before it begins (a marker may span lines). */
struct cut {
    size_t end, line;
};

struct scan {
    struct {
        struct str name;
        size_t line;
    } open[NESTED_MAX]; /* the sections that are open at the end */
    size_t n_open;
    size_t too_deep_line; /* where sections are nested too deeply; 0: nowhere */
    struct cut *cuts;     /* NULL: cuts are not recorded */
    size_t n_cuts;
};

size_t tpl_text_lines(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

/* Opens or closes a section, as the marker with this inside ("#NAME", "/NAME") says. */
static void scan_marker(struct scan *s, struct str inside, size_t line)
{
    struct str name = str_skip(inside, 1);
    if (inside.n == 0)
        return;
    if (inside.p[0] == '/' && s->n_open > 0 && str_eq(s->open[s->n_open - 1].name, name)) {
        s->n_open--;
    } else if (inside.p[0] == '#' && s->n_open < NESTED_MAX) {
        s->open[s->n_open].name = name;
        s->open[s->n_open++].line = line;
    } else if (inside.p[0] == '#' && s->too_deep_line == 0) {
        s->too_deep_line = line;
    }
}

size_t tpl_text_marker(struct str text, size_t from, size_t *at, struct str *inside)
{
    *at = from + str_find(str_skip(text, from), STR("{{"));
    while (*at + 2 < text.n && text.p[*at + 2] == '{')
        ++*at; /* the engine takes the last two of several braces */
    *inside = str_skip(text, *at + 2);
    size_t n = str_find(*inside, STR("}}"));
    if (n == inside->n)
        return 0;
    inside->n = n;
    return *at + n + 4;
}

static void scan_text(struct scan *s, struct str text)
{
    size_t line = 1, begins_on = 1, i = 0, at, end;
    struct str inside;
    do {
        end = tpl_text_marker(text, i, &at, &inside);
        for (; i < at; i++) {
            if (text.p[i] != '\n')
                continue;
            if (s->cuts != NULL)
                s->cuts[s->n_cuts++] = (struct cut){i + 1, begins_on};
            begins_on = ++line;
        }
        if (end > 0)
            scan_marker(s, inside, line);
        line += tpl_text_lines(inside);
        i = end;
    } while (end > 0);
    if (s->cuts != NULL)
        s->cuts[s->n_cuts++] = (struct cut){text.n, begins_on};
}

enum err_kind tpl_text_check(struct str text, struct err *e)
{
    if (!str_starts(text, STR(PRAGMA)))
        return err_set(e, ERR_INVALID, "line 1: a template must begin with %sHTML\"}}", PRAGMA);
    size_t line = 1;
    for (size_t i = 0; i < text.n; i++) {
        struct str rest = str_skip(text, i);
        unsigned char c = (unsigned char)text.p[i];
        line += c == '\n';
        if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
            return err_set(e, ERR_INVALID, "line %zu: contains a control character", line);
        if (str_starts(rest, STR("{{=")))
            return err_set(e, ERR_INVALID, "line %zu: the markers {{ and }} cannot be changed",
                           line);
        if (i > 0 && str_starts(rest, STR("{{%")))
            return err_set(e, ERR_INVALID,
                           "line %zu: {{%% may stand only once, at the beginning of the file",
                           line);
    }
    struct scan s = {.n_open = 0};
    scan_text(&s, text);
    if (s.too_deep_line > 0)
        return err_set(e, ERR_INVALID, "line %zu: sections are nested more than %d deep",
                       s.too_deep_line, NESTED_MAX);
    return OK;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_plain_variable(struct str inside)
{
    for (size_t i = 0; i < inside.n; i++) {
        char c = inside.p[i];
        if (!(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
            c != '_')
            return false;
    }
    return inside.n > 0 && !str_starts(inside, STR("BI_")); /* names of the engine's own */
}

/* Whether the part of TEXT from AT to END is alone on its line. */
static bool is_alone_on_line(struct str text, size_t at, size_t end)
{
    while (at > 0 && is_blank(text.p[at - 1]))
        at--;
    while (end < text.n && is_blank(text.p[end]))
        end++;
    return at > 0 && text.p[at - 1] == '\n' && (end == text.n || text.p[end] == '\n');
}

/* The engine indents every line of an include like the marker's own line; an empty comment before
 * the marker prevents that. A marker alone on its line does not need one, since the engine drops
 * the white space around it. Without MODIFIERS it makes the probe. Returns the number of plain
 * variables. */
static size_t rewrite(struct str text, const char *const *modifiers, struct buf *out)
{
    size_t variables = 0, from = 0, at;
    struct str inside;
    for (size_t end; (end = tpl_text_marker(text, from, &at, &inside)) > 0; from = end) {
        buf_add(out, str_of(text.p + from, at - from));
        if (is_plain_variable(inside)) {
            if (modifiers == NULL)
                buf_printf(out, "{{TPL_PROBE_%zu}}", variables);
            else
                buf_printf(out, "{{%.*s%s}}", STR_ARG(inside), modifiers[variables]);
            variables++;
            continue;
        }
        if (str_starts(inside, STR(">")) && !is_alone_on_line(text, at, end))
            buf_add_c(out, "{{!}}");
        buf_add(out, str_of(text.p + at, end - at));
    }
    buf_add(out, str_skip(text, from));
    return variables;
}

size_t tpl_text_probe(struct str text, struct buf *out)
{
    return rewrite(text, NULL, out);
}

void tpl_text_prepare(struct str text, const char *const *modifiers, struct buf *out)
{
    rewrite(text, modifiers, out);
}

/* Whether the engine refuses TEXT up to END, with its open sections closed. */
static bool is_refused(struct str text, size_t end, tpl_parses_fn *parses)
{
    struct scan s = {.n_open = 0};
    struct buf piece = {0};
    buf_add(&piece, str_head(text, end));
    scan_text(&s, str_head(text, end));
    while (s.n_open-- > 0)
        buf_printf(&piece, "{{/%.*s}}", STR_ARG(s.open[s.n_open].name));
    bool refused = !parses(buf_str(&piece));
    buf_release(&piece);
    return refused;
}

size_t tpl_text_failing_line(struct str text, tpl_parses_fn *parses)
{
    struct arena *a = arena_new(4096);
    struct scan s = {.cuts = ARENA_ARRAY(a, struct cut, tpl_text_lines(text) + 1)};
    scan_text(&s, text);
    size_t low = 0, high = s.n_cuts - 1;
    size_t line;
    if (s.n_open > 0 && !is_refused(text, text.n, parses)) {
        line = s.open[s.n_open - 1].line; /* the only error: this section is never closed */
    } else {
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (is_refused(text, s.cuts[middle].end, parses))
                high = middle;
            else
                low = middle + 1;
        }
        line = s.cuts[low].line;
    }
    arena_free(&a);
    return line;
}

/* SPDX-License-Identifier: MIT */
/* The failing line is searched by halving: the engine is given the text up to some line, with the
 * sections closed that are open there. The first line with which it refuses that is the one. */
#include "tmpl/tpl_text.h"

enum { NESTED_MAX = 64 };

#define PRAGMA "{{%AUTOESCAPE context=\""

/* A place where the text may be cut: after a line that does not end in a marker. What stands before
 * it begins on LINE. */
struct cut {
    size_t end, line;
};

struct scan {
    struct {
        struct str name;
        size_t line;
    } open[NESTED_MAX]; /* the sections that are open at the end */
    size_t n_open;
    size_t too_deep_line; /* 0: nowhere */
    struct cut *cuts;     /* NULL: not wanted */
    size_t n_cuts;
};

static size_t count_lines(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

/* Takes account of a marker's inside ("#NAME", "/NAME", ...). */
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

static void scan_text(struct scan *s, struct str text)
{
    size_t line = 1, begins_on = 1;
    for (size_t i = 0; i < text.n;) {
        struct str rest = str_skip(text, i);
        if (str_starts(rest, STR("{{"))) {
            struct str inside = str_skip(rest, 2);
            size_t n = str_find(inside, STR("}}"));
            if (n == inside.n)
                break; /* it never ends */
            inside.n = n;
            scan_marker(s, inside, line);
            line += count_lines(inside);
            i += n + 4;
        } else {
            i++;
            if (rest.p[0] != '\n')
                continue;
            if (s->cuts != NULL)
                s->cuts[s->n_cuts++] = (struct cut){i, begins_on};
            begins_on = ++line;
        }
    }
    if (s->cuts != NULL)
        s->cuts[s->n_cuts++] = (struct cut){text.n, begins_on};
}

enum err_kind tpl_text_check(struct str text, struct err *e)
{
    if (!str_starts(text, STR(PRAGMA)))
        return err_set(e, ERR_INVALID, "line 1: a template begins with %sHTML\"}}", PRAGMA);
    size_t line = 1;
    for (size_t i = 0; i < text.n; i++) {
        struct str rest = str_skip(text, i);
        unsigned char c = (unsigned char)text.p[i];
        line += c == '\n';
        if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
            return err_set(e, ERR_INVALID, "line %zu: a control character", line);
        if (str_starts(rest, STR("{{=")))
            return err_set(e, ERR_INVALID, "line %zu: {{ and }} cannot be changed", line);
        if (i > 0 && str_starts(rest, STR("{{%")))
            return err_set(e, ERR_INVALID, "line %zu: {{%% stands once, at the beginning", line);
    }
    struct scan s = {.n_open = 0};
    scan_text(&s, text);
    if (s.too_deep_line > 0)
        return err_set(e, ERR_INVALID, "line %zu: more than %d sections in sections",
                       s.too_deep_line, NESTED_MAX);
    return OK;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* An empty comment before an include keeps the engine from indenting it; one alone on its line is
 * safe, for the engine drops the white space around it. */
void tpl_text_prepare(struct str text, struct buf *out)
{
    for (size_t at; (at = str_find(text, STR("{{>"))) < text.n;) {
        size_t first = at;
        while (first > 0 && is_blank(text.p[first - 1]))
            first--;
        size_t next = at + str_find(str_skip(text, at), STR("}}")) + 2;
        while (next < text.n && is_blank(text.p[next]))
            next++;
        bool alone =
            first > 0 && text.p[first - 1] == '\n' && (next >= text.n || text.p[next] == '\n');
        buf_add(out, str_head(text, at));
        buf_add_c(out, alone ? "{{>" : "{{!}}{{>");
        text = str_skip(text, at + 3);
    }
    buf_add(out, text);
}

static bool refused(struct str text, size_t end, tpl_parses_fn *parses)
{
    struct scan s = {.n_open = 0};
    struct buf piece = {0};
    buf_add(&piece, str_head(text, end));
    scan_text(&s, str_head(text, end));
    while (s.n_open-- > 0)
        buf_printf(&piece, "{{/%.*s}}", STR_ARG(s.open[s.n_open].name));
    bool no = !parses(buf_str(&piece));
    buf_release(&piece);
    return no;
}

size_t tpl_text_failing_line(struct str text, tpl_parses_fn *parses)
{
    struct arena *a = arena_new(4096);
    struct scan s = {.cuts = ARENA_ARRAY(a, struct cut, count_lines(text) + 1)};
    scan_text(&s, text);
    size_t low = 0, high = s.n_cuts - 1;
    size_t line;
    if (s.n_open > 0 && !refused(text, text.n, parses)) {
        line = s.open[s.n_open - 1].line; /* all that is wrong is that this one is never closed */
    } else {
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (refused(text, s.cuts[middle].end, parses))
                high = middle;
            else
                low = middle + 1;
        }
        line = s.cuts[low].line;
    }
    arena_free(&a);
    return line;
}

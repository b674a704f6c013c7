/* SPDX-License-Identifier: MIT */
#include "text/footnotes.h"

#include "base/buf.h"

enum { NOTES_MAX = 200, LABEL_MAX = 40 };

/* The length of "[^label]" at the beginning of S; 0 where there is none. */
static size_t call_length(struct str s, struct str *label)
{
    if (!str_starts(s, STR("[^")))
        return 0;
    size_t end = str_index(str_head(s, LABEL_MAX + 3), ']');
    if (end == LABEL_MAX + 3)
        return 0;
    *label = str_head(str_skip(s, 2), end < s.n ? end - 2 : 0);
    if (label->n == 0 || label->n > LABEL_MAX || str_index(*label, ' ') < label->n ||
        str_index(*label, '\n') < label->n || str_index(*label, '[') < label->n)
        return 0;
    return end + 1;
}

/* Whether LINE begins a definition. */
static bool is_definition(struct str line, struct str *label, struct str *text)
{
    size_t n = call_length(line, label);
    if (n == 0 || n >= line.n || line.p[n] != ':')
        return false;
    *text = str_trim(str_skip(line, n + 1));
    return true;
}

static bool is_fence(struct str line)
{
    size_t indent = 0;
    while (indent < line.n && indent < 4 && line.p[indent] == ' ')
        indent++;
    line = str_skip(line, indent);
    return indent < 4 && (str_starts(line, STR("```")) || str_starts(line, STR("~~~")));
}

static bool goes_on(struct str line)
{
    return str_starts(line, STR("  ")) || str_starts(line, STR("\t"));
}

static struct footnote *find(const struct footnotes *notes, struct str label)
{
    const size_t *i = str_map_find(&notes->labels, label);
    return i != NULL ? &notes->items[*i] : NULL;
}

/* Whether S may call for a note: most texts do not. */
static bool may_call(struct str s)
{
    for (size_t at; (at = str_index(s, '[')) < s.n; s = str_skip(s, at + 1))
        if (str_starts(str_skip(s, at), STR("[^")))
            return true;
    return false;
}

struct str footnotes_take(struct arena *a, struct str source, struct footnotes *out)
{
    *out = (struct footnotes){0};
    if (!may_call(source))
        return source;
    out->items = ARENA_ARRAY(a, struct footnote, NOTES_MAX);
    struct buf text = buf_in(a);
    struct footnote *open = NULL; /* whose definition the line before belongs to */
    struct buf note = buf_in(a);  /* its text, where it has more than one line */
    bool in_code = false;
    for (size_t nth = 1; source.p != NULL; nth++) {
        struct str line = str_split(&source, '\n'), label, first;
        if (is_fence(line))
            in_code = !in_code;
        if (!in_code && out->n < NOTES_MAX && is_definition(line, &label, &first) &&
            find(out, label) == NULL) {
            *str_map_at(&out->labels, a, label) = out->n;
            open = &out->items[out->n++];
            note = buf_in(a);
            *open = (struct footnote){.label = label, .text = first, .line = nth, .lines = 1};
            continue;
        }
        if (!in_code && open != NULL && goes_on(line)) {
            if (note.n == 0)
                buf_add(&note, open->text);
            buf_add_char(&note, '\n');
            buf_add(&note, str_trim(line));
            open->text = buf_str(&note);
            open->lines++;
            continue;
        }
        open = NULL;
        buf_add(&text, line);
        if (source.p != NULL)
            buf_add_char(&text, '\n');
    }
    return buf_str(&text);
}

struct footnote *footnote_called(struct footnotes *notes, struct str text, size_t *n)
{
    struct str label;
    *n = call_length(text, &label);
    struct footnote *note = *n > 0 ? find(notes, label) : NULL;
    if (note != NULL && note->number == 0)
        note->number = ++notes->called;
    return note;
}

size_t footnotes_source_line(const struct footnotes *notes, size_t nth)
{
    for (size_t i = 0; i < notes->n && notes->items[i].line <= nth; i++)
        nth += notes->items[i].lines;
    return nth;
}

const struct footnote *footnote_numbered(const struct footnotes *notes, int number)
{
    const struct footnote *note = notes->items;
    while (note->number != number)
        note++;
    return note;
}

/* SPDX-License-Identifier: MIT */
/* Definitions are collected line by line before md4c sees the text; references are found by the
 * renderer while it goes through running text. NOTES_MAX bounds the labels, whose map has an
 * unkeyed hash. */
#include "text/footnotes.h"

#include "base/buf.h"

enum { NOTES_MAX = 200, LABEL_MAX = 40 };

/* The length of "[^label]" at the beginning of S; 0 if there is none. */
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

/* True if LINE begins a definition; sets *label and *text. */
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

static bool is_continuation(struct str line)
{
    return str_starts(line, STR("  ")) || str_starts(line, STR("\t"));
}

static struct footnote *footnote_find(const struct footnotes *notes, struct str label)
{
    const size_t *i = str_map_find(&notes->labels, label);
    return i != NULL ? &notes->items[*i] : NULL;
}

/* A quick check: most texts contain no "[^" and need no further work. */
static bool may_have_notes(struct str s)
{
    for (size_t at; (at = str_index(s, '[')) < s.n; s = str_skip(s, at + 1))
        if (str_starts(str_skip(s, at), STR("[^")))
            return true;
    return false;
}

struct str footnotes_extract(struct arena *a, struct str source, struct footnotes *out)
{
    *out = (struct footnotes){0};
    if (!may_have_notes(source))
        return source;
    out->items = ARENA_ARRAY(a, struct footnote, NOTES_MAX);
    struct buf text = buf_in(a);
    struct footnote *open = NULL; /* the note that the line before belongs to */
    struct buf note = buf_in(a);  /* that note's text, if it has more than one line */
    bool in_code = false;
    for (size_t nth = 1; source.p != NULL; nth++) {
        struct str line = str_split(&source, '\n'), label, first;
        if (is_fence(line))
            in_code = !in_code;
        if (!in_code && out->n < NOTES_MAX && is_definition(line, &label, &first) &&
            footnote_find(out, label) == NULL) {
            *str_map_at(&out->labels, a, label) = out->n;
            open = &out->items[out->n++];
            note = buf_in(a);
            *open = (struct footnote){.label = label, .text = first, .line = nth, .lines = 1};
            continue;
        }
        if (!in_code && open != NULL && is_continuation(line)) {
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

struct footnote *footnote_by_call(struct footnotes *notes, struct str text, size_t *n)
{
    struct str label;
    *n = call_length(text, &label);
    struct footnote *note = *n > 0 ? footnote_find(notes, label) : NULL;
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

const struct footnote *footnote_by_number(const struct footnotes *notes, int number)
{
    const struct footnote *note = notes->items;
    while (note->number != number)
        note++;
    return note;
}

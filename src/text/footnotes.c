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

enum { INDENT_MIN = 2, INDENT_MAX = 4 };

/* The width of LINE's indentation, up to INDENT_MAX. A tab takes all of it. */
static size_t indentation(struct str line)
{
    size_t n = 0;
    while (n < line.n && n < INDENT_MAX && line.p[n] == ' ')
        n++;
    return n < line.n && line.p[n] == '\t' ? INDENT_MAX : n;
}

/* LINE without the indentation of a note whose lines are indented by WIDTH. */
static struct str without_indentation(struct str line, size_t width)
{
    size_t n = 0;
    while (n < line.n && n < width && line.p[n] == ' ')
        n++;
    return str_skip(line, n < width && n < line.n && line.p[n] == '\t' ? n + 1 : n);
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

/* The note that is open while its lines are read. */
struct open_note {
    struct footnote *note; /* NULL: none is */
    struct buf text;       /* of a note with more than one line */
    size_t blank;          /* blank lines since the note's last line */
    size_t width;          /* of its lines' indentation; 0 before the first */
};

/* Adds LINE to the open note. False if LINE does not belong to it. A blank line is only counted: it
 * belongs to the note if an indented line follows. */
static bool note_continue(struct open_note *open, struct str line)
{
    if (open->note == NULL)
        return false;
    size_t width = indentation(line);
    if (width == line.n || str_trim(line).n == 0) {
        open->blank++;
        return true;
    }
    if (width < INDENT_MIN)
        return false;
    if (open->width == 0)
        open->width = width;
    if (open->text.n == 0)
        buf_add(&open->text, open->note->text);
    for (; open->blank > 0; open->blank--, open->note->lines++)
        buf_add_char(&open->text, '\n');
    buf_add_char(&open->text, '\n');
    buf_add(&open->text, without_indentation(line, open->width));
    open->note->text = buf_str(&open->text);
    open->note->lines++;
    return true;
}

/* Closes the note. The blank lines behind it belong to TEXT. */
static void note_close(struct open_note *open, struct buf *text)
{
    for (; open->blank > 0; open->blank--)
        buf_add_char(text, '\n');
    open->note = NULL;
}

struct str footnotes_extract(struct arena *a, struct str source, struct footnotes *out)
{
    *out = (struct footnotes){0};
    if (!may_have_notes(source))
        return source;
    out->items = ARENA_ARRAY(a, struct footnote, NOTES_MAX);
    struct buf text = buf_in(a);
    struct open_note open = {0};
    bool in_code = false;
    for (size_t nth = 1; source.p != NULL; nth++) {
        struct str line = str_split(&source, '\n'), label, first;
        if (!in_code && note_continue(&open, line))
            continue;
        note_close(&open, &text);
        if (is_fence(line))
            in_code = !in_code;
        if (!in_code && out->n < NOTES_MAX && is_definition(line, &label, &first) &&
            footnote_find(out, label) == NULL) {
            *str_map_at(&out->labels, a, label) = out->n;
            open = (struct open_note){.note = &out->items[out->n++], .text = buf_in(a)};
            *open.note = (struct footnote){.label = label, .text = first, .line = nth, .lines = 1};
            continue;
        }
        buf_add(&text, line);
        if (source.p != NULL)
            buf_add_char(&text, '\n');
    }
    return buf_str(&text);
}

size_t footnote_call_length(const struct footnotes *notes, struct str text)
{
    struct str label;
    size_t n = call_length(text, &label);
    return n > 0 && footnote_find(notes, label) != NULL ? n : 0;
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

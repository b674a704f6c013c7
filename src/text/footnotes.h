/* SPDX-License-Identifier: MIT */
/* Footnotes, which md4c does not support. `[^label]` in the text refers to the note defined by a
 * line `[^label]: Text of the note.` anywhere in the text. Lines below that are indented by two
 * spaces or more continue the note; after a blank line they are its next paragraph. Notes are
 * numbered in the order of their first reference. A note that nothing refers to is not shown, and a
 * reference to a note that does not exist stays as typed. */
#ifndef TEXT_FOOTNOTES_H
#define TEXT_FOOTNOTES_H

#include "base/str_map.h"

struct footnote {
    struct str label, text; /* Markdown */
    int number;             /* from 1; 0: nothing refers to it yet */
    int calls;              /* references so far; counted by the renderer */
    size_t line, lines;     /* the definition's first line in the source, from 1, and its length */
};

struct footnotes {
    struct footnote *items;
    size_t n;
    struct str_map labels; /* from a label to its index in ITEMS */
    int called;            /* how many have a number */
};

/* Moves the definitions of notes from SOURCE to *out and returns the rest, in A; SOURCE itself if
 * it contains none. Fenced code contains no definitions. */
struct str footnotes_extract(struct arena *a, struct str source, struct footnotes *out);
/* The note that the reference at the beginning of TEXT (a '[') refers to. Numbers the note, and
 * sets *n to the reference's length. NULL if TEXT does not begin with a reference, or there is no
 * such note. */
struct footnote *footnote_by_call(struct footnotes *notes, struct str text, size_t *n);
/* The length of the reference at the beginning of TEXT; 0 if it is none, or there is no such note.
 * The note gets no number. */
size_t footnote_call_length(const struct footnotes *notes, struct str text);
/* The line of the source, from 1, that became line NTH of the text without the definitions. */
size_t footnotes_source_line(const struct footnotes *notes, size_t nth);
/* The note with NUMBER, which must have been given out. */
const struct footnote *footnote_by_number(const struct footnotes *notes, int number);

#endif

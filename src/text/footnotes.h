/* SPDX-License-Identifier: MIT */
/* Footnotes, which md4c does not know: `[^label]` in the text calls for the note that a line
 * `[^label]: Text of the note.` defines, wherever it stands; indented lines below go on with it. A
 * note is numbered when it is first called for; one that nothing calls for is not shown, and a call
 * for a note that is not there stays as typed. */
#ifndef TEXT_FOOTNOTES_H
#define TEXT_FOOTNOTES_H

#include "base/str_map.h"

struct footnote {
    struct str label, text; /* Markdown */
    int number;             /* from 1; 0: not called for yet */
    int calls;              /* kept by the renderer */
    size_t line, lines;     /* of its definition in the source, from 1, and how many it has */
};

struct footnotes {
    struct footnote *items;
    size_t n;
    struct str_map labels; /* the indexes of the items */
    int called;            /* so many have a number */
};

/* SOURCE without the notes' definitions, which go into *out; what is in fenced code is no
 * definition. In A; SOURCE itself where it has none. */
struct str footnotes_take(struct arena *a, struct str source, struct footnotes *out);
/* The note that TEXT, which begins with '[', calls for, numbered; *n is then the call's length.
 * NULL where it is no call, or there is no such note. */
struct footnote *footnote_called(struct footnotes *notes, struct str text, size_t *n);
/* The line of the source, from 1, that is line NTH of the text without the definitions. */
size_t footnotes_source_line(const struct footnotes *notes, size_t nth);
/* The one with that number. */
const struct footnote *footnote_numbered(const struct footnotes *notes, int number);

#endif

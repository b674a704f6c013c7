/* SPDX-License-Identifier: MIT */
/* What a command lists or shows, for people and for programs: one description of its columns gives
 * a table on a terminal (headed, aligned, cut to its width), lines of tab-separated values where
 * standard output is something else, and JSON where that is asked for. Rows are written as they
 * come, so a list of any length takes the same memory.
 *
 * Stored text is never written as it is: see utf8_printable and json_add_string. */
#ifndef CLI_LISTING_H
#define CLI_LISTING_H

#include "base/arena.h"
#include "base/err.h"

enum column_kind {
    COLUMN_TEXT,
    COLUMN_NUMBER,
    COLUMN_TIME,   /* epoch seconds, written in UTC ("2026-11-23T14:05:00Z"); 0: none */
    COLUMN_SWITCH, /* "yes" or "no"; in JSON true or false */
    COLUMN_VALUE,  /* text; in JSON a number, true or false where the cell says so */
};

struct column {
    const char *name; /* a key of the JSON objects; headings are made of it */
    enum column_kind kind;
    bool json_only; /* too long for a line */
};
enum { COLUMNS_MAX = 24 };

struct cell {
    struct str text;                                       /* of a TEXT or VALUE */
    int64_t n;                                             /* of the others */
    enum { VALUE_TEXT, VALUE_NUMBER, VALUE_SWITCH } value; /* of a VALUE, in JSON */
};
#define CELL_TEXT(s) ((struct cell){.text = (s)})
#define CELL_INT(i)  ((struct cell){.n = (i)})

enum listing_form {
    LISTING_TEXT, /* a table or tab-separated values, as standard output is */
    LISTING_CSV,  /* RFC 4180, with a line of names */
    LISTING_JSON, /* an array of objects */
};

struct listing;

/* Begins a list on standard output. COLUMNS ends with a row without a name and outlives the list.
 */
struct listing *listing_begin(const struct column *columns, enum listing_form form);
/* One row; CELLS by column. Nothing of them is kept. */
void listing_row(struct listing *l, const struct cell *cells);
/* Writes what is left and ends the list. ERR_IO where standard output did not take it all. */
MUST_CHECK enum err_kind listing_end(struct listing **l, struct err *e);

/* One thing: an object in JSON, otherwise a line "name: value" for each column. A text of many
 * lines, which only JSON has in lists, stands alone behind an empty line. */
MUST_CHECK enum err_kind listing_show(const struct column *columns, const struct cell *cells,
                                      bool json, struct err *e);

#endif

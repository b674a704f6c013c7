/* SPDX-License-Identifier: MIT */
/* Lists for people and for programs. From one description of its columns, a list becomes a table on
 * a terminal (with a heading, aligned, cut to the terminal's width), tab-separated values if
 * standard output is not a terminal, or JSON if that was asked for. Rows are written as they come,
 * so a list of any length takes the same memory.
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
    COLUMN_VALUE,  /* text; in JSON a number, true or false if the cell says so */
};

struct column {
    const char *name; /* the key in JSON; also the heading, in capitals */
    enum column_kind kind;
    bool json_only; /* left out of lines, being too long for them */
};
enum { COLUMNS_MAX = 24 };

struct cell {
    struct str text;                                       /* for TEXT and VALUE */
    int64_t n;                                             /* for the other kinds */
    enum { VALUE_TEXT, VALUE_NUMBER, VALUE_SWITCH } value; /* for VALUE: its type in JSON */
};
#define CELL_TEXT(s) ((struct cell){.text = (s)})
#define CELL_INT(i)  ((struct cell){.n = (i)})

enum listing_form {
    LISTING_TEXT, /* a table on a terminal, else tab-separated values */
    LISTING_CSV,  /* RFC 4180, with a line of names */
    LISTING_JSON, /* an array of objects */
};

struct listing;

/* Begins a list on standard output. COLUMNS ends with a row without a name and must outlive the
 * list. */
struct listing *listing_begin(const struct column *columns, enum listing_form form);
/* Adds a row, with a cell for each column. CELLS may be freed afterwards. */
void listing_row(struct listing *l, const struct cell *cells);
/* Writes what is left and ends the list. ERR_IO if not everything could be written to standard
 * output. */
MUST_CHECK enum err_kind listing_end(struct listing **l, struct err *e);

/* Prints one object: as JSON, or as a line "name: value" for each column. A column that lists have
 * in JSON only is printed last, after an empty line. */
MUST_CHECK enum err_kind listing_show(const struct column *columns, const struct cell *cells,
                                      bool json, struct err *e);

#endif

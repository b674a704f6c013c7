/* SPDX-License-Identifier: MIT */
/* Reads gettext's .po files: the shipped catalogues in this folder, and a site's own. The format is
 * described in the GNU gettext manual, "The Format of PO Files". */
#ifndef TRANSLATIONS_PO_H
#define TRANSLATIONS_PO_H

#include "base/arena.h"
#include "base/err.h"

enum {
    PO_BYTES_MAX = 4 * 1024 * 1024,
    PO_FORMS_MAX = 6, /* no language has more */
};

struct po_entry {
    struct str context; /* empty: none */
    struct str id;      /* the English; empty: the file's header */
    struct str plural;  /* the English for other numbers; empty: nothing is counted */
    struct str forms[PO_FORMS_MAX];
    size_t n_forms;
    bool fuzzy;  /* marked as a guess that nobody has looked at */
    size_t line; /* of its msgid */
    struct po_entry *next;
};

/* Reads TEXT. *out is the list of its entries in their order, without those that are commented out;
 * all strings are in A, without escapes. ERR_INVALID, with the line, if TEXT is not a .po file in
 * UTF-8 or larger than PO_BYTES_MAX. */
MUST_CHECK enum err_kind po_read(struct arena *a, struct str text, struct po_entry **out,
                                 struct err *e);
/* The value of the header's field NAME ("Plural-Forms"); empty if it has none. */
struct str po_header_field(struct str header, struct str name);

#endif

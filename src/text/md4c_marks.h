/* SPDX-License-Identifier: MIT */
/* Marks in the text that md4c gets, for what it has no switch for. They are noncharacters, which
 * clean text never contains. So whatever md4c makes of the text, they can be taken out again from
 * everything that it reports: running text, code, addresses. */
#ifndef TEXT_MD4C_MARKS_H
#define TEXT_MD4C_MARKS_H

#include "base/arena.h"
#include "text/dialect.h"

/* A delimiter row of a table that was written longer: where it is in the text, and as typed. */
struct md4c_row {
    size_t at, n;
    struct str typed;
};

struct md4c_text {
    struct str text; /* ends with a newline */
    bool marked;     /* it has marks or longer rows */
    struct md4c_row *rows;
    size_t n_rows;
};

/* TEXT with marks, in *out, in A. The lines stay the same. */
void md4c_mark(struct arena *a, struct str text, enum dialect dialect, struct md4c_text *out);

/* RUN, which md4c reports of TEXT, as it was typed; in A. */
struct str md4c_unmark(struct arena *a, const struct md4c_text *text, struct str run);
/* The same for part of an address or of another attribute. An address that was typed without its
 * scheme ("www.") keeps the one that the mark gave it. */
struct str md4c_unmark_attribute(struct arena *a, struct str part);

#endif

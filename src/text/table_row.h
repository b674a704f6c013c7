/* SPDX-License-Identifier: MIT */
/* Delimiter rows of tables ("|:--|-|"). GitHub's dialect lets a cell have one hyphen; md4c wants
 * three characters. */
#ifndef TEXT_TABLE_ROW_H
#define TEXT_TABLE_ROW_H

#include "base/buf.h"

/* True if LINE is the delimiter row of a table with the HEADER above it, and has cells that are too
 * short for md4c. *row is then the row in LINE, and *longer gets it with longer cells. */
bool table_row_stretch(struct str header, struct str line, struct str *row, struct buf *longer);

#endif

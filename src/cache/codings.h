/* SPDX-License-Identifier: MIT */
/* Makes a text into any of the codings, and back. */
#ifndef CACHE_CODINGS_H
#define CACHE_CODINGS_H

#include "cache/coded.h"

/* The text of CUT in the coding KIND, with one reference, which the caller owns. NULL if that is
 * not possible, which happens for CODED_BROTLI only. */
struct coded *coded_make(enum coded_kind kind, enum effort effort, const struct cut *cut);
/* Adds the text that C was made from to OUT. */
void coded_text(const struct coded *c, struct buf *out);

#endif

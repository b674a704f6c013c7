/* SPDX-License-Identifier: MIT */
/* Pages in brotli (RFC 7932). A gap of a fixed width is filled by an uncompressed meta-block. */
#ifndef CACHE_BROTLI_H
#define CACHE_BROTLI_H

#include "cache/coded.h"

/* NULL where it cannot be: the gaps are too many, or the proof fails that brotli.c speaks of. A
 * piece holds the header of the meta-block after it. */
struct coded *brotli_make(const struct cut *cut, enum effort effort);
/* The text that it was made from, at the end of OUT. */
void brotli_text(const struct coded *c, struct buf *out);

#endif

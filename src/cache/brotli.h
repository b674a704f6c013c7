/* SPDX-License-Identifier: MIT */
/* Pages in brotli (RFC 7932). Each gap has a fixed width and is filled by an uncompressed
 * meta-block.
 */
#ifndef CACHE_BROTLI_H
#define CACHE_BROTLI_H

#include "cache/coded.h"

/* NULL if the page cannot be had in brotli: there are too many gaps, or the check fails that
 * brotli.c describes. A piece ends with the header of the meta-block after it. */
struct coded *brotli_make(const struct cut *cut, enum effort effort);
/* Adds the text that C was made from to OUT. */
void brotli_text(const struct coded *c, struct buf *out);

#endif

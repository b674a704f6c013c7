/* SPDX-License-Identifier: MIT */
/* Pages in gzip (RFC 1952). A gap is filled by a stored block (RFC 1951, 3.2.4), and the checksum
 * of the whole is joined from the parts: one ordinary gzip member, made without deflating anything.
 */
#ifndef CACHE_GZIP_H
#define CACHE_GZIP_H

#include "cache/coded.h"

/* With one window over the whole text: each gap is filled by as many bytes as it is wide. A piece
 * holds the header of the stored block after it. */
struct coded *gzip_make(const struct cut *cut, enum effort effort);
/* With gaps of any size up to 65535 bytes, each to follow a header of its own
 * (gzip_stored_header). */
struct coded *gzip_make_segments(const struct cut *cut, enum effort effort);
/* The text that either was made from, at the end of OUT. */
void gzip_text(const struct coded *c, struct buf *out);

enum { GZIP_STORED_HEADER = 5, GZIP_TRAILER = 8 };
/* The header of a stored block of N bytes that is not the last one. */
void gzip_stored_header(char to[GZIP_STORED_HEADER], size_t n);
/* What ends the member when FILLS, one a gap, have gone between the pieces of C. */
void gzip_trailer(const struct coded *c, const struct str *fills, char to[GZIP_TRAILER]);

#endif

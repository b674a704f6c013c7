/* SPDX-License-Identifier: MIT */
/* Pages in gzip (RFC 1952). A gap is filled by a stored block (RFC 1951, 3.2.4), and the checksum
 * of the whole is joined from the parts. So an answer is one ordinary gzip member, assembled
 * without deflating anything. */
#ifndef CACHE_GZIP_H
#define CACHE_GZIP_H

#include "cache/coded.h"

/* With one window over the whole text: a gap is filled by exactly as many bytes as it is wide. A
 * piece ends with the header of the stored block after it. */
struct coded *gzip_make(const struct cut *cut, enum effort effort);
/* With gaps of any size up to 65535 bytes; each fill must follow a header of its own
 * (gzip_stored_header). */
struct coded *gzip_make_segments(const struct cut *cut, enum effort effort);
/* Adds the text that C, from either function, was made from to OUT. */
void gzip_text(const struct coded *c, struct buf *out);

enum { GZIP_STORED_HEADER = 5, GZIP_TRAILER = 8 };
/* Writes the header of a stored block of N bytes that is not the last one. */
void gzip_stored_header(char to[GZIP_STORED_HEADER], size_t n);
/* Writes the end of the member, with FILLS, one per gap, between the pieces of C. */
void gzip_trailer(const struct coded *c, const struct str *fills, char to[GZIP_TRAILER]);

#endif

/* SPDX-License-Identifier: MIT */
/* A page's text in one coding, ready to be sent: pieces of bytes with a gap for each hole. It never
 * changes once it is made, and is counted by reference, so one thread may still send it when
 * another has replaced it by a smaller one. */
#ifndef CACHE_CODED_H
#define CACHE_CODED_H

#include "base/buf.h"

#include <stdatomic.h>

enum coded_kind {
    CODED_TEXT,     /* as it is */
    CODED_GZIP,     /* one window over the whole page; gaps of fixed widths */
    CODED_BROTLI,   /* the same in brotli */
    CODED_SEGMENTS, /* gzip with gaps of any size: each piece has a window of its own */
    CODED_KINDS
};

/* How much time is spent on compressing. */
enum effort { EFFORT_QUICK, EFFORT_BEST };

/* Every gap of a fixed width ends in two bytes that never change: this one, and ">". What brotli
 * says of the bytes after a gap depends on them. Neighbours end in different ones, so that neither
 * can be copied from the other. */
static inline char gap_end(size_t i)
{
    return " \t\n"[i % 3];
}

/* A gap in a text: where it is, and how many bytes fill it, gap_end and ">" among them. */
struct gap {
    uint32_t at, width;
};
enum { GAP_MIN = 2, GAP_MAX = 1024 }; /* bytes */

/* A text with its gaps, in order. Codings with gaps of any size ignore the widths. The text has no
 * byte 1 in it. */
struct cut {
    struct str text;
    const struct gap *gaps;
    size_t n;
};

struct piece {
    const char *p;
    size_t n;
};

/* What gzip's checksum is joined from: a piece's own, and what becomes of each bit of the checksum
 * of the bytes before it when the piece's text follows them. */
struct sum {
    uint32_t crc, over[32];
};

struct coded {
    atomic_uint refs;
    enum coded_kind kind;
    size_t bytes;  /* of this block */
    size_t text_n; /* of the text, gaps not counted */
    size_t n;      /* gaps */
    const struct gap *gaps;
    const struct piece *pieces; /* N + 1 */
    const struct sum *sums;     /* of the pieces; NULL where it is not gzip */
};

/* TEXT in the coding KIND, with one reference, the caller's. NULL where it cannot be: that is for
 * CODED_BROTLI only. */
struct coded *coded_make(enum coded_kind kind, enum effort effort, const struct cut *cut);
struct coded *coded_ref(struct coded *c);
/* Gives one reference back and sets *c to NULL; nothing where it is NULL. */
void coded_unref(struct coded **c);
/* The text that it was made from, at the end of OUT. */
void coded_text(const struct coded *c, struct buf *out);

/* For the codings. A block with all of C but the checksums, which are there and empty for gzip;
 * BYTES are the pieces one after the other, piece I ends before ENDS[I]. */
struct coded *coded_new(enum coded_kind kind, const struct cut *cut, struct str bytes,
                        const size_t *ends);
/* WIDTH bytes for gap I at TO: BYTE again and again, and the two that never change. */
struct str gap_fill(char *to, char byte, size_t width, size_t i);
/* The text between the gaps I - 1 and I. */
struct str cut_piece(const struct cut *cut, size_t i);

#endif

/* SPDX-License-Identifier: MIT */
/* A page's text in one coding, ready to be sent: pieces of bytes with a gap for each hole. It never
 * changes once it is made, and is counted by reference, so one thread may still be sending it when
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

/* Every gap of a fixed width ends in two bytes that never change: this one, and ">". In brotli the
 * code of the bytes after a gap depends on them. Neighbouring gaps end differently, so that neither
 * can be copied from the other. */
static inline char gap_end(size_t i)
{
    return " \t\n"[i % 3];
}

/* A gap in a text: its place, and the number of bytes that fill it, including gap_end and ">". */
struct gap {
    uint32_t at, width;
};
enum { GAP_MIN = 2, GAP_MAX = 1024 }; /* bytes */

/* A text with its gaps, in order. Codings with gaps of any size ignore the widths. The text must
 * not contain the byte 1. */
struct cut {
    struct str text;
    const struct gap *gaps;
    size_t n;
};

struct piece {
    const char *p;
    size_t n;
};

/* The parts of gzip's checksum: that of a piece, and what each bit of the checksum of the bytes
 * before it becomes when the piece's text follows. */
struct sum {
    uint32_t crc, over[32];
};

struct coded {
    atomic_uint refs;
    enum coded_kind kind;
    size_t bytes;  /* the size of this block */
    size_t text_n; /* the length of the text without gaps */
    size_t n;      /* the number of gaps */
    const struct gap *gaps;
    const struct piece *pieces; /* N + 1 of them */
    const struct sum *sums;     /* of the pieces; NULL if it is not gzip */
};

struct coded *coded_ref(struct coded *c);
/* Gives one reference back and sets *c to NULL, which it may be already. */
void coded_unref(struct coded **c);

/* For those who make codings: a new block for BYTES, the pieces one after the other; piece I ends
 * before ENDS[I]. For gzip the caller fills in the checksums. */
struct coded *coded_new(enum coded_kind kind, const struct cut *cut, struct str bytes,
                        const size_t *ends);
/* Writes WIDTH bytes for gap I to TO: BYTE repeated, and the two bytes that never change. */
struct str gap_fill(char *to, char byte, size_t width, size_t i);
/* The text between the gaps I - 1 and I. */
struct str cut_piece(const struct cut *cut, size_t i);

#endif

/* SPDX-License-Identifier: MIT */
/* What the files of a page share: page.c makes pages, page_coding.c finds and makes their codings,
 * and page_body.c sends them. No other file includes this. */
#ifndef CACHE_PAGE_INTERNAL_H
#define CACHE_PAGE_INTERNAL_H

#include "cache/page.h"

#include <pthread.h>

/* The place of a hole in the text, and the end of the tag that the hole includes: `</span>` after a
 * number, `">` after a token; empty if there is none. The end is not part of the text. */
struct spot {
    uint32_t at;
    struct str end;
};

struct page {
    atomic_uint refs;
    uint64_t tag;
    int64_t modified, article;
    size_t n_holes, n_gaps; /* gaps: holes that include the end of a tag */
    size_t text_n, block_bytes;
    bool open; /* some hole is never empty and includes no tag's end, so it cannot be padded */
    struct hole *holes;
    struct spot *spots;
    uint32_t *widths; /* of the gaps; guarded by `lock` */

    pthread_mutex_t making; /* held while a coding is made; taken before `lock` */
    pthread_mutex_t lock;   /* guards the members below */
    struct coded *codings[CODED_KINDS];
    unsigned uses[CODED_KINDS];
    bool no_brotli;
    size_t bytes;
    _Atomic size_t *total; /* of the watcher (page_watch); or NULL */

    /* For each coding: its replacement at the best level, and whether that is being made. */
    struct coded *_Atomic better[CODED_KINDS];
    atomic_bool promised[CODED_KINDS];
};

/* ---- page_coding.c ---- */

/* Makes TEXT into the plain text of P, which has none yet. */
void page_set_text(struct page *p, struct str text);
/* Adds the page's text to TEXT. */
void page_text(struct page *p, struct buf *text);
/* Whether a value is padded: its hole includes the end of a tag, and it is not absurdly long. */
bool page_pads(const struct page *p, size_t i, struct str value);
/* The coding KIND with a new reference, found or made, and wide enough for FILLS. NULL if the page
 * cannot be had in brotli. Sets WIDTHS (one per hole) to the widths of its gaps, and *again as in
 * struct page_body. */
struct coded *page_coding_get(struct page *p, enum coded_kind kind, const struct str *fills,
                              uint32_t *widths, bool *again);

#endif

/* SPDX-License-Identifier: MIT */
/* Shared by the files of the view counters; no other file includes this.
 *
 * The file is a header page followed by chunks, each for CHUNK_ARTICLES articles:
 *
 *     chunk:  one page of dirty bits, one for each article; then one 64-byte line of counters for
 *             each article
 *
 * It is mapped once at its greatest possible length. Only what has been allocated on disk is
 * touched, so a process never meets a hole that a full disk cannot fill (that would be a SIGBUS).
 * The file grows a chunk ahead of need; the header publishes its length. */
#ifndef CORE_VIEWS_VIEWS_INTERNAL_H
#define CORE_VIEWS_VIEWS_INTERNAL_H

#include "core/views/views.h"

#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>

enum {
    VIEWS_PAGE = 4096,
    CHUNK_ARTICLES = VIEWS_PAGE * 8,
    CHUNKS_MAX = 2048, /* 67 million articles */
};

/* One cache line. */
struct line {
    _Atomic uint64_t n[8]; /* by enum view_reason; the last one is unused */
};
static_assert(sizeof(struct line) == 64 && VIEW_REASONS <= 8, "a line of counters is a cache line");

struct chunk {
    _Atomic uint64_t dirty[CHUNK_ARTICLES / 64];
    struct line lines[CHUNK_ARTICLES];
};
static_assert(sizeof(struct chunk) % VIEWS_PAGE == 0, "chunks are whole pages");

struct views_header {
    char magic[8];
    char uuid[40];
    _Atomic uint64_t chunks; /* the number allocated on disk */
    /* If these match, only this file and this database have changed together since the last flush:
     */
    char boot[40];          /* the kernel's id of the boot */
    uint64_t device, inode; /* of the file itself */
    _Atomic uint64_t flush; /* the number of the last flush, as in the database */
};
static_assert(sizeof(struct views_header) <= VIEWS_PAGE, "the header is one page");
/* The file outlives the program: the next version must find everything where this one wrote it. */
static_assert(offsetof(struct views_header, uuid) == 8 &&
                  offsetof(struct views_header, chunks) == 48 &&
                  offsetof(struct views_header, boot) == 56 &&
                  offsetof(struct views_header, device) == 96 &&
                  offsetof(struct views_header, inode) == 104 &&
                  offsetof(struct views_header, flush) == 112,
              "views.bin keeps its layout");
static_assert(sizeof(struct chunk) == VIEWS_PAGE + CHUNK_ARTICLES * sizeof(struct line) &&
                  offsetof(struct chunk, lines) == VIEWS_PAGE,
              "views.bin keeps its layout");

/* The mapping is made for the longest file. */
#define VIEWS_MAP_BYTES (VIEWS_PAGE + (size_t)CHUNKS_MAX * sizeof(struct chunk))

struct views {
    char *path;
    int fd;
    unsigned char *map;
    struct views_header *header;
    _Atomic uint64_t total[VIEW_REASONS]; /* counted by this process */
    _Atomic int64_t
        highest_id; /* the highest id counted in this process; decides how far ahead to allocate */
};

/* The name of these counters in view_total and view_flush. */
#define VIEWS_NODE STR("main")

static inline struct chunk *chunk_at(const struct views *v, uint64_t index)
{
    return (struct chunk *)(void *)(v->map + VIEWS_PAGE + index * sizeof(struct chunk));
}

/* Finds the article's line and dirty bit; false if it lies past what is allocated. */
static inline bool views_find(const struct views *v, int64_t article_id, struct line **line,
                              _Atomic uint64_t **word, uint64_t *bit)
{
    uint64_t index = (uint64_t)article_id / CHUNK_ARTICLES;
    uint64_t at = (uint64_t)article_id % CHUNK_ARTICLES;
    if (article_id <= 0 || index >= atomic_load_explicit(&v->header->chunks, memory_order_acquire))
        return false;
    struct chunk *chunk = chunk_at(v, index);
    *line = &chunk->lines[at];
    *word = &chunk->dirty[at / 64];
    *bit = UINT64_C(1) << (at % 64);
    return true;
}

static inline void views_mark(_Atomic uint64_t *word, uint64_t bit)
{
    if (!(atomic_load(word) & bit))
        atomic_fetch_or(word, bit);
}

/* Ends what views_guard began for V, before it is unmapped. */
void views_guard_end(const struct views *v);

/* Reads the counters in the current row of a statement that selects them all. */
void view_counts_from_row(struct stmt *s, int64_t n[VIEW_REASONS]);

#endif

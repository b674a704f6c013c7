/* SPDX-License-Identifier: MIT */
/* Memory with one lifetime: a request's, a page's, a command's. Everything allocated from an arena
 * is freed when the arena is reset or freed. One thread uses it at a time. Input is bounded where
 * it enters the program, so nobody can make an arena grow without end. When the machine itself is
 * out of memory, the process ends with a line in the log, and a supervisor starts it again. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/attributes.h"
#include "base/str.h"

struct arena;

/* A new arena whose first block holds FIRST_BYTES. */
struct arena *arena_new(size_t first_bytes);
/* Frees the arena and sets *a to NULL. Does nothing if *a is NULL. */
void arena_free(struct arena **a);
/* Frees everything allocated from the arena. Its largest block is kept for reuse, up to half a
 * megabyte. */
void arena_reset(struct arena *a);

/* N bytes, aligned for any type; arena_alloc's are not cleared, arena_zalloc's are. */
void *arena_alloc(struct arena *a, size_t n) __attribute__((malloc, alloc_size(2)));
void *arena_zalloc(struct arena *a, size_t n) __attribute__((malloc, alloc_size(2)));
#define ARENA_NEW(a, type)      ((type *)arena_zalloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_zalloc_array((a), (n), sizeof(type)))
void *arena_zalloc_array(struct arena *a, size_t count, size_t size);

/* A copy of S, followed by a NUL that its length does not count. */
struct str arena_dup(struct arena *a, struct str s);
/* The same as a C string. */
const char *arena_cstr(struct arena *a, struct str s);
/* Formatted text, NUL-terminated. */
struct str arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* X followed by Y, and a NUL that the length does not count. */
struct str arena_join(struct arena *a, struct str x, struct str y);

#endif

/* SPDX-License-Identifier: MIT */
/* Memory with one lifetime: a request's, a page's, a command's. Everything taken from an arena goes
 * when it is reset or freed. Used by one thread at a time. What comes into the program is bounded
 * where it comes in, so an arena cannot be made to grow without end; where the machine itself is
 * out of memory the process ends with a line in the log (a supervisor starts it again). */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* A new arena whose first block holds FIRST_BYTES. */
struct arena *arena_new(size_t first_bytes);
/* Frees it and sets *a to NULL; nothing where *a is NULL. */
void arena_free(struct arena **a);
/* Everything taken from it is gone; the largest block stays, up to half a megabyte. */
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
/* A and B joined. */
struct str arena_join(struct arena *a, struct str x, struct str y);

#endif

/* SPDX-License-Identifier: MIT */
/* Counts the steps that code takes which was compiled with -fsanitize-coverage=trace-pc: one for
 * each straight piece of code that is run, and one for each 16 bytes that the C library goes
 * through for it. The same on every machine, whatever else runs there. Linked with STEP_LINK of the
 * Makefile. */
#ifndef STEP_COUNTER_H
#define STEP_COUNTER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __clang__
#define UNCOUNTED __attribute__((no_sanitize("coverage")))
#else
#define UNCOUNTED __attribute__((no_sanitize_coverage))
#endif

static uint64_t steps;

void __wrap___sanitizer_cov_trace_pc(void);
UNCOUNTED void __wrap___sanitizer_cov_trace_pc(void)
{
    steps++;
}

/* NAME is defined to do as the C library's and to count BYTES; OUT is its result. */
#define COUNT_BYTES(type, name, args, call, bytes)                                                 \
    type __real_##name args;                                                                       \
    type __wrap_##name args;                                                                       \
    UNCOUNTED type __wrap_##name args                                                              \
    {                                                                                              \
        type out = __real_##name call;                                                             \
        steps += (size_t)(bytes) / 16;                                                             \
        return out;                                                                                \
    }

COUNT_BYTES(void *, memchr, (const void *s, int c, size_t n), (s, c, n),
            out != NULL ? (char *)out - (const char *)s : (ptrdiff_t)n)
COUNT_BYTES(int, memcmp, (const void *a, const void *b, size_t n), (a, b, n), n)
COUNT_BYTES(void *, memcpy, (void *to, const void *from, size_t n), (to, from, n), n)
COUNT_BYTES(void *, memmove, (void *to, const void *from, size_t n), (to, from, n), n)
COUNT_BYTES(void *, memset, (void *s, int c, size_t n), (s, c, n), n)

#endif

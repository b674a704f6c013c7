/* SPDX-License-Identifier: MIT */
/* What the compiler checks of calls. */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

/* The result must be used. */
#define MUST_CHECK __attribute__((warn_unused_result))
/* Parameter FMT is a format, and ARGS is the first that it is about (0: a va_list). */
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

#endif

/* SPDX-License-Identifier: MIT */
/* Attributes that let the compiler check calls. */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

/* The result must be used. */
#define MUST_CHECK __attribute__((warn_unused_result))
/* Parameter number FMT is a format, and number ARGS is the first of its arguments (0: a va_list).
 */
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

#endif

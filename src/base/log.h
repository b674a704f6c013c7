/* SPDX-License-Identifier: MIT */
/* Lines for the operator, on standard error: `2026-05-01T12:00:00Z level message`, one write() a
 * line. Bytes that are not printable are shown as \xHH, so a client cannot forge a line. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

void log_info(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_warn(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_error(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif

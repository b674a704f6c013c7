/* SPDX-License-Identifier: MIT */
/* Log lines for the operator, on standard error, one write() per line. Control characters are shown
 * as \xHH, so a client cannot forge a line. A line has one of three forms:
 *
 *   2026-05-01T12:00:00Z warn MESSAGE      in a file or on a terminal
 *   <4>MESSAGE                             in systemd's journal, which adds the time
 *   {"time":"2026-05-01T12:00:00Z","level":"warn","message":"MESSAGE"}
 *                                          after log_in_json (in the journal, too, behind <4>) */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

#include <stdbool.h>

/* Makes all lines JSON. Call before the first line, while there is only one thread. */
void log_in_json(void);
/* True if the lines are plain text for people: neither JSON nor the journal's. */
bool log_is_plain(void);

void log_info(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_warn(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_error(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif

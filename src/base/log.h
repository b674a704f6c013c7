/* SPDX-License-Identifier: MIT */
/* Lines for the operator, on standard error, one write() a line. Bytes that are not printable are
 * shown as \xHH, so a client cannot forge a line. One of three forms:
 *
 *   2026-05-01T12:00:00Z warn MESSAGE                    in a file or on a terminal
 *   <4>MESSAGE                                           in systemd's journal, which has the time
 *   {"time":"2026-05-01T12:00:00Z","level":"warn","message":"MESSAGE"}
 *                                                        where it is asked for; after <4> in the
 * journal */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

#include <stdbool.h>

/* Before the first line, by the only thread: lines of JSON. */
void log_in_json(void);
/* Whether lines are for people: neither JSON nor for the journal. */
bool log_is_plain(void);

void log_info(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_warn(const char *fmt, ...) PRINTF_LIKE(1, 2);
void log_error(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif

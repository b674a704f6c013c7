/* SPDX-License-Identifier: MIT */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

static void log_line(const char *level, const char *fmt, va_list ap)
{
    char text[1024];
    vsnprintf(text, sizeof text, fmt, ap);
    utf8_end_whole(text);

    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    char line[4 * sizeof text + 64];
    size_t n = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%SZ ", &utc);
    n += (size_t)snprintf(line + n, sizeof line - n, "%s ", level);
    for (const char *c = text; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte < 0x20 || byte == 0x7f)
            n += (size_t)snprintf(line + n, sizeof line - n, "\\x%02x", byte);
        else
            line[n++] = *c;
    }
    line[n++] = '\n';
    /* A log that cannot be written is no reason to stop serving. */
    if (write(STDERR_FILENO, line, n) < 0)
        return;
}

#define LOG_AT(level)                                                                              \
    va_list ap;                                                                                    \
    va_start(ap, fmt);                                                                             \
    log_line(level, fmt, ap);                                                                      \
    va_end(ap)

void log_info(const char *fmt, ...)
{
    LOG_AT("info");
}

void log_warn(const char *fmt, ...)
{
    LOG_AT("warn");
}

void log_error(const char *fmt, ...)
{
    LOG_AT("error");
}

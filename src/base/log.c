/* SPDX-License-Identifier: MIT */
/* Builds each line in a fixed array on the stack and writes it with one write(), so threads do not
 * mix their lines. The form of the lines is chosen once for the process and does not change after
 * the first line: JSON if it was asked for, the journal's if standard error is the journal
 * (JOURNAL_STREAM), plain text otherwise. */
#include "base/log.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

enum { TEXT_MAX = 1024, LINE_BYTES = 6 * TEXT_MAX + 128 /* an escape has six letters */ };

struct level {
    const char *name;
    const char *prefix; /* syslog's priority, which the journal reads */
};

static bool json;
static bool journal;
static pthread_once_t journal_once = PTHREAD_ONCE_INIT;

/* systemd passes the device and inode of the journal's socket. They are compared, since standard
 * error may have been redirected since then. */
static void find_journal(void)
{
    struct stat st;
    uintmax_t device, inode;
    const char *named = getenv("JOURNAL_STREAM");
    journal = named != NULL && sscanf(named, "%ju:%ju", &device, &inode) == 2 &&
              fstat(STDERR_FILENO, &st) == 0 && st.st_dev == device && st.st_ino == inode;
}

void log_in_json(void)
{
    json = true;
}

bool log_is_plain(void)
{
    pthread_once(&journal_once, find_journal);
    return !json && !journal;
}

/* A line being built. LINE_BYTES is enough for any text of TEXT_MAX bytes. */
struct line {
    size_t n;
    char bytes[LINE_BYTES];
};

static void line_add(struct line *l, const char *bytes, size_t n)
{
    memcpy(l->bytes + l->n, bytes, n);
    l->n += n;
}

static void line_add_text(struct line *l, const char *text)
{
    line_add(l, text, strlen(text));
}

static void line_add_hex(struct line *l, const char *before, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    line_add_text(l, before);
    line_add(l, &digits[byte >> 4], 1);
    line_add(l, &digits[byte & 15], 1);
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static void line_add_plain(struct line *l, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (is_control(*c))
            line_add_hex(l, "\\x", (unsigned char)*c);
        else
            line_add(l, c, 1);
    }
}

/* The length in bytes of the UTF-8 character at C; 0 if there is no valid one. */
static size_t character_length(const char *c)
{
    for (size_t n = 1; n <= 4 && c[n - 1] != '\0'; n++)
        if (utf8_valid(str_of(c, n)))
            return n;
    return 0;
}

/* Adds TEXT as the inside of a JSON string. */
static void line_add_json(struct line *l, const char *text)
{
    for (const char *c = text; *c;) {
        size_t n = character_length(c);
        if (n == 0)
            line_add_text(l, "\\ufffd");
        else if (is_control(*c))
            line_add_hex(l, "\\u00", (unsigned char)*c);
        else if (*c == '"' || *c == '\\')
            line_add_text(l, *c == '"' ? "\\\"" : "\\\\");
        else
            line_add(l, c, n);
        c += n == 0 ? 1 : n;
    }
}

static void line_add_time(struct line *l)
{
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    l->n += strftime(l->bytes + l->n, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static void line_build(struct line *l, const struct level *level, const char *text)
{
    pthread_once(&journal_once, find_journal);
    if (journal)
        line_add_text(l, level->prefix);
    if (json) {
        line_add_text(l, "{\"time\":\"");
        line_add_time(l);
        line_add_text(l, "\",\"level\":\"");
        line_add_text(l, level->name);
        line_add_text(l, "\",\"message\":\"");
        line_add_json(l, text);
        line_add_text(l, "\"}");
    } else {
        if (!journal) {
            line_add_time(l);
            line_add_text(l, " ");
            line_add_text(l, level->name);
            line_add_text(l, " ");
        }
        line_add_plain(l, text);
    }
    line_add_text(l, "\n");
}

static void log_line(const struct level *level, const char *fmt, va_list ap)
{
    char text[TEXT_MAX];
    struct line line;
    line.n = 0;
    vsnprintf(text, sizeof text, fmt, ap);
    utf8_drop_partial(text);
    line_build(&line, level, text);
    /* A failed write to the log is ignored: the site goes on serving. */
    if (write(STDERR_FILENO, line.bytes, line.n) < 0)
        return;
}

#define LOG_AT(name, prefix)                                                                       \
    static const struct level level = {name, prefix};                                              \
    va_list ap;                                                                                    \
    va_start(ap, fmt);                                                                             \
    log_line(&level, fmt, ap);                                                                     \
    va_end(ap)

void log_info(const char *fmt, ...)
{
    LOG_AT("info", "<6>");
}

void log_warn(const char *fmt, ...)
{
    LOG_AT("warn", "<4>");
}

void log_error(const char *fmt, ...)
{
    LOG_AT("error", "<3>");
}

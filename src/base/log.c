/* SPDX-License-Identifier: MIT */
/* The form of the lines is the process's, and does not change once it writes them. */
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
    const char *prefix; /* syslog's priority, which the journal goes by */
};

static bool json;
static bool journal;
static pthread_once_t journal_once = PTHREAD_ONCE_INIT;

/* systemd names the journal's socket; standard error may have been sent elsewhere since. */
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

/* A line as it is put together. It is long enough for any text (LINE_BYTES). */
struct line {
    size_t n;
    char bytes[LINE_BYTES];
};

static void put(struct line *l, const char *bytes, size_t n)
{
    memcpy(l->bytes + l->n, bytes, n);
    l->n += n;
}

static void put_text(struct line *l, const char *text)
{
    put(l, text, strlen(text));
}

static void put_hex(struct line *l, const char *before, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    put_text(l, before);
    put(l, &digits[byte >> 4], 1);
    put(l, &digits[byte & 15], 1);
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static void put_plain(struct line *l, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (is_control(*c))
            put_hex(l, "\\x", (unsigned char)*c);
        else
            put(l, c, 1);
    }
}

/* How many bytes of valid UTF-8 make the character at C; 0 where they make none. */
static size_t character(const char *c)
{
    for (size_t n = 1; n <= 4 && c[n - 1] != '\0'; n++)
        if (utf8_valid(str_of(c, n)))
            return n;
    return 0;
}

/* TEXT as the inside of a string of JSON. */
static void put_json(struct line *l, const char *text)
{
    for (const char *c = text; *c;) {
        size_t n = character(c);
        if (n == 0)
            put_text(l, "\\ufffd");
        else if (is_control(*c))
            put_hex(l, "\\u00", (unsigned char)*c);
        else if (*c == '"' || *c == '\\')
            put_text(l, *c == '"' ? "\\\"" : "\\\\");
        else
            put(l, c, n);
        c += n == 0 ? 1 : n;
    }
}

static void put_time(struct line *l)
{
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    l->n += strftime(l->bytes + l->n, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static void put_line(struct line *l, const struct level *level, const char *text)
{
    pthread_once(&journal_once, find_journal);
    if (journal)
        put_text(l, level->prefix);
    if (json) {
        put_text(l, "{\"time\":\"");
        put_time(l);
        put_text(l, "\",\"level\":\"");
        put_text(l, level->name);
        put_text(l, "\",\"message\":\"");
        put_json(l, text);
        put_text(l, "\"}");
    } else {
        if (!journal) {
            put_time(l);
            put_text(l, " ");
            put_text(l, level->name);
            put_text(l, " ");
        }
        put_plain(l, text);
    }
    put_text(l, "\n");
}

static void log_line(const struct level *level, const char *fmt, va_list ap)
{
    char text[TEXT_MAX];
    struct line line;
    line.n = 0;
    vsnprintf(text, sizeof text, fmt, ap);
    utf8_end_whole(text);
    put_line(&line, level, text);
    /* A log that cannot be written is no reason to stop serving. */
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

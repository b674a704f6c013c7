/* SPDX-License-Identifier: MIT */
/* The file format of the sample site. A file contains records. A record has a head of `key: value`
 * lines between two lines of three hyphens, and a body up to the next such line or the end of the
 * file.
 *
 *     ---
 *     title: The tide comes in
 *     tags: harbour, weather
 *     ---
 *     Markdown. A rule across the text is written ***.
 *
 * Every error names the file and the line. */
#ifndef CLI_SAMPLE_SAMPLE_RECORD_H
#define CLI_SAMPLE_SAMPLE_RECORD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/embed.h"

enum { RECORD_FIELDS_MAX = 20 };

struct record {
    const char *file; /* path below src/cli/sample/: "articles/tide.md" */
    int line;         /* number of the head's first line */
    struct {
        struct str key, value;
        int line;
    } field[RECORD_FIELDS_MAX];
    int n_fields;
    struct str body; /* without blank lines at either end */
};

struct record_list {
    struct record *items;
    size_t n;
};

/* Parses FILE, which errors call NAME. KEYS lists the keys that a head may have, separated by
 * single spaces. ERR_INVALID: no head, a head without an end, a line without a key, a key that is
 * unknown or given twice, or text that is not UTF-8. */
MUST_CHECK enum err_kind record_parse(struct arena *a, const struct embed_file *file,
                                      const char *name, const char *keys, struct record_list *out,
                                      struct err *e);

bool record_has(const struct record *r, const char *key);
/* The value of KEY; empty if there is none. */
struct str record_text(const struct record *r, const char *key);
/* The value of KEY; ERR_INVALID if it is missing or empty. */
MUST_CHECK enum err_kind record_need(const struct record *r, const char *key, struct str *out,
                                     struct err *e);
/* The value as a number from MIN to MAX; DEFLT if the key is missing. */
MUST_CHECK enum err_kind record_int(const struct record *r, const char *key, int64_t deflt,
                                    int64_t min, int64_t max, int64_t *out, struct err *e);
/* The value as "yes" or "no"; DEFLT if the key is missing. */
MUST_CHECK enum err_kind record_bool(const struct record *r, const char *key, bool deflt, bool *out,
                                     struct err *e);

/* ERR_INVALID with the message "FILE:LINE: ...". The line is KEY's if R has KEY, else the record's
 * first. */
enum err_kind record_fail(const struct record *r, const char *key, struct err *e, const char *fmt,
                          ...) PRINTF_LIKE(4, 5);
/* Puts "FILE:LINE: " before *e's message and returns its kind. */
enum err_kind record_wrap(const struct record *r, struct err *e);

#endif

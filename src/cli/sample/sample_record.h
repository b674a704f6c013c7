/* SPDX-License-Identifier: MIT */
/* The files of the sample site: records, each a head of `key: value` lines between two lines of
 * three hyphens, and a body that goes on to the next such line or the file's end.
 *
 *     ---
 *     title: The tide comes in
 *     tags: harbour, weather
 *     ---
 *     Markdown. A rule across the text is written ***.
 *
 * Every function that fails says the file and the line. */
#ifndef CLI_SAMPLE_SAMPLE_RECORD_H
#define CLI_SAMPLE_SAMPLE_RECORD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/embed.h"

enum { RECORD_FIELDS_MAX = 20 };

struct record {
    const char *file; /* without the folder that all are in: "articles/tide.md" */
    int line;         /* of the head's first line */
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

/* Reads FILE, whose name is shown as NAME. KEYS: every key that a head may have, between single
 * spaces. ERR_INVALID: no head, a head without an end, a line without a key, a key that is unknown
 * or twice there, text that is no UTF-8. */
MUST_CHECK enum err_kind record_parse(struct arena *a, const struct embed_file *file,
                                      const char *name, const char *keys, struct record_list *out,
                                      struct err *e);

bool record_has(const struct record *r, const char *key);
/* The value; empty where there is none. */
struct str record_text(const struct record *r, const char *key);
/* The same; ERR_INVALID where it is missing or empty. */
MUST_CHECK enum err_kind record_need(const struct record *r, const char *key, struct str *out,
                                     struct err *e);
/* A number from MIN to MAX; DEFLT where the key is missing. */
MUST_CHECK enum err_kind record_int(const struct record *r, const char *key, int64_t deflt,
                                    int64_t min, int64_t max, int64_t *out, struct err *e);
/* "yes" or "no"; DEFLT where the key is missing. */
MUST_CHECK enum err_kind record_bool(const struct record *r, const char *key, bool deflt, bool *out,
                                     struct err *e);

/* ERR_INVALID: "FILE:LINE: ..."; the line is KEY's where there is one, else the record's. */
enum err_kind record_fail(const struct record *r, const char *key, struct err *e, const char *fmt,
                          ...) PRINTF_LIKE(4, 5);
/* Puts "FILE:LINE: " before what *e says and returns its kind. */
enum err_kind record_wrap(const struct record *r, struct err *e);

#endif

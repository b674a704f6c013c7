/* SPDX-License-Identifier: MIT */
/* A line-based parser. Each field remembers its line, so that a mistake found later, such as an
 * unknown section, can name it. */
#include "cli/sample/sample_record.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

/* ---- reading a file ---- */

struct reader {
    struct arena *arena;
    const char *name, *keys;
    struct str rest;
    int line; /* number of the line that was read last */
};

static bool next_line(struct reader *in, struct str *out)
{
    if (in->rest.n == 0)
        return false;
    *out = str_split(&in->rest, '\n');
    in->line++;
    return true;
}

static bool is_fence(struct str line)
{
    return str_eq(line, STR("---"));
}

static bool key_known(const char *keys, struct str key)
{
    for (struct str rest = str_from(keys); rest.p != NULL;)
        if (str_eq(str_split(&rest, ' '), key))
            return true;
    return false;
}

static enum err_kind read_field(struct reader *in, struct record *r, struct str line, struct err *e)
{
    size_t colon = str_index(line, ':');
    struct str key = str_trim(str_head(line, colon));
    if (colon == line.n || str_empty(key))
        return err_set(e, ERR_INVALID, "%s:%d: this line is not \"key: value\"", in->name,
                       in->line);
    if (!key_known(in->keys, key))
        return err_set(e, ERR_INVALID, "%s:%d: unknown key \"%.*s\"", in->name, in->line,
                       STR_ARG(key));
    if (record_has(r, arena_cstr(in->arena, key)))
        return err_set(e, ERR_INVALID, "%s:%d: \"%.*s\" is given twice", in->name, in->line,
                       STR_ARG(key));
    if (r->n_fields == RECORD_FIELDS_MAX)
        return err_set(e, ERR_INVALID, "%s:%d: the head has more than %d lines", in->name, in->line,
                       RECORD_FIELDS_MAX);
    r->field[r->n_fields].key = key;
    r->field[r->n_fields].line = in->line;
    struct str *value = &r->field[r->n_fields++].value;
    if (utf8_clean(in->arena, str_skip(line, colon + 1), UTF8_ONE_LINE, value, e) != OK)
        return err_wrap(e, "%s:%d", in->name, in->line);
    return OK;
}

static enum err_kind read_head(struct reader *in, struct record *r, struct err *e)
{
    r->file = in->name;
    r->line = in->line;
    for (struct str line; next_line(in, &line);) {
        if (is_fence(line))
            return OK;
        if (!str_empty(str_trim(line)))
            TRY(read_field(in, r, line, e));
    }
    return err_set(e, ERR_INVALID, "%s:%d: the head that begins here has no end", in->name,
                   r->line);
}

/* Reads up to and including the next record's first line, and sets *more; or to the end. */
static enum err_kind read_body(struct reader *in, struct record *r, bool *more, struct err *e)
{
    const char *from = in->rest.p;
    size_t n = 0;
    *more = false;
    for (struct str line; !*more && next_line(in, &line);) {
        *more = is_fence(line);
        if (!*more)
            n = (size_t)(line.p + line.n - from);
    }
    if (utf8_clean(in->arena, str_of(from, n), UTF8_MARKDOWN, &r->body, e) != OK)
        return err_wrap(e, "%s:%d", in->name, r->line);
    return OK;
}

enum err_kind record_parse(struct arena *a, const struct embed_file *file, const char *name,
                           const char *keys, struct record_list *out, struct err *e)
{
    struct reader in = {
        .arena = a, .name = name, .keys = keys, .rest = str_of(file->bytes, file->size)};
    size_t fences = 0;
    for (struct str rest = in.rest; rest.p != NULL;)
        fences += is_fence(str_split(&rest, '\n'));
    *out = (struct record_list){.items = ARENA_ARRAY(a, struct record, fences / 2 + 1)};
    struct str first = STR_NONE;
    if (!next_line(&in, &first) || !is_fence(first))
        return err_set(e, ERR_INVALID, "%s:1: the file does not begin with ---", name);
    for (bool more = true; more;) {
        struct record *r = &out->items[out->n++];
        TRY(read_head(&in, r, e));
        TRY(read_body(&in, r, &more, e));
    }
    return OK;
}

/* ---- values ---- */

static int field_find(const struct record *r, const char *key)
{
    for (int i = 0; i < r->n_fields; i++)
        if (str_eq(r->field[i].key, str_from(key)))
            return i;
    return -1;
}

bool record_has(const struct record *r, const char *key)
{
    return field_find(r, key) >= 0;
}

struct str record_text(const struct record *r, const char *key)
{
    int i = field_find(r, key);
    return i >= 0 ? r->field[i].value : STR_NONE;
}

enum err_kind record_need(const struct record *r, const char *key, struct str *out, struct err *e)
{
    *out = record_text(r, key);
    return str_empty(*out) ? record_fail(r, key, e, "\"%s\" is missing", key) : OK;
}

enum err_kind record_int(const struct record *r, const char *key, int64_t deflt, int64_t min,
                         int64_t max, int64_t *out, struct err *e)
{
    *out = deflt;
    if (!record_has(r, key))
        return OK;
    if (!str_int(record_text(r, key), out) || *out < min || *out > max)
        return record_fail(r, key, e, "\"%s\" must be a number from %" PRId64 " to %" PRId64 "",
                           key, min, max);
    return OK;
}

enum err_kind record_bool(const struct record *r, const char *key, bool deflt, bool *out,
                          struct err *e)
{
    struct str value = record_text(r, key);
    *out = record_has(r, key) ? str_eq(value, STR("yes")) : deflt;
    if (record_has(r, key) && !*out && !str_eq(value, STR("no")))
        return record_fail(r, key, e, "\"%s\" must be yes or no", key);
    return OK;
}

enum err_kind record_fail(const struct record *r, const char *key, struct err *e, const char *fmt,
                          ...)
{
    char text[256];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    utf8_drop_partial(text);
    va_end(args);
    int i = field_find(r, key);
    return err_set(e, ERR_INVALID, "%s:%d: %s", r->file, i >= 0 ? r->field[i].line : r->line, text);
}

enum err_kind record_wrap(const struct record *r, struct err *e)
{
    return err_wrap(e, "%s:%d", r->file, r->line);
}

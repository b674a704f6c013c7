/* SPDX-License-Identifier: MIT */
/* Reads line by line. A keyword begins a string, lines that are only a string continue it, and
 * "msgid" or "msgctxt" after a translation begins the next entry. */
#include "translations/po.h"

#include "base/buf.h"
#include "base/utf8.h"

struct reading {
    struct arena *a;
    size_t line;
    struct po_entry *entry, **last;
    struct str *target; /* the string that lines continue; NULL: none */
    struct buf text;    /* its content so far */
    bool fuzzy_next;    /* a flag that belongs to the next entry */
    bool has_id;        /* of the entry that is read */
};

static enum err_kind refuse(const struct reading *r, const char *why, struct err *e)
{
    return err_set(e, ERR_INVALID, "line %zu: %s", r->line, why);
}

static void finish_string(struct reading *r)
{
    if (r->target != NULL)
        *r->target = arena_dup(r->a, buf_str(&r->text));
    r->target = NULL;
    r->text.n = 0;
}

static void begin_entry(struct reading *r)
{
    struct po_entry *entry = ARENA_NEW(r->a, struct po_entry);
    entry->fuzzy = r->fuzzy_next;
    r->fuzzy_next = false;
    r->has_id = false;
    r->entry = entry;
    *r->last = entry;
    r->last = &entry->next;
}

/* The character that a backslash and C stand for; 0: none. */
static char unescaped(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case '"':
    case '\\':
        return c;
    default:
        return 0;
    }
}

/* Adds the string in quotes that is all of QUOTED. */
static enum err_kind add_string(struct reading *r, struct str quoted, struct err *e)
{
    if (r->target == NULL)
        return refuse(r, "a string without a keyword before it", e);
    if (quoted.n < 2 || quoted.p[0] != '"' || quoted.p[quoted.n - 1] != '"')
        return refuse(r, "a string must stand in quotes", e);
    for (size_t i = 1; i + 1 < quoted.n; i++) {
        char c = quoted.p[i];
        if (c == '"')
            return refuse(r, "a quote inside a string needs a backslash", e);
        if (c == '\\') {
            if (i + 2 >= quoted.n)
                return refuse(r, "a string that does not end", e);
            c = unescaped(quoted.p[++i]);
        }
        if (c == 0)
            return refuse(r, "an unknown escape in a string", e);
        buf_add_char(&r->text, c);
    }
    return OK;
}

/* Sets r->target to the form that "msgstr[2]" (INDEX "[2]") or "msgstr" (INDEX empty) names. */
static enum err_kind choose_form(struct reading *r, struct str index, struct err *e)
{
    size_t i = 0;
    if (r->entry == NULL || !r->has_id)
        return refuse(r, "a translation without msgid", e);
    if (index.n > 0) {
        if (index.n != 3 || index.p[0] != '[' || index.p[2] != ']' || index.p[1] < '0' ||
            index.p[1] >= '0' + PO_FORMS_MAX)
            return refuse(r, "a form of a number that no language has", e);
        i = (size_t)(index.p[1] - '0');
    }
    if (i != r->entry->n_forms)
        return refuse(r, "the forms of numbers must stand in their order, each once", e);
    r->entry->n_forms++;
    r->target = &r->entry->forms[i];
    return OK;
}

/* Sets r->target to the string that KEYWORD names. */
static enum err_kind choose_string(struct reading *r, struct str keyword, struct err *e)
{
    finish_string(r);
    bool done = r->entry == NULL || r->entry->n_forms > 0; /* the entry before is whole */
    if (str_eq(keyword, STR("msgctxt"))) {
        if (!done)
            return refuse(r, "an entry without a translation", e);
        begin_entry(r);
        r->target = &r->entry->context;
    } else if (str_eq(keyword, STR("msgid"))) {
        if (done)
            begin_entry(r);
        else if (r->has_id)
            return refuse(r, "an entry without a translation", e);
        r->has_id = true;
        r->entry->line = r->line;
        r->target = &r->entry->id;
    } else if (str_eq(keyword, STR("msgid_plural"))) {
        if (done || !r->has_id || r->entry->plural.p != NULL)
            return refuse(r, "msgid_plural without msgid", e);
        r->target = &r->entry->plural;
    } else if (str_starts(keyword, STR("msgstr"))) {
        TRY(choose_form(r, str_skip(keyword, 6), e));
    } else {
        return refuse(r, "an unknown keyword", e);
    }
    return OK;
}

static enum err_kind read_line(struct reading *r, struct str line, struct err *e)
{
    if (line.n == 0)
        return OK;
    if (line.p[0] == '#') {
        bool flags = str_starts(line, STR("#,"));
        r->fuzzy_next |= flags && str_find(line, STR("fuzzy")) < line.n;
        return OK;
    }
    if (line.p[0] != '"') {
        struct str keyword = str_head(line, str_find(line, STR(" ")));
        TRY(choose_string(r, keyword, e));
        line = str_trim(str_skip(line, keyword.n));
    }
    return add_string(r, line, e);
}

static enum err_kind check_end(struct reading *r, struct err *e)
{
    finish_string(r);
    if (r->entry != NULL && r->entry->n_forms == 0)
        return refuse(r, "the last entry has no translation", e);
    return OK;
}

enum err_kind po_read(struct arena *a, struct str text, struct po_entry **out, struct err *e)
{
    struct po_entry *first = NULL;
    struct reading r = {.a = a, .last = &first, .text = buf_in(a)};
    if (text.n > PO_BYTES_MAX)
        return err_set(e, ERR_INVALID, "is larger than %d bytes", PO_BYTES_MAX);
    if (!utf8_valid(text))
        return err_set(e, ERR_INVALID, "is not in UTF-8");
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_skip(text, 3);
    while (text.p != NULL) {
        r.line++;
        TRY(read_line(&r, str_trim(str_split(&text, '\n')), e));
    }
    TRY(check_end(&r, e));
    *out = first;
    return OK;
}

struct str po_header_field(struct str header, struct str name)
{
    while (header.p != NULL) {
        struct str line = str_split(&header, '\n');
        if (str_starts(line, name) && line.n > name.n && line.p[name.n] == ':')
            return str_trim(str_skip(line, name.n + 1));
    }
    return STR_NONE;
}

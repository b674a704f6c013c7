/* SPDX-License-Identifier: MIT */
/* Reads the fields of forms and queries. A form is stored, and browsers encode it without mistakes:
 * so a damaged escape or a strange name means that something was lost on the way, and refuses the
 * whole form. A value that is merely wrong adds a problem to its field and is kept, so that a
 * person can correct it. A query only asks, and people, mailing lists and other sites put anything
 * into one, so it is read as browsers do. Of a field that is sent twice the first one counts. */
#include "web/http/form.h"

#include <inttypes.h>

#include "base/digits.h"
#include "base/url.h"

static bool is_printable(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 0x20 || s.p[i] > 0x7E)
            return false;
    return true;
}

enum err_kind form_parse(struct form *out, struct str text, struct arena *a, struct err *e)
{
    *out = (struct form){0};
    size_t n = text.n > 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '&';
    if (n > FORM_FIELDS_MAX)
        return err_say(e, ERR_TOO_LARGE, MESSAGE("The form has too many fields."));
    out->items = ARENA_ARRAY(a, struct form_field, n);
    for (struct str rest = text; rest.p != NULL;) {
        struct str value = str_split(&rest, '&');
        if (value.n == 0)
            continue;
        struct str name = str_split(&value, '=');
        struct form_field *f = &out->items[out->n++];
        if (!url_decode(a, name, true, &f->name) || !url_decode(a, value, true, &f->value))
            return err_say(e, ERR_INVALID,
                           MESSAGE("The form arrived damaged. Please send it again."));
        if (!is_printable(f->name))
            return err_say(e, ERR_INVALID, MESSAGE("The form has a field with an invalid name."));
    }
    return OK;
}

void query_parse(struct form *out, struct str text, struct arena *a)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '&';
    n = n < FORM_FIELDS_MAX ? n : FORM_FIELDS_MAX;
    *out = (struct form){.items = ARENA_ARRAY(a, struct form_field, n)};
    while (text.n > 0 && out->n < n) {
        struct str value = str_split(&text, '&');
        if (value.n == 0)
            continue;
        struct str name = str_split(&value, '=');
        out->items[out->n++] = (struct form_field){
            .name = utf8_repaired(a, url_decode_lenient(a, name, true)),
            .value = utf8_repaired(a, url_decode_lenient(a, value, true)),
        };
    }
}

static const struct form_field *field_named(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->items[i].name, str_from(name)))
            return &f->items[i];
    return NULL;
}

struct str form_raw(const struct form *f, const char *name)
{
    const struct form_field *field = field_named(f, name);
    return field != NULL ? field->value : STR_NONE;
}

bool form_has(const struct form *f, const char *name)
{
    return field_named(f, name) != NULL;
}

static bool is_sent_twice(const struct form *f, const char *name)
{
    const struct form_field *first = field_named(f, name);
    if (first == NULL)
        return false;
    struct form rest = {(struct form_field *)(uintptr_t)(first + 1),
                        f->n - (size_t)(first + 1 - f->items)};
    return field_named(&rest, name) != NULL;
}

struct str form_typed(const struct form *f, const char *name, enum utf8_lines lines,
                      struct arena *a, struct problems *p)
{
    struct err e;
    struct str raw = form_raw(f, name), text = STR_NONE;
    if (!utf8_valid(raw)) {
        problem_say(p, name,
                    MESSAGE("Some characters arrived damaged; they are shown as �. "
                            "Please type them again."));
        raw = utf8_repaired(a, raw);
    }
    return utf8_strip(a, raw, lines, &text, &e) == OK ? text : STR_NONE;
}

struct str form_text(const struct form *f, const char *name, enum utf8_lines lines,
                     size_t max_bytes, struct arena *a, struct problems *p)
{
    enum { NFC_SHORTENS_TO = 3 }; /* normalising leaves at least a third of a text's bytes */
    struct problems unread = {0};
    struct err e;
    p = p != NULL ? p : &unread;
    struct str text = form_typed(f, name, lines, a, p);
    /* The length first: a text that is refused anyway is not normalised. */
    if (text.n / NFC_SHORTENS_TO <= max_bytes && utf8_clean(a, text, lines, &text, &e) != OK)
        return STR_NONE;
    if (is_sent_twice(f, name))
        problem_say(p, name, MESSAGE("This field arrived twice; only the first is kept."));
    if (text.n > max_bytes)
        problem_say(p, name,
                    MESSAGE("This is too long: of its {length} characters, the first {max} fit.",
                            PUT_N("length", utf8_length(text)),
                            PUT_N("max", utf8_length(utf8_cut(text, max_bytes)))));
    return text;
}

int64_t form_int(const struct form *f, const char *name, int64_t min, int64_t max, int64_t deflt,
                 struct problems *p)
{
    struct str text = str_trim(form_raw(f, name));
    int64_t value = deflt;
    if (text.n == 0)
        return deflt;
    if (!digits_int(text, &value) || value < min || value > max) {
        if (p != NULL)
            problem_say(p, name,
                        MESSAGE("This must be a number from {min} to {max}.", PUT_N("min", min),
                                PUT_N("max", max)));
        return deflt;
    }
    return value;
}

bool form_checked(const struct form *f, const char *name)
{
    struct str value = form_raw(f, name);
    return value.n > 0 && !str_eq(value, STR("0"));
}

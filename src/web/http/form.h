/* SPDX-License-Identifier: MIT */
/* The fields of a form: decoded once, checked at the edge. */
#ifndef WEB_HTTP_FORM_H
#define WEB_HTTP_FORM_H

#include "base/problem.h"
#include "base/utf8.h"

enum { FORM_FIELDS_MAX = 4000 };

struct form_field {
    struct str name, value; /* percent-decoded; the value's bytes are as sent (see form_text) */
};

struct form {
    struct form_field *items;
    size_t n;
};

/* Reads application/x-www-form-urlencoded TEXT. ERR_INVALID: a broken percent escape, or a field
 * name that is not printable ASCII; ERR_TOO_LARGE: more than FORM_FIELDS_MAX fields. Lives in A. */
MUST_CHECK enum err_kind form_parse(struct form *out, struct str text, struct arena *a,
                                    struct err *e);

/* The first field NAME as sent; empty where there is none. */
struct str form_raw(const struct form *f, const char *name);
bool form_has(const struct form *f, const char *name);
/* The field cleaned for storing (base/utf8.h). One that is no valid UTF-8 gives the text with
 * U+FFFD in place of the bad bytes, and adds a problem; so does one of more than MAX_BYTES, given
 * whole, so that nothing typed is lost (and not normalised, where it is far too long). One that
 * comes twice adds a problem, too. *p may be NULL.
 */
struct str form_text(const struct form *f, const char *name, enum utf8_lines lines,
                     size_t max_bytes, struct arena *a, struct problems *p);
/* The field as it goes back to whoever typed it, of a form that is refused whatever it holds: no
 * control characters, not normalised. Adds a problem where it is no valid UTF-8. */
struct str form_typed(const struct form *f, const char *name, enum utf8_lines lines,
                      struct arena *a, struct problems *p);
/* A whole number in [MIN, MAX]; DEFLT where the field is missing or empty; a problem where it is
 * something else. */
int64_t form_int(const struct form *f, const char *name, int64_t min, int64_t max, int64_t deflt,
                 struct problems *p);
/* A checkbox: there, and neither empty nor "0". */
bool form_checked(const struct form *f, const char *name);

#endif

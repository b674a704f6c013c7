/* SPDX-License-Identifier: MIT */
/* The fields of a form or of a query, decoded once and checked where they come in. */
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

/* Reads TEXT, which is application/x-www-form-urlencoded, into A. ERR_INVALID for a broken percent
 * escape or a field name that is not printable ASCII; ERR_TOO_LARGE for more than FORM_FIELDS_MAX
 * fields. */
MUST_CHECK enum err_kind form_parse(struct form *out, struct str text, struct arena *a,
                                    struct err *e);

/* Reads TEXT, the query of an address, into A as the URL Standard does: a '%' without two hex
 * digits stays as it is, what is not UTF-8 becomes U+FFFD, and empty parts are skipped. Every text
 * is a query; what comes after FORM_FIELDS_MAX fields is ignored. */
void query_parse(struct form *out, struct str text, struct arena *a);

/* The value of the first field NAME as sent; empty if there is none. */
struct str form_raw(const struct form *f, const char *name);
bool form_has(const struct form *f, const char *name);
/* The field, cleaned for storing (base/utf8.h), in A. Adds a problem to *p (which may be NULL) if
 *   - it is not valid UTF-8: bad bytes become U+FFFD;
 *   - it is longer than MAX_BYTES: it is still returned whole, so that nothing typed is lost (but
 * not normalised if it is far too long);
 *   - it is sent twice. */
struct str form_text(const struct form *f, const char *name, enum utf8_lines lines,
                     size_t max_bytes, struct arena *a, struct problems *p);
/* The field as typed, to show it again in a form that is refused in any case: without control
 * characters, not normalised. Adds a problem if it is not valid UTF-8. */
struct str form_typed(const struct form *f, const char *name, enum utf8_lines lines,
                      struct arena *a, struct problems *p);
/* A whole number from MIN to MAX, in the digits of any script. DEFLT if the field is missing or
 * empty; DEFLT and a problem if it is anything else. P may be NULL. */
int64_t form_int(const struct form *f, const char *name, int64_t min, int64_t max, int64_t deflt,
                 struct problems *p);
/* Whether a checkbox is ticked: the field is present and neither empty nor "0". */
bool form_checked(const struct form *f, const char *name);

#endif

/* SPDX-License-Identifier: MIT */
/* Percent-encoding (RFC 3986). */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/arena.h"

/* S with every %HH replaced by its byte, and '+' by a space where PLUS (a form's encoding). False,
 * with *out unchanged, where a '%' is not followed by two hex digits. The result may hold any byte.
 * In A. */
bool url_decode(struct arena *a, struct str s, bool plus, struct str *out);
/* S with everything but unreserved characters (letters, digits, - . _ ~) percent-encoded: fit for
 * one segment of a path or one value of a query. In A. */
struct str url_encode(struct arena *a, struct str s);

/* True for "http://..." and "https://..." with a host, without spaces or control characters. */
bool url_is_web(struct str s);
/* True for a path on this site: begins with one '/', not with "//" or "/\", no control characters.
 */
bool url_is_local(struct str s);

#endif

/* SPDX-License-Identifier: MIT */
/* Percent-encoding (RFC 3986), and checks of addresses that people type or browsers send. */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/arena.h"

/* Replaces every %HH in S by its byte and, if PLUS (the encoding of forms), every '+' by a space.
 * False, with *out unchanged, if a '%' is not followed by two hex digits. The result, in A, may
 * contain any byte. */
bool url_decode(struct arena *a, struct str s, bool plus, struct str *out);
/* The same, but a '%' without two hex digits after it stays as it is, as in the URL Standard. */
struct str url_decode_lenient(struct arena *a, struct str s, bool plus);
/* S with everything except unreserved characters (letters, digits, - . _ ~) percent-encoded, in A.
 * Fits one segment of a path or one value of a query. */
struct str url_encode(struct arena *a, struct str s);

/* True for "http://..." and "https://..." with a host, without spaces or control characters. */
bool url_is_web(struct str s);
/* True for a path on this site: it begins with "/", but not with "//" or "/\" (browsers take both
 * for another site), and contains no space or control character. */
bool url_is_local(struct str s);

/* True for an address that a page may link to or load: one of the web, an e-mail address
 * ("mailto:..."), or one without a scheme, which leads to a place on this site or, beginning with
 * "//", to another one. False for every other scheme, such as "javascript:" and "data:". */
bool url_is_link(struct str s);

#endif

/* SPDX-License-Identifier: MIT */
/* Decides which addresses links and pictures may have in Markdown. Character references are decoded
 * before the scheme is checked, and the result is escaped again. So `java&#115;cript:` is judged by
 * what a browser would make of it. */
#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

#include <md4c.h>

#include "base/arena.h"

/* An attribute as plain text, in A: without md4c_marks.h's marks, and with references decoded. */
struct str attribute_text(struct arena *a, const MD_ATTRIBUTE *attribute);

/* URL with everything percent-encoded that an address cannot contain: spaces, quotation marks,
 * brackets, a '%' that encodes nothing, and letters outside of ASCII. The host stays as it is,
 * since browsers convert it. In A. */
struct str address_encode(struct arena *a, struct str url);

/* True if a link may lead to URL: http, https, mailto or this site; with WEB_ONLY only http and
 * https. */
bool link_is_allowed(struct str url, bool web_only);
/* True if a picture may come from URL: http, https or this site. */
bool picture_is_allowed(struct str url);

#endif

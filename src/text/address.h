/* SPDX-License-Identifier: MIT */
/* The addresses in Markdown: what md4c says of an attribute as plain text, and whether a link or a
 * picture may have it. An attribute's character references are decoded before its scheme is looked
 * at, and the result is escaped anew, so `java&#115;cript:` is judged as what a browser would make
 * of it. */
#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

#include <md4c.h>

#include "base/arena.h"

/* The attribute as plain text: references to ASCII characters decoded, all others as typed. In A.
 */
struct str attribute_text(struct arena *a, const MD_ATTRIBUTE *attribute);

/* Whether a link may lead to URL: the web, e-mail, and this site; where WEB_ONLY the web alone. */
bool may_link(struct str url, bool web_only);
/* Whether a picture may come from URL: the web, and this site. */
bool may_show(struct str url);

#endif

/* SPDX-License-Identifier: MIT */
/* Makes the addresses in HTML absolute, for feeds: their readers do not know the page's address. */
#ifndef TEXT_ABSOLUTE_H
#define TEXT_ABSOLUTE_H

#include "base/buf.h"

/* The absolute form of URL, found on the page at PATH ("/2026/11/23/slug/") of the site at ADDRESS
 * ("https://news.example"). A URL with a scheme is returned as it is. In A. */
struct str url_absolute(struct arena *a, struct str url, struct str address, struct str path);

/* HTML with every href and src made absolute. HTML must come from the renderer (markdown.h). In A.
 */
struct html html_absolute(struct arena *a, struct html html, struct str address, struct str path);

#endif

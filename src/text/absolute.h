/* SPDX-License-Identifier: MIT */
/* HTML for readers who do not have its page's address: in feeds. */
#ifndef TEXT_ABSOLUTE_H
#define TEXT_ABSOLUTE_H

#include "base/buf.h"

/* URL as it stands on the page at PATH ("/2026/11/23/slug/") of the site at ADDRESS
 * ("https://news.example"), made whole: what begins with '/', '#' or '?', or names no scheme, gets
 * what is missing. In A. */
struct str url_absolute(struct arena *a, struct str url, struct str address, struct str path);

/* HTML (of our own making: markdown.h) with every href and src made whole. In A. */
struct html html_absolute(struct arena *a, struct html html, struct str address, struct str path);

#endif

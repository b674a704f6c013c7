/* SPDX-License-Identifier: MIT */
/* The version of what lies under /assets/: part of each file's address, so that a browser may keep
 * it for ever. It changes with the shipped files and with a site's own that stand before them. */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "base/str.h"

enum { ASSETS_VERSION_MAX = 24 };

/* Reads the site's own files in DIR, which may be absent; what cannot be read counts as absent. */
void assets_version_read(const char *dir, char out[ASSETS_VERSION_MAX]);

/* Whether the fonts that every page begins with are there: shipped, or in DIR. */
bool assets_have_fonts(const char *dir);

#endif

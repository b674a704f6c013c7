/* SPDX-License-Identifier: MIT */
/* The version of the files under /assets/. It is part of each file's address, so browsers may store
 * a file for ever. It changes with the shipped files and with the site's own files, which take
 * precedence. */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "base/str.h"

enum { ASSETS_VERSION_MAX = 24 };

/* Writes the version into OUT. Reads the site's own files in DIR, which may be absent; a file that
 * cannot be read counts as empty. */
void assets_version_read(const char *dir, char out[ASSETS_VERSION_MAX]);

/* Whether the two fonts that every page needs first exist: shipped, or in DIR. */
bool assets_have_fonts(const char *dir);

#endif

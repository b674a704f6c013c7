/* SPDX-License-Identifier: MIT */
/* Files that are compiled into the program: the templates and the sample site. The build generates
 * the tables with src/tools/embed.c. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include <stdbool.h>
#include <stddef.h>

struct embed_file {
    const char *name;  /* the path from the project's folder: "templates/site/home.tpl" */
    const char *bytes; /* NUL-terminated; SIZE does not count the NUL */
    size_t size;
};

/* Sorted by name. A row of zeros ends the table. */
extern const struct embed_file embed_files[];
extern const size_t embed_file_count;

/* A hash of the files under public/. It is part of the assets' URLs, so a changed file gets a new
 * URL. */
extern const char embed_assets_version[];

/* True if the web fonts were built (src/tools/fonts.sh). Without them public/fonts/ is empty. */
extern const bool embed_has_fonts;

#endif

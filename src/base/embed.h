/* SPDX-License-Identifier: MIT */
/* Files that the build put into the program (src/tools/embed.c): the templates and the sample site.
 */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include <stdbool.h>
#include <stddef.h>

struct embed_file {
    const char *name;  /* the path from the project's folder: "templates/site/home.tpl" */
    const char *bytes; /* NUL-terminated; SIZE does not count the NUL */
    size_t size;
};

/* Sorted by name; a row of zeros ends it. */
extern const struct embed_file embed_files[];
extern const size_t embed_file_count;

/* Changes when any file under public/ does: part of the assets' URLs. */
extern const char embed_assets_version[];

/* Whether the web fonts were made (src/tools/fonts.sh): public/fonts/ is empty without them. */
extern const bool embed_has_fonts;

#endif

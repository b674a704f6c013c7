/* SPDX-License-Identifier: MIT */
/* Paths in a site's folder. */
#include "core/site/site_paths.h"

const char *site_path(struct arena *a, const char *site_dir, const char *name)
{
    size_t n = strlen(site_dir);
    const char *separator = n > 0 && site_dir[n - 1] == '/' ? "" : "/";
    return arena_printf(a, "%s%s%s", site_dir, separator, name).p;
}

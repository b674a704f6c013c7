/* SPDX-License-Identifier: MIT */
#include "core/site/site_paths.h"

const char *site_path(struct arena *a, const char *site_dir, const char *name)
{
    size_t n = strlen(site_dir);
    const char *between = n > 0 && site_dir[n - 1] == '/' ? "" : "/";
    return arena_printf(a, "%s%s%s", site_dir, between, name).p;
}

/* SPDX-License-Identifier: MIT */
/* The version of the assets is the build's own; if the site has files of its own, half of it is
 * replaced by a hash of their names and contents. It does not depend on dates or on the order of
 * the folder, so all servers of a site compute the same. */
#include "web/assets.h"

#include <fts.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/hash.h"

static uint64_t hash_file(uint64_t h, const char *path)
{
    char bytes[4096];
    int fd = file_open_regular(path);
    if (fd < 0)
        return h;
    for (ssize_t n; (n = read(fd, bytes, sizeof bytes)) > 0;)
        h = hash_add(h, str_of(bytes, (size_t)n));
    close(fd);
    return h;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

void assets_version_read(const char *dir, char out[ASSETS_VERSION_MAX])
{
    char path[4096];
    uint64_t h = HASH_EMPTY;
    bool any = false;
    FTS *files = NULL;
    if (snprintf(path, sizeof path, "%s", dir) < (int)sizeof path)
        files = fts_open((char *const[]){path, NULL}, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    for (const FTSENT *it; files != NULL && (it = fts_read(files)) != NULL;) {
        if (it->fts_info != FTS_F)
            continue;
        any = true;
        const char *name = it->fts_path + strlen(dir);
        h = hash_add(h, str_of(name, strlen(name) + 1));
        h = hash_file(h, it->fts_path);
    }
    if (files != NULL)
        fts_close(files);
    if (any)
        snprintf(out, ASSETS_VERSION_MAX, "%.10s%010" PRIx64, embed_assets_version,
                 h & UINT64_C(0xffffffffff));
    else
        snprintf(out, ASSETS_VERSION_MAX, "%s", embed_assets_version);
}

bool assets_have_fonts(const char *dir)
{
    static const char *const first[] = {"serif.woff2", "serif-bold.woff2"};
    char path[4096];
    bool own = true;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        own = own && snprintf(path, sizeof path, "%s/fonts/%s", dir, first[i]) < (int)sizeof path &&
              access(path, R_OK) == 0;
    return embed_has_fonts || own;
}

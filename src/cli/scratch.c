/* SPDX-License-Identifier: MIT */
/* Makes the folder with a random name, so that nobody else can have put something there. */
#include "cli/scratch.h"

#include <stdlib.h>

enum err_kind scratch_make(struct arena *a, const char **folder, struct err *e)
{
    const char *temp = getenv("TMPDIR");
    if (temp == NULL || temp[0] == '\0')
        temp = "/var/tmp";
    struct str pattern = arena_printf(a, "%s/broadsheet-XXXXXX", temp);
    char *path = arena_alloc(a, pattern.n + 1);
    memcpy(path, pattern.p, pattern.n + 1);
    if (mkdtemp(path) == NULL)
        return err_errno(e, ERR_IO, "cannot create a folder in %s ($TMPDIR)", temp);
    *folder = path;
    return OK;
}

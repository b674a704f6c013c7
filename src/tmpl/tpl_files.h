/* SPDX-License-Identifier: MIT */
/* The template files of a folder: *.tpl, in folders of any name. */
#ifndef TMPL_TPL_FILES_H
#define TMPL_TPL_FILES_H

#include "base/arena.h"
#include "base/err.h"

struct tpl_file {
    struct tpl_file *next;
    const char *name; /* relative to the folder: "site/home.tpl" */
    struct str text;
};

/* Reads every *.tpl file under DIR into A: other names, and those that begin with a dot, are left
 * alone. DIR may be absent where MAY_BE_ABSENT; *out is then NULL. A symbolic link to a file is
 * followed, one to a folder is not. ERR_INVALID where a file is not a regular one or is over 1 MiB,
 * where folders are too deep or files too many; ERR_IO. Messages name the file. */
MUST_CHECK enum err_kind tpl_files_read(struct arena *a, const char *dir, bool may_be_absent,
                                        struct tpl_file **out, struct err *e);

#endif

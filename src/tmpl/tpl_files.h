/* SPDX-License-Identifier: MIT */
/* The files of a folder with one ending: templates (*.tpl), catalogues (*.po). */
#ifndef TMPL_TPL_FILES_H
#define TMPL_TPL_FILES_H

#include "base/arena.h"
#include "base/err.h"

struct tpl_file {
    struct tpl_file *next;
    const char *name; /* relative to the folder: "site/home.tpl" */
    struct str text;
};

/* Reads every file under DIR whose name ends in ENDING (".tpl") into A as a list. Skips other names
 * and those that begin with a dot. If DIR does not exist and MAY_BE_ABSENT, *out is NULL. A
 * symbolic link to a file is followed, one to a folder is not. ERR_INVALID if a file is not a
 * regular file or is over 1 MiB, if folders are nested too deeply or there are too many files;
 * ERR_IO if reading fails. Messages name the file. */
MUST_CHECK enum err_kind tpl_files_read(struct arena *a, const char *dir, const char *ending,
                                        bool may_be_absent, struct tpl_file **out, struct err *e);

#endif

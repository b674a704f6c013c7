/* SPDX-License-Identifier: MIT */
/* The files of many articles at once: Markdown files, and folders of them. */
#ifndef CLI_ARTICLE_FILES_H
#define CLI_ARTICLE_FILES_H

#include "cli/cli.h"

struct file_list {
    const char **paths;
    size_t n;
};

/* The files in GIVEN, in order, and for each folder its files *.md in the order of their names; in
 * A. ERR_NOT_FOUND, ERR_IO; ERR_INVALID: a folder has no such file. */
MUST_CHECK enum err_kind article_files(const struct cli_rest *given, struct arena *a,
                                       struct file_list *out, struct err *e);
/* Removes the headline from the beginning of *text: a line "# Harbour bridge opens". False if *text
 * does not begin with one. */
bool article_headline(struct str *text, struct str *headline);

#endif

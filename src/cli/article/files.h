/* SPDX-License-Identifier: MIT */
/* Many articles at once: files of Markdown, and folders of them. */
#ifndef CLI_ARTICLE_FILES_H
#define CLI_ARTICLE_FILES_H

#include "cli/cli.h"

struct file_list {
    const char **paths;
    size_t n;
};

/* The files that are GIVEN, in their order, and for each folder its files *.md in the order of
 * their names; in A. ERR_NOT_FOUND, ERR_IO; ERR_INVALID where a folder has none. */
MUST_CHECK enum err_kind article_files(const struct cli_rest *given, struct arena *a,
                                       struct file_list *out, struct err *e);
/* Takes the headline off *text, which begins with it: a line "# Harbour bridge opens". False where
 * it does not. */
bool article_headline(struct str *text, struct str *headline);

#endif

/* SPDX-License-Identifier: MIT */
/* What the commands about articles share. */
#ifndef CLI_ARTICLE_ARTICLE_H
#define CLI_ARTICLE_ARTICLE_H

#include "cli/cli.h"
#include "core/news/article.h"
#include "core/site/setting.h"

/* The article that TYPED names, whole: by its number, or by its address (whole or as a path, also
 * an old one). ERR_NOT_FOUND. */
MUST_CHECK enum err_kind cli_article_find(struct db_conn *c, const char *typed, struct arena *a,
                                          struct article *out, struct err *e);
/* The same for a caller that holds no connection, and the settings where *s is NULL: settings_unref
 * it. */
MUST_CHECK enum err_kind cli_article_read(struct db *db, const char *typed, struct arena *a,
                                          struct article *out, struct settings **s, struct err *e);
/* The address that readers know ART by, whole where the site knows its own; empty where it was
 * never published. In A. */
struct str cli_article_address(const struct settings *s, const struct article *art,
                               struct arena *a);
/* The names of its tags, separated by commas, in A. */
struct str cli_article_tags(const struct article *art, struct arena *a);
/* The id of the section SLUG. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind cli_section_find(struct db_conn *c, const char *slug, struct arena *a,
                                          int64_t *id, struct err *e);
/* The id of the user LOGIN. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind cli_author_find(struct db_conn *c, const char *login, struct arena *a,
                                         int64_t *id, struct err *e);
/* The article's text from the file PATH ("-": standard input), fit to store. ERR_INVALID where it
 * is no text. */
MUST_CHECK enum err_kind cli_article_text(const char *path, struct arena *a, struct str *out,
                                          struct err *e);
/* Says on standard error what readers see otherwise than it was typed in BODY. */
void cli_article_proof(const struct settings *s, struct str body, struct arena *a);

#endif

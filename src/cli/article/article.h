/* SPDX-License-Identifier: MIT */
/* Functions that the commands about articles share. */
#ifndef CLI_ARTICLE_ARTICLE_H
#define CLI_ARTICLE_ARTICLE_H

#include "cli/cli.h"
#include "core/news/article.h"
#include "core/site/setting.h"

/* The article that TYPED names: its number, or its current or an old address, with or without the
 * host. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind cli_article_find(struct db_conn *c, const char *typed, struct arena *a,
                                          struct article *out, struct err *e);
/* Like cli_article_find, for a caller without a connection. If *s is NULL, also reads the settings
 * into it; release them with settings_unref. */
MUST_CHECK enum err_kind cli_article_read(struct db *db, const char *typed, struct arena *a,
                                          struct article *out, struct settings **s, struct err *e);
/* ART's address, in A: with the host if the site knows its own address. Empty if ART was never
 * published. */
struct str cli_article_address(const struct settings *s, const struct article *art,
                               struct arena *a);
/* The names of ART's tags, separated by commas, in A. */
struct str cli_article_tags(const struct article *art, struct arena *a);
/* The id of the section SLUG. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind cli_section_find(struct db_conn *c, const char *slug, struct arena *a,
                                          int64_t *id, struct err *e);
/* The id of the user LOGIN. ERR_NOT_FOUND. */
MUST_CHECK enum err_kind cli_author_find(struct db_conn *c, const char *login, struct arena *a,
                                         int64_t *id, struct err *e);
/* The article's text from the file PATH ("-": standard input), fit to store, in A. ERR_INVALID if
 * it is not UTF-8; ERR_TOO_LARGE, ERR_IO. */
MUST_CHECK enum err_kind cli_article_text(const char *path, struct arena *a, struct str *out,
                                          struct err *e);
/* Prints on standard error what readers will see differently from what was typed in BODY. */
void cli_article_proof(const struct settings *s, struct str body, struct arena *a);

#endif

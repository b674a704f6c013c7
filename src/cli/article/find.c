/* SPDX-License-Identifier: MIT */
/* Finds what people name on the command line: articles by number or address, sections by slug,
 * authors by sign-in name. Errors repeat what was typed. */
#include "cli/article/article.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/url.h"
#include "base/utf8.h"
#include "core/desk/article_write.h"
#include "core/news/section.h"
#include "core/people/user.h"
#include "text/proofread.h"

/* Day and slug of an address "/2026/11/23/slug/", with or without "https://news.example" before it.
 */
static bool parse_address(const char *typed, struct arena *a, int64_t *day, struct str *slug)
{
    struct str path = str_from(typed), part;
    int64_t n[3];
    size_t scheme = str_find(path, STR("://"));
    if (scheme < path.n) {
        path = str_skip(path, scheme + 3);
        path = str_skip(path, str_index(path, '/'));
    }
    if (!str_starts(path, STR("/")))
        return false;
    path = str_skip(path, 1);
    for (int i = 0; i < 3; i++) {
        part = str_split(&path, '/');
        if (!str_int(part, &n[i]) || n[i] < 0)
            return false;
    }
    *day = n[0] * 10000 + n[1] * 100 + n[2];
    part = str_split(&path, '/');
    return url_decode(a, part, false, slug) && !str_empty(*slug);
}

enum err_kind cli_article_find(struct db_conn *c, const char *typed, struct arena *a,
                               struct article *out, struct err *e)
{
    int64_t id, day;
    struct str slug;
    enum err_kind kind;
    if (str_int(str_from(typed), &id))
        kind = article_by_id(c, id, a, out, e);
    else if (parse_address(typed, a, &day, &slug))
        kind = article_by_permalink(c, day, slug, a, out, e);
    else
        return err_set(e, ERR_NOT_FOUND,
                       "\"%s\" is neither the number of an article nor an address like "
                       "/2026/11/23/harbour-bridge/",
                       typed);
    return kind == ERR_NOT_FOUND ? err_set(e, kind, "there is no article %s", typed) : kind;
}

enum err_kind cli_article_read(struct db *db, const char *typed, struct arena *a,
                               struct article *out, struct settings **s, struct err *e)
{
    struct db_conn *c;
    TRY(db_begin(db, &c, e));
    enum err_kind kind = *s != NULL ? OK : settings_load(c, s, e);
    if (kind == OK)
        kind = cli_article_find(c, typed, a, out, e);
    db_end(db, &c);
    return kind;
}

struct str cli_article_address(const struct settings *s, const struct article *art, struct arena *a)
{
    struct str path = article_url(art, a);
    return str_empty(path) ? path : arena_join(a, s->address, path);
}

struct str cli_article_tags(const struct article *art, struct arena *a)
{
    struct buf tags = buf_in(a);
    for (size_t i = 0; i < art->n_tags; i++) {
        buf_add_c(&tags, i == 0 ? "" : ", ");
        buf_add(&tags, art->tags[i].name);
    }
    return buf_str(&tags);
}

enum err_kind cli_section_find(struct db_conn *c, const char *slug, struct arena *a, int64_t *id,
                               struct err *e)
{
    struct section found;
    enum err_kind kind = section_by_slug(c, str_from(slug), a, &found, e);
    *id = kind == OK ? found.id : 0;
    return kind == ERR_NOT_FOUND ? err_set(e, kind, "there is no section \"%s\"", slug) : kind;
}

enum err_kind cli_author_find(struct db_conn *c, const char *login, struct arena *a, int64_t *id,
                              struct err *e)
{
    struct user found;
    struct str name;
    TRY(cli_text(a, "author", login, &name, e));
    enum err_kind kind = user_by_login(c, name, a, &found, e);
    *id = kind == OK ? found.id : 0;
    return kind == ERR_NOT_FOUND ? err_set(e, kind, "there is no user \"%s\"", login) : kind;
}

enum err_kind cli_article_text(const char *path, struct arena *a, struct str *out, struct err *e)
{
    struct str raw;
    TRY(cli_read_file(a, path, BODY_MAX, &raw, e));
    if (!utf8_valid(raw))
        return err_set(e, ERR_INVALID, "%s is not UTF-8 text",
                       strcmp(path, "-") == 0 ? "standard input" : path);
    return utf8_clean(a, raw, UTF8_MARKDOWN, out, e);
}

void cli_article_proof(const struct settings *s, struct str body, struct arena *a)
{
    struct proofread proof;
    markdown_proofread(a, body, s->address, &proof);
    for (size_t i = 0; i < proof.n; i++)
        fprintf(stderr, "broadsheet: %.*s\n", STR_ARG(proofread_sentence(a, &proof, i)));
    if (proof.more)
        fprintf(stderr, "broadsheet: There are more lines like these.\n");
}
